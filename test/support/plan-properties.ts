import {
  HOUR_MS,
  type Plan,
  type PlanBattery,
  type PlanCar,
  type PlanInput,
  SLOT_MS,
} from '../../api/house/index.ts';
import { fallbackPlan, verifyPlan } from '../../api/plan/index.ts';
import { carCourse, isNeeded } from '../../api/plan/stays.ts';
import { priceLimitSurcharge } from '../../api/plan/weights.ts';
import { randomNumbers } from '../random-house.ts';

/** Whatever makes a plan of an input. */
export type Solve = (input: PlanInput) => Plan | Promise<Plan>;

/** What a plan gives up in the order of importance, and what it costs. */
export interface Score {
  /** kWh, the most important first. */
  givenUp: { name: string; kwh: number }[];
  /**
   * Energy and wear less the worth of what is stored, currency; energy above a price limit counts as dear as it must
   * be to be a last resort, and waiting below a reserve or above the corridor as the planner weighs it.
   */
  money: number;
  /** How much more than the best possible it may cost. */
  gap: number;
}

/** As close as goals are settled, kWh. */
const KWH_TOLERANCE = 0.02;
/** As close as plans are proven, currency. */
const MONEY_TOLERANCE = 0.01;

/** A property that every house must have; says what is wrong, or `null`. */
export type Property = (input: PlanInput, solve: Solve, seed: number) => Promise<string | null>;

/** What must be true of the plans of any house. */
export const PLAN_PROPERTIES = {
  correct,
  solved,
  noWorseThanFallback,
  oneMoreBattery,
  looserLimit,
  scaledPrices,
  nothingForNothing,
} satisfies Record<string, Property>;

const REASON = { de: 'Vergleich', en: 'comparison' };

async function correct(input: PlanInput, solve: Solve): Promise<string | null> {
  const plans = { solver: await solve(input), fallback: fallbackPlan(input, REASON) };
  for (const [name, plan] of Object.entries(plans)) {
    const [violation] = verifyPlan(input, plan);
    if (violation) return `${name}: ${JSON.stringify(violation)}`;
  }
  return null;
}

async function solved(input: PlanInput, solve: Solve): Promise<string | null> {
  const { status, fallbackReason } = await solve(input);
  return status === 'FALLBACK' ? (fallbackReason?.en ?? 'a fallback without a reason') : null;
}

async function noWorseThanFallback(input: PlanInput, solve: Solve): Promise<string | null> {
  return worse(
    scoreOf(input, await solve(input)),
    scoreOf(input, fallbackPlan(input, REASON)),
    MONEY_TOLERANCE,
  );
}

/** A battery more, within its corridor, can at worst stand idle and keep what it has. */
async function oneMoreBattery(input: PlanInput, solve: Solve, seed: number): Promise<string | null> {
  const random = randomNumbers(seed + 700_000);
  const [like] = input.batteries;
  if (!like) return null;
  const minSocPercent = 10;
  const second: PlanBattery = {
    ...like,
    id: 'one-more',
    capacityKwh: 2 + 10 * random(),
    minSocPercent,
    maxSocPercent: 90,
    socPercent: minSocPercent + 80 * random(),
    reserveSocPercent: 0,
    taper: [],
    canGridCharge: random() < 0.8,
    canFeedGrid: random() < 0.3,
  };
  const idleWorth = (second.socPercent / 100) * second.capacityKwh * second.endValuePerKwh;
  const larger = { ...input, batteries: [...input.batteries, second] };
  const before = scoreOf(input, await solve(input));
  const after = scoreOf(larger, await solve(larger));
  return worse({ ...after, money: after.money + idleWorth }, before, after.gap);
}

async function looserLimit(input: PlanInput, solve: Solve, seed: number): Promise<string | null> {
  const random = randomNumbers(seed + 800_000);
  const [name, loosen] = LOOSER[Math.floor(random() * LOOSER.length)] ?? LOOSER[0];
  const after = scoreOf(input, await solve(loosen(input)));
  const found = worse(after, scoreOf(input, await solve(input)), after.gap);
  return found && `${name}: ${found}`;
}

const batteries = (change: (battery: PlanBattery) => Partial<PlanBattery>) => (input: PlanInput) => ({
  ...input,
  batteries: input.batteries.map((battery) => ({ ...battery, ...change(battery) })),
});
const cars = (change: (car: PlanCar) => Partial<PlanCar>) => (input: PlanInput) => ({
  ...input,
  cars: input.cars.map((car) => ({ ...car, ...change(car) })),
});
const LOOSER: [[string, (input: PlanInput) => PlanInput], ...[string, (input: PlanInput) => PlanInput][]] = [
  [
    'no export limit',
    (input) => ({ ...input, slots: input.slots.map((slot) => ({ ...slot, exportLimitKw: null })) }),
  ],
  [
    'a larger import limit',
    (input) => ({
      ...input,
      slots: input.slots.map((slot) => ({
        ...slot,
        importLimitKw: slot.importLimitKw === null ? null : slot.importLimitKw + 3,
      })),
    }),
  ],
  ['grid charging', batteries(() => ({ canGridCharge: true, maxGridPricePerKwh: null }))],
  ['feeding the grid', batteries(() => ({ canFeedGrid: true }))],
  ['serving cars', batteries(() => ({ canServeCars: true }))],
  ['no taper', batteries(() => ({ taper: [] }))],
  ['stronger discharge', batteries(({ maxDischargeKw }) => ({ maxDischargeKw: maxDischargeKw + 3 }))],
  ['a car without minimum', cars(() => ({ minPowerKw: 0 }))],
];

/** Prices that are so many times as high cost so many times as much. */
async function scaledPrices(given: PlanInput, solve: Solve, seed: number): Promise<string | null> {
  const factor = 0.5 + 3 * randomNumbers(seed + 900_000)();
  const input = withoutWishes(given);
  const scaled: PlanInput = {
    ...input,
    slots: input.slots.map((slot) => ({
      ...slot,
      importPricePerKwh: slot.importPricePerKwh * factor,
      feedInPricePerKwh: slot.feedInPricePerKwh * factor,
    })),
    batteries: input.batteries.map((battery) => ({
      ...battery,
      wearCostPerKwh: battery.wearCostPerKwh * factor,
      endValuePerKwh: battery.endValuePerKwh * factor,
    })),
    cars: input.cars.map((car) => ({ ...car, endValuePerKwh: car.endValuePerKwh * factor })),
  };
  const before = scoreOf(input, await solve(input));
  const after = scoreOf(scaled, await solve(scaled));
  const difference = (after.money - factor * before.money) / Math.max(1, factor);
  // Both may be off by their gap; what has to be given up may be off by its own, at any price.
  const tolerance = before.gap + after.gap + (before.givenUp.some(({ kwh }) => kwh > 0) ? KWH_TOLERANCE : 0);
  return Math.abs(difference) <= tolerance ? null : `× ${factor}: off by ${difference}`;
}

/** Where all prices are equal and nothing is lost on the way, a battery has nothing to do. */
async function nothingForNothing(given: PlanInput, solve: Solve): Promise<string | null> {
  const pricePerKwh = 0.3;
  const input = withoutWishes(given);
  const equal: PlanInput = {
    ...input,
    slots: input.slots.map((slot) => ({
      ...slot,
      importPricePerKwh: pricePerKwh,
      feedInPricePerKwh: pricePerKwh,
      importLimitKw: null,
      exportLimitKw: null,
    })),
    batteries: input.batteries.map((battery) => ({
      ...battery,
      chargeEfficiency: 1,
      dischargeEfficiency: 1,
      wearCostPerKwh: 0,
      endValuePerKwh: pricePerKwh,
    })),
  };
  const plan = await solve(equal);
  const movedKwh = plan.slots.reduce(
    (sum, slot) =>
      sum +
      ((slot.end - slot.start) / HOUR_MS) *
        slot.batteries.reduce((kw, { chargeKw, dischargeKw }) => kw + chargeKw + dischargeKw, 0),
    0,
  );
  return movedKwh <= 0.01 ? null : `${movedKwh} kWh are moved for nothing`;
}

/** Without what is weighed in money although it has no price. */
function withoutWishes(input: PlanInput): PlanInput {
  return {
    ...input,
    batteries: input.batteries.map((battery) => ({
      ...battery,
      socPercent: Math.min(battery.maxSocPercent, Math.max(battery.minSocPercent, battery.socPercent)),
      reserveSocPercent: 0,
      maxGridPricePerKwh: null,
    })),
    cars: input.cars.map((car) => ({ ...car, maxGridPricePerKwh: null })),
  };
}

/** What makes the first score worse than the second; `null` if nothing does. */
function worse(score: Score, reference: Score, allowed: number): string | null {
  for (const [index, { name, kwh }] of score.givenUp.entries()) {
    const difference = kwh - (reference.givenUp[index]?.kwh ?? 0);
    if (difference > KWH_TOLERANCE) return `${name} ${difference.toFixed(4)} kWh more`;
    if (difference < -KWH_TOLERANCE) return null;
  }
  const difference = score.money - reference.money;
  return difference > allowed + 1e-6 ? `${difference.toFixed(5)} dearer` : null;
}

/** What a plan gives up and costs, from its flows. */
export function scoreOf(input: PlanInput, plan: Plan): Score {
  const missing = (kind: string, ids?: readonly string[]) =>
    plan.shortfalls
      .filter((shortfall) => shortfall.kind === kind && (ids?.includes(shortfall.id ?? '') ?? true))
      .reduce((sum, { energyKwh }) => sum + energyKwh, 0);
  return {
    givenUp: [
      { name: 'IMPORT_LIMIT', kwh: missing('IMPORT_LIMIT') },
      { name: 'MIN_SOC', kwh: missing('MIN_SOC') },
      ...departures(input).map((ids) => ({ name: `DEPARTURE ${ids}`, kwh: missing('DEPARTURE', ids) })),
      { name: 'LOAD', kwh: missing('LOAD') },
      { name: 'RESERVE', kwh: missing('RESERVE') },
    ],
    money: moneyOf(input, plan),
    gap: Math.max(MONEY_TOLERANCE, plan.gap ?? 0),
  };
}

/** The cars that leave, the earliest first, those of one quarter of an hour together. */
function departures(input: PlanInput): string[][] {
  const byTime = new Map<number, string[]>();
  for (const { id, departure } of input.cars) {
    if (departure === null) continue;
    const quarter = Math.floor(departure / SLOT_MS);
    byTime.set(quarter, [...(byTime.get(quarter) ?? []), id]);
  }
  return [...byTime].sort(([a], [b]) => a - b).map(([, ids]) => ids);
}

const RESERVE_PULL = 0.02;
const ABOVE_PULL = 0.002;

function moneyOf(input: PlanInput, plan: Plan): number {
  let total = plan.cost;
  const storedOf = (battery: PlanBattery, at: number, slot: Plan['slots'][number] | undefined) =>
    ((slot?.batteries[at]?.socPercent ?? 0) / 100) * battery.capacityKwh;
  const surcharge = priceLimitSurcharge(input.slots, [...input.batteries, ...input.cars]);
  input.batteries.forEach((battery, at) => {
    total -= storedOf(battery, at, plan.slots.at(-1)) * battery.endValuePerKwh;
    const reserveKwh =
      battery.reserveSocPercent > battery.minSocPercent
        ? (Math.min(battery.reserveSocPercent, battery.maxSocPercent) / 100) * battery.capacityKwh
        : 0;
    const mostKwh = (battery.maxSocPercent / 100) * battery.capacityKwh;
    for (const slot of plan.slots) {
      const hours = (slot.end - slot.start) / HOUR_MS;
      const stored = storedOf(battery, at, slot);
      total += (slot.batteries[at]?.dischargeKw ?? 0) * hours * battery.wearCostPerKwh;
      total += Math.max(0, reserveKwh - stored) * hours * RESERVE_PULL;
      total += Math.max(0, stored - mostKwh) * hours * ABOVE_PULL;
    }
  });
  input.cars.forEach((car, at) => {
    total -= (plan.slots.at(-1)?.cars[at]?.energyKwh ?? 0) * car.chargeEfficiency * car.endValuePerKwh;
  });
  const courses = input.cars.map((car) => carCourse(car, input));
  for (const [index, slot] of plan.slots.entries()) {
    const limited = courses.map((course, at) => {
      const { maxGridPricePerKwh = null } = input.cars[at] ?? {};
      const presence = course.presence[index];
      const departs = presence ? isNeeded(course, presence.stay) : false;
      const isDear = maxGridPricePerKwh !== null && slot.importPricePerKwh > maxGridPricePerKwh;
      return isDear && (departs || slot.priceSource === 'PUBLISHED');
    });
    const takenKw = slot.cars.reduce((sum, { chargeKw }, at) => sum + (limited[at] ? chargeKw : 0), 0);
    const sunKw = Math.max(0, slot.pvKw - slot.loadKw) - slot.curtailedKw;
    total += surcharge * ((slot.end - slot.start) / HOUR_MS) * Math.max(0, takenKw - Math.max(0, sunKw));
  }
  return total;
}
