import type { Override } from '../house/index.ts';
import type { Boost } from './state.ts';

/** A boost as people see it. */
export function boostOverride(boost: Boost): Override {
  return {
    kind: 'BOOST',
    ...boost,
    message: { de: 'Boost: lädt sofort mit voller Leistung.', en: 'Boost: charges at full power now.' },
  };
}
