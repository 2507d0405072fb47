import type { Override } from '../house/index.ts';
import type { Boost, ControlState } from './state.ts';
import { wholeSoc } from './whole-soc.ts';

/** A boost as people see it. */
export function boostOverride(boost: Boost): Override {
  return {
    kind: 'BOOST',
    ...boost,
    message: { de: 'Boost: lädt sofort mit voller Leistung.', en: 'Boost: charges at full power now.' },
  };
}

/** Begins a boost. What somebody chose before rests meanwhile; for as long as the car stays it counts again afterwards. */
export function boosted(control: ControlState, name: string, boost: Boost): ControlState {
  const { targetSocPercent: asked } = boost;
  const targetSocPercent = asked === null ? null : wholeSoc(asked);
  return {
    ...control,
    boosts: { ...control.boosts, [name]: { ...boost, targetSocPercent } },
  };
}
