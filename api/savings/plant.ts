import { HOUR_MS, type QuarterHour } from '../house/index.ts';

/** The home battery as settings and evcc name it. Energies in the store, powers at the AC side. */
export interface BatteryPlant {
  capacityKwh: number;
  minSocPercent: number;
  maxSocPercent: number;
  /** (0, 1]: stored / taken from the AC side. */
  chargeEfficiency: number;
  /** (0, 1]: given to the AC side / taken from the store. */
  dischargeEfficiency: number;
  maxChargeKw: number;
  maxDischargeKw: number;
}

/** A battery whose losses and limits were measured. */
export interface IdentifiedBattery extends BatteryPlant {
  /** Days that it was identified from; 0 = the named values stand. */
  measuredDays: number;
}

/** What one day moved through the battery: AC side charged and discharged, and how the store changed, kWh. */
interface Throughput {
  chargeKwh: number;
  dischargeKwh: number;
  changeKwh: number;
}

/** The named efficiencies count as much as this many days. */
const PRIOR_DAYS = 3;
const LEAST_EFFICIENCY = 0.7;
/** Where so many of the highest quarters agree, something limits them. */
const SATURATED_QUARTERS = 5;
const SATURATED_SHARE = 0.97;
const NOTICEABLE_KWH = 0.02;

/**
 * Fits losses, corridor and power limits to what was measured: least squares of each day's change in the store on what was
 * charged and discharged, drawn towards the named efficiencies as if these were three days of evidence.
 *
 * @param days the quarters of complete days, each oldest first
 */
export function identifyBattery(
  named: BatteryPlant,
  days: readonly (readonly QuarterHour[])[],
): IdentifiedBattery {
  const flows = days.flatMap((day) => throughputOf(day, named.capacityKwh) ?? []);
  const quarters = days.flat();
  return {
    ...named,
    ...efficiencies(named, flows),
    ...corridor(named, quarters),
    maxChargeKw: limitKw(quarters, 'batteryChargeKwh', named.maxChargeKw),
    maxDischargeKw: limitKw(quarters, 'batteryDischargeKwh', named.maxDischargeKw),
    measuredDays: flows.length,
  };
}

/**
 * What the battery's model misses of a day's change in the store, kWh: + where more was stored than it says.
 * `null` where the SoC is not known at both ends.
 */
export function modelErrorKwh(battery: BatteryPlant, day: readonly QuarterHour[]): number | null {
  const flows = throughputOf(day, battery.capacityKwh);
  if (!flows) return null;
  const { chargeEfficiency, dischargeEfficiency } = battery;
  return flows.changeKwh - (flows.chargeKwh * chargeEfficiency - flows.dischargeKwh / dischargeEfficiency);
}

/** Where the battery was seen beyond its named corridor, it goes there by itself. */
function corridor(
  { minSocPercent, maxSocPercent }: BatteryPlant,
  quarters: readonly QuarterHour[],
): Pick<BatteryPlant, 'minSocPercent' | 'maxSocPercent'> {
  const seen = quarters.flatMap(({ socPercent }) => (socPercent === null ? [] : [socPercent]));
  return {
    minSocPercent: seen.reduce((least, soc) => Math.min(least, soc), minSocPercent),
    maxSocPercent: seen.reduce((most, soc) => Math.max(most, soc), maxSocPercent),
  };
}

function throughputOf(day: readonly QuarterHour[], capacityKwh: number): Throughput | null {
  const first = day[0]?.socPercent ?? null;
  const last = day.at(-1)?.socPercent ?? null;
  if (first === null || last === null) return null;
  // The SoC is that of a quarter's end, so what the first quarter moved is already in it.
  const moved = day.slice(1);
  return {
    chargeKwh: sum(moved.map((quarter) => quarter.batteryChargeKwh ?? 0)),
    dischargeKwh: sum(moved.map((quarter) => quarter.batteryDischargeKwh ?? 0)),
    changeKwh: ((last - first) / 100) * capacityKwh,
  };
}

/** Solves the two normal equations of change = a · charge − b · discharge with the prior on a and b. */
function efficiencies(
  named: BatteryPlant,
  flows: readonly Throughput[],
): Pick<BatteryPlant, 'chargeEfficiency' | 'dischargeEfficiency'> {
  const { chargeEfficiency, dischargeEfficiency } = named;
  if (flows.length === 0) return { chargeEfficiency, dischargeEfficiency };
  const cc = sum(flows.map((day) => day.chargeKwh ** 2));
  const dd = sum(flows.map((day) => day.dischargeKwh ** 2));
  const cd = sum(flows.map((day) => day.chargeKwh * day.dischargeKwh));
  const cy = sum(flows.map((day) => day.chargeKwh * day.changeKwh));
  const dy = sum(flows.map((day) => day.dischargeKwh * day.changeKwh));
  const prior = (PRIOR_DAYS * (cc + dd)) / (2 * flows.length);
  if (prior === 0) return { chargeEfficiency, dischargeEfficiency };
  const determinant = (cc + prior) * (dd + prior) - cd ** 2;
  const right = [cy + prior * chargeEfficiency, -dy + prior / dischargeEfficiency] as const;
  const a = (right[0] * (dd + prior) + right[1] * cd) / determinant;
  const b = (right[1] * (cc + prior) + right[0] * cd) / determinant;
  const within = (value: number) => Math.min(1, Math.max(LEAST_EFFICIENCY, value));
  return { chargeEfficiency: within(a), dischargeEfficiency: within(1 / b) };
}

/**
 * The power limit that the quarters show. Where several of the highest agree although there was more to take (export
 * while it charged) or to give (import while it discharged), a limit of the device binds; where they agree far below
 * what it did at other times, something else held it back, such as a battery that is almost full. Never below a
 * measured power.
 */
function limitKw(
  quarters: readonly QuarterHour[],
  flow: 'batteryChargeKwh' | 'batteryDischargeKwh',
  namedKw: number,
): number {
  const rest = flow === 'batteryChargeKwh' ? 'exportKwh' : 'importKwh';
  const powerKw = (quarter: QuarterHour) => ((quarter[flow] ?? 0) * HOUR_MS) / (quarter.end - quarter.start);
  const strongestKw = quarters.reduce((most, quarter) => Math.max(most, powerKw(quarter)), 0);
  const isBound =
    strongestKw > 0 &&
    quarters.filter(
      (quarter) => (quarter[rest] ?? 0) > NOTICEABLE_KWH && powerKw(quarter) >= SATURATED_SHARE * strongestKw,
    ).length >= SATURATED_QUARTERS;
  return isBound ? strongestKw : Math.max(namedKw, strongestKw);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
