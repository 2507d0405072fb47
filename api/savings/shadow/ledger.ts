import { z } from 'zod';
import { SHADOW_POLICIES, type ShadowAction, type ShadowPolicy } from '../../house/index.ts';
import type { KnownQuarter } from '../measured.ts';
import type { BatteryPlant } from '../plant.ts';
import { settledCost } from '../value.ts';
import { banditShape, choose, learn, newBandit } from './bandit.ts';
import { stepCourse } from './course.ts';
import { judge, NEW_PROMOTION, promotionShape } from './promotion.ts';

const perPolicy = z.record(z.enum(SHADOW_POLICIES), z.number());

/** What is kept of the shadow, from restart to restart. */
export const ledgerShape = z.object({
  bandit: banditShape,
  // Kept by a version that judged otherwise: the evidence is gathered anew.
  promotion: promotionShape.catch(NEW_PROMOTION),
  /** Complete days, oldest first. */
  days: z.array(z.object({ date: z.string(), costs: perPolicy })),
  /** The day that is running; `null` before the first quarter. */
  today: z
    .object({
      date: z.string(),
      context: z.number(),
      arm: z.number(),
      /** Quarters that were gone through. */
      quarters: z.number(),
      /** Quarters that the day has: not the same on a day on which the clocks change. */
      outOf: z.number().default(96),
      priceSum: z.number(),
      startedKwh: perPolicy,
      costs: perPolicy,
    })
    .nullable(),
  /** What each policy has left in its battery; `null` before the first quarter. */
  storedKwh: perPolicy.nullable(),
});
export type Ledger = z.infer<typeof ledgerShape>;

/** A year and a month. */
const DAYS_KEPT = 400;
/** So many of a day's quarters may be missing, such as those of an update or two. */
const MOST_MISSING = 6;

/** A local day that begins. */
export interface Morning {
  /** `YYYY-MM-DD` in the zone of the house. */
  date: string;
  /** Quarters of an hour that it has: 92, 96 or 100. */
  quarters: number;
  /** The kind of day. */
  context: number;
  /** Measured. */
  socPercent: number;
}

export function newLedger(seed: number): Ledger {
  return { bandit: newBandit(seed), promotion: NEW_PROMOTION, days: [], today: null, storedKwh: null };
}

/** A number for every policy. */
export function forAll(value: (policy: ShadowPolicy) => number): Record<ShadowPolicy, number> {
  return {
    PLAN: value('PLAN'),
    PLAN_FOR_MEAN: value('PLAN_FOR_MEAN'),
    EVCC: value('EVCC'),
    STATIC_LIMITS: value('STATIC_LIMITS'),
    LEARNED: value('LEARNED'),
  };
}

/** Begins a day where another one runs: the one before is judged and learned from, and the arm for the new one chosen. */
export function onDay(
  ledger: Ledger,
  { date, quarters, context, socPercent }: Morning,
  plant: BatteryPlant,
): Ledger {
  if (ledger.today?.date === date) return ledger;
  const settled = ledger.today ? settle(ledger, ledger.today, plant) : ledger;
  const { arm, bandit } = choose(settled.bandit, context);
  const storedKwh = settled.storedKwh ?? forAll(() => (socPercent / 100) * plant.capacityKwh);
  return {
    ...settled,
    bandit,
    storedKwh,
    today: {
      date,
      context,
      arm,
      quarters: 0,
      outOf: quarters,
      priceSum: 0,
      startedKwh: { ...storedKwh },
      costs: forAll(() => 0),
    },
  };
}

/** Carries out what each policy wanted in a quarter, each in its own battery. */
export function onQuarter(
  ledger: Ledger,
  quarter: KnownQuarter,
  plant: BatteryPlant,
  wearCostPerKwh: number,
  wanted: Readonly<Record<ShadowPolicy, ShadowAction>>,
): Ledger {
  const { today, storedKwh } = ledger;
  if (!today || !storedKwh) return ledger;
  const steps = new Map(
    SHADOW_POLICIES.map((policy) => [
      policy,
      stepCourse(plant, storedKwh[policy], quarter, wanted[policy], wearCostPerKwh),
    ]),
  );
  return {
    ...ledger,
    storedKwh: forAll((policy) => steps.get(policy)?.storedKwh ?? storedKwh[policy]),
    today: {
      ...today,
      quarters: today.quarters + 1,
      priceSum: today.priceSum + quarter.importPricePerKwh,
      costs: forAll((policy) => today.costs[policy] + (steps.get(policy)?.cost ?? 0)),
    },
  };
}

/** A complete day counts: what each battery has more or less than in the morning at the day's mean price. */
function settle(ledger: Ledger, today: NonNullable<Ledger['today']>, plant: BatteryPlant): Ledger {
  const { storedKwh } = ledger;
  if (today.quarters < today.outOf - MOST_MISSING || !storedKwh) return ledger;
  const worth = (today.priceSum / today.quarters) * plant.dischargeEfficiency;
  const costs = forAll((policy) =>
    settledCost(today.costs[policy], today.startedKwh[policy], storedKwh[policy], worth),
  );
  const days = [...ledger.days, { date: today.date, costs }].slice(-DAYS_KEPT);
  const advantages = days.map((day) => day.costs.PLAN - day.costs.LEARNED);
  // Who has bought a full battery for nothing has lost as much as a day's steering of it can cost.
  const atStake = (plant.capacityKwh * Math.abs(today.priceSum)) / today.quarters;
  return {
    ...ledger,
    days,
    bandit: learn(ledger.bandit, today.context, today.arm, costs.PLAN - costs.LEARNED),
    promotion: judge(ledger.promotion, { advantages, atStake }, ledger.bandit.seed),
  };
}
