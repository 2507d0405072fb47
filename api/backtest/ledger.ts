import type { PlantFlow } from '../demo/index.ts';
import { HOUR_MS, type Instant, localTime, slotStart } from '../house/index.ts';
import type { Scenario } from './scenario.ts';
import { meanPricePerKwh } from './worth.ts';

/** What a policy came to in some time. Energies in kWh ≥ 0, money in currency: cost +, earnings −. */
export interface Account {
  /** `2024-10`, local. */
  month: string;
  /** Σ import · price − export · feed-in. */
  meterCost: number;
  /** Change of what is in battery and running sessions, at its worth. */
  gain: number;
  /** What cars lacked when they left, bought at the mean price. */
  unmetCost: number;
  /** meterCost − gain + unmetCost. */
  cost: number;
  importKwh: number;
  exportKwh: number;
  pvKwh: number;
  loadKwh: number;
  carsKwh: number;
  /** At the AC side. */
  batteryChargeKwh: number;
  batteryDischargeKwh: number;
  /** At the beginning. */
  start: Held;
  /** At the end. */
  end: Held;
  carsLate: number;
  unmetKwh: number;
}

/** A car that lacks no more than this when it leaves is in time, kWh. */
const LATE_KWH = 0.3;

/** What is held at a moment. */
export interface Holding {
  /** In the home battery, kWh. */
  storedKwh: number;
  /** Charged by cars that are still plugged in, kWh. */
  carsKwh: number;
}

/** What is held at a moment, and what a kWh of it is worth, currency/kWh. */
export interface Held extends Holding {
  storedWorthPerKwh: number;
  carsWorthPerKwh: number;
}

/** In currency. */
export function worthOf({ storedKwh, storedWorthPerKwh, carsKwh, carsWorthPerKwh }: Held): number {
  return storedKwh * storedWorthPerKwh + carsKwh * carsWorthPerKwh;
}

/** Adds up a policy's run month by month. */
export interface Ledger {
  flow(flow: PlantFlow): void;
  /** A car left lacking so much. */
  left(at: Instant, unmetKwh: number): void;
  /** Closes the month that ends here; months follow each other. */
  close(at: Instant, held: Holding): void;
  accounts(): Account[];
}

/**
 * @param worths of a kWh in the battery, for the beginning and each moment at which a month is closed
 * @param held at the beginning, which is `scenario.from`
 */
export function createLedger(
  scenario: Scenario,
  worths: ReadonlyMap<Instant, number>,
  held: Holding,
): Ledger {
  const closed: Account[] = [];
  let open = newAccount(scenario.from, valued(scenario.from, held), scenario.timeZone);

  function valued(at: Instant, holding: Holding): Held {
    return {
      ...holding,
      storedWorthPerKwh: worths.get(at) ?? 0,
      carsWorthPerKwh: meanPricePerKwh(scenario, at),
    };
  }

  return {
    flow({ from, to, gridKw, pvKw, loadKw, batteryKw, carsKw }) {
      const hours = (to - from) / HOUR_MS;
      const importKwh = Math.max(0, gridKw) * hours;
      const exportKwh = Math.max(0, -gridKw) * hours;
      const price = scenario.price.at(slotStart(from)) ?? 0;
      open.importKwh += importKwh;
      open.exportKwh += exportKwh;
      open.meterCost += importKwh * price - exportKwh * scenario.feedInPricePerKwh;
      open.pvKwh += pvKw * hours;
      open.loadKwh += loadKw * hours;
      for (const kw of carsKw) open.carsKwh += kw * hours;
      open.batteryChargeKwh += Math.max(0, -batteryKw) * hours;
      open.batteryDischargeKwh += Math.max(0, batteryKw) * hours;
    },
    left(at, unmetKwh) {
      open.unmetKwh += unmetKwh;
      open.unmetCost += unmetKwh * meanPricePerKwh(scenario, slotStart(at));
      if (unmetKwh > LATE_KWH) open.carsLate += 1;
    },
    close(at, now) {
      open.end = valued(at, now);
      open.gain = worthOf(open.end) - worthOf(open.start);
      open.cost = open.meterCost - open.gain + open.unmetCost;
      closed.push(open);
      open = newAccount(at, open.end, scenario.timeZone);
    },
    accounts: () => closed,
  };
}

function newAccount(at: Instant, held: Held, timeZone: string): Account {
  const { year, month } = localTime(at, timeZone);
  return {
    month: `${year}-${String(month).padStart(2, '0')}`,
    meterCost: 0,
    gain: 0,
    unmetCost: 0,
    cost: 0,
    importKwh: 0,
    exportKwh: 0,
    pvKwh: 0,
    loadKwh: 0,
    carsKwh: 0,
    batteryChargeKwh: 0,
    batteryDischargeKwh: 0,
    start: held,
    end: held,
    carsLate: 0,
    unmetKwh: 0,
  };
}

/** All months as one. */
export function totalOf(accounts: readonly Account[]): Account {
  const [first, ...others] = accounts;
  if (!first) throw new RangeError('a total of nothing');
  const total = { ...first, month: 'total' };
  for (const account of others) {
    for (const key of SUMMED) total[key] += account[key];
    total.end = account.end;
  }
  return total;
}

const SUMMED = [
  'meterCost',
  'gain',
  'unmetCost',
  'cost',
  'importKwh',
  'exportKwh',
  'pvKwh',
  'loadKwh',
  'carsKwh',
  'batteryChargeKwh',
  'batteryDischargeKwh',
  'carsLate',
  'unmetKwh',
] as const satisfies (keyof Account)[];
