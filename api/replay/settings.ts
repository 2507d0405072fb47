import type { PlanInput } from '../house/index.ts';
import type { Changes } from '../whatif/index.ts';

/** Settings of the house that weeks can be replayed with, beside what can be changed of its battery, sun, load and prices. */
export interface ReplaySettings {
  /** Whether it is planned for all likely courses of load and PV; as it was where nothing is said. */
  planUncertainty?: boolean;
  /** SoC in % above which the battery helps cars, and below which it does not; as it was where nothing is said. */
  bufferPercent?: number;
}

/** The input as it would have been with a setting; for what is not recorded, as it was. */
export function withSettings(input: PlanInput, { planUncertainty = true }: ReplaySettings): PlanInput {
  return planUncertainty ? input : { ...input, scenarios: [], spread: [] };
}

/** What can be changed in weeks that are over: what cars took, and when, was measured and stays. */
export const SETTABLE = {
  battery: [
    'capacityKwh',
    'maxChargeKw',
    'maxDischargeKw',
    'minSocPercent',
    'maxSocPercent',
    'reserveSocPercent',
    'wearCostPerKwh',
    'maxGridPricePerKwh',
  ],
  tariff: ['importPricePerKwh', 'importFactor', 'importOffsetPerKwh', 'feedInPricePerKwh'],
  house: ['pvFactor', 'loadFactor', 'planUncertainty', 'bufferPercent'],
} as const satisfies {
  battery: readonly (keyof NonNullable<Changes['battery']>)[];
  tariff: readonly (keyof NonNullable<Changes['tariff']>)[];
  house: readonly (keyof Changes | keyof ReplaySettings)[];
};
