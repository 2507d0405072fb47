import type { WeekQuery } from '../gql/graphql.ts';

type Answer = WeekQuery['history'];
export type BatteryQuarter = Extract<Answer, { __typename: 'HistoryConnection' }>['edges'][number]['node'];

/** What a battery did over some days, as measured; `null` is unknown. */
export interface BatteryWeek {
  chargedKwh: number | null;
  dischargedKwh: number | null;
  /** What it holds more at the end than at the start; negative where less. */
  gainedKwh: number | null;
  /** Charged − discharged − what it holds more at the end. */
  lossKwh: number | null;
  /** Of what was charged and did not stay, in %. */
  efficiencyPercent: number | null;
  /** Discharged energy in capacities of the battery. */
  cycles: number | null;
  days: number;
}

const QUARTERS_OF_A_DAY = 96;

/** @param capacityKwh usable; `null` where unknown */
export function batteryWeek(quarters: readonly BatteryQuarter[], capacityKwh: number | null): BatteryWeek {
  const known = quarters.filter(
    (quarter) => quarter.batteryChargeKwh !== null && quarter.batteryDischargeKwh !== null,
  );
  const sum = (value: (quarter: BatteryQuarter) => number | null) =>
    known.length === 0 ? null : known.reduce((total, quarter) => total + (value(quarter) ?? 0), 0);
  const chargedKwh = sum(({ batteryChargeKwh }) => batteryChargeKwh);
  const dischargedKwh = sum(({ batteryDischargeKwh }) => batteryDischargeKwh);
  const socs = quarters.map(({ socPercent }) => socPercent).filter((soc) => soc !== null);
  const storedKwh =
    capacityKwh === null || socs.length < 2
      ? null
      : (((socs.at(-1) ?? 0) - (socs[0] ?? 0)) / 100) * capacityKwh;
  const isWhole = known.length === quarters.length;
  const lossKwh =
    isWhole && chargedKwh !== null && dischargedKwh !== null && storedKwh !== null
      ? chargedKwh - dischargedKwh - storedKwh
      : null;
  return {
    chargedKwh,
    dischargedKwh,
    gainedKwh: storedKwh,
    lossKwh,
    efficiencyPercent: lossKwh !== null && chargedKwh ? 100 * (1 - lossKwh / chargedKwh) : null,
    cycles: capacityKwh && dischargedKwh !== null ? dischargedKwh / capacityKwh : null,
    days: known.length / QUARTERS_OF_A_DAY,
  };
}
