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

/** Begins a boost. What somebody chose for as long as the car stays rests meanwhile and counts again afterwards. */
export function boosted(control: ControlState, name: string, boost: Boost): ControlState {
  const { [name]: chosen, ...others } = control.overrides;
  const { targetSocPercent: asked } = boost;
  const targetSocPercent = asked === null ? null : wholeSoc(asked);
  return {
    ...control,
    overrides: chosen?.sticky ? control.overrides : others,
    boosts: { ...control.boosts, [name]: { ...boost, targetSocPercent } },
  };
}
