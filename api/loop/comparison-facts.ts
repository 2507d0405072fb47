import { z } from 'zod';
import { evccLocks } from '../control/index.ts';
import type { Settings, SiteState } from '../house/index.ts';
import type { ComparisonFacts } from '../savings/index.ts';
import { batteryAbility } from './plan-battery.ts';

/** Where the store keeps them, so that a day can be costed again without evcc. */
export const COMPARISON_FACTS = 'comparisonFacts';

const share = z.number().min(0).max(1);

const facts = z.object({
  timeZone: z.string(),
  battery: z
    .object({
      capacityKwh: z.number().positive(),
      minSocPercent: z.number(),
      maxSocPercent: z.number(),
      chargeEfficiency: share,
      dischargeEfficiency: share,
      maxChargeKw: z.number(),
      maxDischargeKw: z.number(),
    })
    .nullable(),
  locksBattery: z.boolean(),
});

/** Reads facts that were kept as JSON. @throws where it is none */
export function decodeComparisonFacts(value: unknown): ComparisonFacts {
  return facts.parse(value);
}

/** What days are compared by beside what was measured; `null` while the battery's size or charge is unknown. */
export function comparisonFacts(site: SiteState, settings: Settings): ComparisonFacts | null {
  const ability = batteryAbility(site, settings);
  const capacityKwh = settings.batteryCapacityKwh ?? site.battery?.capacityKwh ?? null;
  if (site.battery && (!ability || capacityKwh === null)) return null;
  return {
    timeZone: settings.timeZone,
    battery:
      ability && capacityKwh !== null
        ? {
            ...ability,
            capacityKwh,
            chargeEfficiency: settings.batteryChargeEfficiency,
            dischargeEfficiency: settings.batteryDischargeEfficiency,
          }
        : null,
    locksBattery: evccLocks(site),
  };
}
