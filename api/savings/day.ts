import type { Text } from '../house/index.ts';
import { demandKwh } from './car-profiles.ts';
import type { KnownQuarter, MeasuredDay } from './measured.ts';
import type { IdentifiedBattery } from './plant.ts';
import type { Policy } from './policies.ts';
import type { QuarterFlow } from './simulate.ts';
import type { EnergyWorth } from './value.ts';

/** One way through a day, with its money. Energies in kWh, money in the site's currency, cost +, earnings −. */
export interface DayCost {
  importKwh: number;
  exportKwh: number;
  /** Σ import · price − export · feed-in. */
  meterCost: number;
  storedStartKwh: number;
  storedEndKwh: number;
  /** Into cars up to then beyond what was really charged, since they were plugged in. */
  carsAheadStartKwh: number;
  carsAheadEndKwh: number;
  /** What stores and cars hold more at the end than at the start, at the worth of energy at those moments. */
  gain: number;
  /** meterCost − gain. */
  cost: number;
  /** Given by the battery. */
  dischargeKwh: number;
}

/** One quarter of an hour of a way through the day. */
export interface Step extends QuarterFlow {
  start: number;
  importPricePerKwh: number;
  feedInPricePerKwh: number;
  demandKwh: number;
  carsKwh: number;
  cost: number;
}

/** A way through the day: as it was, or as a policy would have gone. */
export interface DayRun {
  policy: Policy | 'MEASURED';
  cost: DayCost;
  /** Each quarter of an hour; made when asked for, since a year of them is large. */
  steps(): Step[];
}

/** A complete day with all that it is compared by. */
export interface ComparedDay {
  day: MeasuredDay;
  battery: IdentifiedBattery | null;
  /** What the battery's model misses of this day's change in the store, kWh; 0 where that is unknown. */
  modelErrorKwh: number;
  worthAtStart: EnergyWorth;
  worthAtEnd: EnergyWorth;
  measured: DayRun;
  /** Empty while there is no comparison. */
  policies: DayRun[];
  /** The plan's battery and, beyond what was measured, its cars; `null` while there is no comparison. */
  planWithCars: DayCost | null;
  /** Why there is no comparison yet; `null` where there is one. */
  waiting: Text | null;
  /** Why its costs may still change, and until when; `null` once they stay what they are. */
  unsettled: Text | null;
}

/** What a run begins a day with. */
export interface Start {
  storedKwh: number;
  carsAheadKwh: number;
}

/** Puts a day's steps and money together. */
export function dayRun(
  policy: DayRun['policy'],
  quarters: readonly KnownQuarter[],
  flows: readonly QuarterFlow[],
  cars: readonly number[],
  start: Start,
  worth: { atStart: EnergyWorth; atEnd: EnergyWorth; dischargeEfficiency: number },
): DayRun {
  const total = (value: (flow: QuarterFlow, quarter: KnownQuarter) => number) =>
    quarters.reduce((sum, quarter, at) => sum + value(flows[at] ?? NOTHING, quarter), 0);
  const storedEndKwh = flows.at(-1)?.storedKwh ?? start.storedKwh;
  const carsAheadEndKwh = quarters.reduce(
    (ahead, quarter, at) => ahead + (cars[at] ?? 0) - quarter.carsKwh,
    start.carsAheadKwh,
  );
  const held = (storedKwh: number, aheadKwh: number, at: EnergyWorth) =>
    storedKwh * worth.dischargeEfficiency * at.replacedPerKwh + aheadKwh * at.boughtPerKwh;
  const gain =
    held(storedEndKwh, carsAheadEndKwh, worth.atEnd) -
    held(start.storedKwh, start.carsAheadKwh, worth.atStart);
  const meterCost = total(costOf);
  return {
    policy,
    steps: () => quarters.map((quarter, at) => stepOf(quarter, flows[at] ?? NOTHING, cars[at] ?? 0)),
    cost: {
      importKwh: total((flow) => flow.importKwh),
      exportKwh: total((flow) => flow.exportKwh),
      meterCost,
      storedStartKwh: start.storedKwh,
      storedEndKwh,
      carsAheadStartKwh: start.carsAheadKwh,
      carsAheadEndKwh,
      gain,
      cost: meterCost - gain,
      dischargeKwh: total((flow) => flow.dischargeKwh),
    },
  };
}

const NOTHING: QuarterFlow = { importKwh: 0, exportKwh: 0, chargeKwh: 0, dischargeKwh: 0, storedKwh: 0 };

function stepOf(quarter: KnownQuarter, flow: QuarterFlow, carsKwh: number): Step {
  const { start, importPricePerKwh, feedInPricePerKwh } = quarter;
  return {
    ...flow,
    start,
    importPricePerKwh,
    feedInPricePerKwh,
    demandKwh: demandKwh(quarter),
    carsKwh,
    cost: costOf(flow, quarter),
  };
}

function costOf(flow: QuarterFlow, { importPricePerKwh, feedInPricePerKwh }: KnownQuarter): number {
  return flow.importKwh * importPricePerKwh - flow.exportKwh * feedInPricePerKwh;
}
