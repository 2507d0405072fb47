import type { Plan, PlanInput, Text } from '../house/index.ts';
import { allocateCars } from './fallback.ts';
import { loadsAtOnce, withFixedLoads } from './loads.ts';
import { assemblePlan } from './schedule.ts';
import { carsAtOnce } from './self-consumption.ts';
import { simulateHouse } from './simulate.ts';

/** Rules that houses without a planner go by. */
export const RULES = ['EVCC', 'SELF_CONSUMPTION'] as const;
/**
 * `EVCC`: cars take the sun and, for what a departure needs beyond it, the cheapest slots of their stay.
 * `SELF_CONSUMPTION`: cars charge at full power as soon as they are there. In both the battery follows the house.
 */
export type Rule = (typeof RULES)[number];

/** What the same hours come to by a simple rule. Expects an input without problems. */
export function planByRule(input: PlanInput, rule: Rule): Plan {
  const carKw = rule === 'EVCC' ? allocateCars(input) : carsAtOnce(input);
  const flexibleKw = loadsAtOnce(input);
  const decisions = simulateHouse(withFixedLoads(input, flexibleKw), carKw, {
    mode: () => 'NORMAL',
    floorPercent: (battery) => battery.minSocPercent,
  }).map((decision, index) => ({ ...decision, flexibleKw: flexibleKw[index] ?? [] }));
  return assemblePlan(input, decisions, {
    status: 'FALLBACK',
    fallbackReason: REASONS[rule],
    gap: null,
    solveMs: 0,
  });
}

const REASONS: Record<Rule, Text> = {
  EVCC: {
    de: 'So liefe es mit evcc allein: Die Batterie folgt dem Haus, Autos laden mit Sonne und sonst in den günstigsten Viertelstunden.',
    en: 'As evcc alone would do it: the battery follows the house, cars charge on the sun and otherwise in the cheapest quarters.',
  },
  SELF_CONSUMPTION: {
    de: 'So liefe es im Eigenverbrauch: Die Batterie folgt dem Haus, Autos laden sofort.',
    en: 'As self-consumption would do it: the battery follows the house, cars charge at once.',
  },
};
