import { z } from 'zod';
import { kiloOrNone, mapOf, maybeFlag, numberOrNone, text } from './wire.ts';

/** Phase voltage by which evcc turns currents into powers. */
const PHASE_VOLTS = 230;
const PHASES = 3;

const circuit = z.object({ parent: text, maxPower: kiloOrNone, maxCurrent: numberOrNone });

/** The site's keys about what its grid connection may carry. */
export const limitKeys = {
  circuits: mapOf(circuit),
  hems: z
    .object({
      status: z
        .object({ dimmed: maybeFlag, maxConsumptionPower: kiloOrNone, maxProductionPower: kiloOrNone })
        .nullable()
        .catch(null),
    })
    .nullable()
    .catch(null),
  gridExportLimit: kiloOrNone,
  optimizer: maybeFlag,
  /** A flag in some versions, `off`, `battery` or `full` in others. */
  optimizerAutomatic: z.union([z.boolean(), z.string()]).nullable().catch(null),
};

const limitShape = z.object(limitKeys);
type LimitKeys = z.infer<typeof limitShape>;

/** The smallest of the limits that are there. */
function smallest(limits: (number | null)[]): number | null {
  const known = limits.filter((limit) => limit !== null);
  return known.length > 0 ? Math.min(...known) : null;
}

/** What the grid connection may carry, in kW; `null` = nothing is limited. */
export function decodeLimits(site: LimitKeys) {
  const roots = Object.values(site.circuits ?? {}).filter((one) => one !== null && one.parent === null);
  const circuitLimits = roots.flatMap((root) => [
    root?.maxPower ?? null,
    root?.maxCurrent ? (root.maxCurrent * PHASE_VOLTS * PHASES) / 1000 : null,
  ]);
  const status = site.hems?.status ?? null;
  const dimmedToKw = status?.dimmed === false ? null : (status?.maxConsumptionPower ?? null);
  return {
    importLimitKw: smallest([...circuitLimits, dimmedToKw]),
    exportLimitKw: smallest([site.gridExportLimit, status?.maxProductionPower ?? null]),
    dimmed: status?.dimmed === true,
  };
}

/** Whether evcc's own optimizer drives battery or loadpoints. */
export function isOptimizerAutomatic({ optimizer, optimizerAutomatic }: LimitKeys): boolean {
  if (optimizer === false) return false;
  return typeof optimizerAutomatic === 'string'
    ? !['', 'off', 'false'].includes(optimizerAutomatic)
    : optimizerAutomatic === true;
}
