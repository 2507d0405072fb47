import { HOUR_MS, type PlanInput, type PowerForecast } from '../../api/house/index.ts';
import {
  carryOut,
  createPlanner,
  firstHourSlots,
  makeScenarios,
  ordersOf,
  spreadOf,
} from '../../api/plan/index.ts';
import { PRICE_KINDS, type PriceKind, randomHouse, randomNumbers } from '../random-house.ts';
import { forecastOf, type HouseForecast } from '../support/doubtful-house.ts';

/**
 * What planning for all that may come is worth: random houses live through two days in which load and PV err from their
 * forecasts, are planned anew each hour and do in it what a plan tells their devices. Options: `--houses 4` for each
 * kind of price, `--slots 120` for the horizon of a plan, `--hours 48`, `--cars 1`, `--spread 1`.
 */
/** `foreseen` knows what will come: nobody can gain more than that. */
const VARIANTS = ['mean', 'inDoubt', 'quantile', 'foreseen'] as const;
type Variant = (typeof VARIANTS)[number];

/** What a house paid and missed. */
interface Result {
  /** Energy and wear, less the worth of what is stored, currency. */
  cost: number;
  /** Missing at departures. */
  missingKwh: number;
}

const argument = (name: string, otherwise: number) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const houses = argument('houses', 4);
const horizon = argument('slots', 120);
const liveHours = argument('hours', 48);
const carCount = argument('cars', 1);
const spread = argument('spread', 1);
/** p60 lies about a fifth of the way from p50 to p90. */
const P60_SHARE = 0.2;
const rounded = (value: number) => Number(value.toFixed(3));

const planner = createPlanner();
await planner.start();
const cases = [];
for (const prices of PRICE_KINDS) {
  const row = await measure(prices);
  cases.push(row);
  console.log(JSON.stringify(row));
}
await planner.stop();
console.log(JSON.stringify({ cases }));

async function measure(prices: PriceKind) {
  const gains: Record<Variant, number[]> = { mean: [], inDoubt: [], quantile: [], foreseen: [] };
  const missing: Record<Variant, number> = { mean: 0, inDoubt: 0, quantile: 0, foreseen: 0 };
  let cost = 0;
  // No two kinds of price share their weather.
  const first = 1 + houses * PRICE_KINDS.indexOf(prices);
  for (let seed = first; seed < first + houses; seed += 1) {
    const results = new Map<Variant, Result>();
    for (const variant of VARIANTS) results.set(variant, await live(seed, prices, variant));
    const base = results.get('mean')?.cost ?? 0;
    cost += base;
    for (const [variant, result] of results) {
      gains[variant].push(base - result.cost);
      missing[variant] += result.missingKwh;
    }
  }
  const gainOf = (variant: Variant) => {
    const mean = gains[variant].reduce((sum, gain) => sum + gain, 0) / houses;
    const variance = gains[variant].reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (houses - 1 || 1);
    return {
      gainEur: rounded(mean),
      standardErrorEur: rounded(Math.sqrt(variance / houses)),
      missingKwh: rounded(missing[variant] / houses),
    };
  };
  return {
    prices,
    houses,
    costEur: rounded(cost / houses),
    missingKwh: rounded(missing.mean / houses),
    inDoubt: gainOf('inDoubt'),
    quantile: gainOf('quantile'),
    foreseen: gainOf('foreseen'),
  };
}

/** Lets a house live through its hours, planned by one variant. */
async function live(seed: number, prices: PriceKind, variant: Variant): Promise<Result> {
  const house = randomHouse(seed, { slots: horizon + 4 * liveHours + 8, prices, cars: carCount });
  const expected = forecastOf(house, spread);
  const truth = { load: drawn(expected.load, 3, seed), pv: drawn(expected.pv, 8, seed + 5000) };
  let cars = house.cars;
  let batteries = house.batteries;
  let cost = 0;
  let missingKwh = 0;
  for (let from = 0, lived = 0; lived < liveHours; lived += 1) {
    const known = shifted({ ...house, cars, batteries }, from, expected, variant);
    const [trueLoad, truePv] = [truth.load.slice(from), truth.pv.slice(from)];
    const input = variant === 'foreseen' ? withSeries(known, trueLoad, truePv) : known;
    const plan = await planner.solve(input, { deadlineMs: 1500 });
    const flows = plan.slots.map((slot) => ({ ...slot, carKw: slot.cars.map(({ chargeKw }) => chargeKw) }));
    const real = withSeries(input, trueLoad, truePv);
    const done = carryOut(real, ordersOf(input, flows));
    const count = firstHourSlots(input);
    for (const [index, slot] of real.slots.slice(0, count).entries()) {
      const hours = (slot.end - slot.start) / HOUR_MS;
      const { curtailedKw = 0, batteries: flow = [], carKw = [] } = done[index] ?? {};
      let netKw = slot.loadKw - slot.pvKw + curtailedKw;
      for (const { chargeKw, dischargeKw } of flow) netKw += chargeKw - dischargeKw;
      for (const kw of carKw) netKw += kw;
      cost += hours * (netKw > 0 ? netKw * slot.importPricePerKwh : netKw * slot.feedInPricePerKwh);
      batteries = batteries.map((battery, at) => {
        const { chargeKw = 0, dischargeKw = 0 } = flow[at] ?? {};
        cost += hours * dischargeKw * battery.wearCostPerKwh;
        const kwh = hours * (chargeKw * battery.chargeEfficiency - dischargeKw / battery.dischargeEfficiency);
        return { ...battery, socPercent: battery.socPercent + (100 * kwh) / battery.capacityKwh };
      });
      cars = cars.map((car, at) => {
        const kwh = hours * (carKw[at] ?? 0);
        cost -= kwh * car.chargeEfficiency * car.endValuePerKwh;
        return {
          ...car,
          socPercent:
            car.socPercent === null || car.capacityKwh === null
              ? null
              : Math.min(100, car.socPercent + (100 * kwh * car.chargeEfficiency) / car.capacityKwh),
          targetEnergyKwh: car.targetEnergyKwh === null ? null : Math.max(0, car.targetEnergyKwh - kwh),
        };
      });
    }
    from += count;
    const now = house.slots[from]?.start ?? 0;
    for (const car of cars) if (car.departure !== null && car.departure <= now) missingKwh += missingOf(car);
    cars = cars.filter((car) => car.departure === null || car.departure > now);
  }
  for (const battery of batteries)
    cost -= (battery.socPercent / 100) * battery.capacityKwh * battery.endValuePerKwh;
  return { cost, missingKwh };
}

function missingOf({
  targetSocPercent,
  socPercent,
  capacityKwh,
  targetEnergyKwh,
  limitSocPercent,
}: PlanInput['cars'][number]) {
  if (socPercent === null || capacityKwh === null) return targetEnergyKwh ?? 0;
  const target = Math.min(targetSocPercent ?? 0, limitSocPercent ?? 100);
  return (Math.max(0, target - socPercent) / 100) * capacityKwh;
}

/** The house from a later slot on, with what a variant knows of load and PV. */
function shifted(house: PlanInput, from: number, expected: HouseForecast, variant: Variant): PlanInput {
  const slots = house.slots.slice(from, from + horizon);
  const load = expected.load.slice(from, from + horizon);
  const pv = expected.pv.slice(from, from + horizon);
  const input = { ...house, computedAt: slots[0]?.start ?? house.computedAt, slots };
  if (variant === 'mean' || variant === 'foreseen') return input;
  if (variant === 'inDoubt')
    return {
      ...input,
      scenarios: input.cars.length > 0 ? makeScenarios(load, pv) : [],
      spread: spreadOf(load, pv),
    };
  return withSeries(
    input,
    load.map(({ p50Kw, p90Kw, meanKw }) => meanKw + P60_SHARE * (p90Kw - p50Kw)),
    pv.map(({ p50Kw, p10Kw, meanKw }) => Math.max(0, meanKw - P60_SHARE * (p50Kw - p10Kw))),
  );
}

function withSeries(input: PlanInput, loadKw: readonly number[], pvKw: readonly number[]): PlanInput {
  return {
    ...input,
    slots: input.slots.map((slot, index) => ({
      ...slot,
      loadKw: loadKw[index] ?? slot.loadKw,
      pvKw: pvKw[index] ?? slot.pvKw,
    })),
  };
}

/** A series that errs from the forecast by errors that fade with the given half-life, the same for a seed. */
function drawn(forecast: readonly PowerForecast[], halfLifeHours: number, seed: number): number[] {
  const random = randomNumbers(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const keep = 0.5 ** (0.25 / halfLifeHours);
  let deviation = normal();
  return forecast.map(({ p10Kw, p50Kw, p90Kw }) => {
    deviation = keep * deviation + Math.sqrt(1 - keep ** 2) * normal();
    return Math.max(0, p50Kw + (deviation / 1.2816) * (deviation < 0 ? p50Kw - p10Kw : p90Kw - p50Kw));
  });
}
