import type { Instant, Plan, PlanBattery, PlanInput, PlanSlot, Shortfall } from '../house/index.ts';
import { HOUR_MS } from '../house/index.ts';
import type { Report } from './verify.ts';
import type { FoundCar } from './verify-cars.ts';

/** So much may be rounding, kWh. */
const SLACK_KWH = 1e-2;

type Missing = Pick<Shortfall, 'kind' | 'id' | 'energyKwh'> & { departure?: Instant | undefined };

/** Checks that what was given up is among the shortfalls, and nothing else is. */
export function checkShortfalls(
  input: PlanInput,
  plan: Plan,
  found: readonly FoundCar[],
  report: Report,
): void {
  const missing = [
    ...overLimits(input, plan),
    ...input.batteries.flatMap((battery, at) => lackOfBattery(battery, at, plan)),
    ...found.flatMap(({ id, missing }) => missing.map((one): Missing => ({ ...one, id }))),
    ...lackOfLoads(input, plan),
  ];
  for (const one of missing) {
    const said = plan.shortfalls.find((shortfall) => isSame(shortfall, one))?.energyKwh ?? 0;
    report('UNREPORTED_SHORTFALL', one.energyKwh - said - SLACK_KWH, one.id);
  }
  for (const said of plan.shortfalls) {
    const energyKwh = Math.max(0, ...missing.filter((one) => isSame(said, one)).map((one) => one.energyKwh));
    report('INVENTED_SHORTFALL', said.energyKwh - energyKwh - SLACK_KWH, said.id);
  }
}

function isSame(a: Missing | Shortfall, b: Missing): boolean {
  return a.kind === b.kind && a.id === b.id && a.departure === b.departure;
}

function overLimits(input: PlanInput, plan: Plan): Missing[] {
  const overKwh = (limit: 'importLimitKw' | 'exportLimitKw', flow: 'importKw' | 'exportKw') =>
    plan.slots.reduce((sum, slot, index) => {
      const overKw = slot[flow] - (input.slots[index]?.[limit] ?? slot[flow]);
      return sum + Math.max(0, overKw) * hoursOf(slot);
    }, 0);
  return [
    { kind: 'IMPORT_LIMIT', id: null, energyKwh: overKwh('importLimitKw', 'importKw') },
    { kind: 'EXPORT_LIMIT', id: null, energyKwh: overKwh('exportLimitKw', 'exportKw') },
  ];
}

/** The furthest below its minimum at the end of a slot, and the furthest that it falls into its reserve. */
function lackOfBattery(battery: PlanBattery, at: number, plan: Plan): Missing[] {
  const { id, capacityKwh, minSocPercent, reserveSocPercent, maxSocPercent } = battery;
  const socPercents = plan.slots.map((slot) => slot.batteries[at]?.socPercent ?? Number.NaN);
  const lackKwh = (level: number, socPercent: number) =>
    (Math.max(0, level - socPercent) * capacityKwh) / 100;
  const reserve = Math.min(reserveSocPercent, maxSocPercent);
  let takenKwh = 0;
  let highest = battery.socPercent;
  for (const socPercent of socPercents) {
    takenKwh = Math.max(takenKwh, lackKwh(reserve, socPercent) - lackKwh(reserve, highest));
    highest = Math.max(highest, socPercent);
  }
  const belowKwh = Math.max(0, ...socPercents.map((socPercent) => lackKwh(minSocPercent, socPercent)));
  return [
    { kind: 'MIN_SOC', id, energyKwh: belowKwh },
    { kind: 'RESERVE', id, energyKwh: takenKwh },
  ];
}

function lackOfLoads(input: PlanInput, plan: Plan): Missing[] {
  return (input.loads ?? []).map(({ id, energyKwh }, at): Missing => {
    const hadKwh = plan.slots.reduce(
      (sum, slot) => sum + (slot.loads?.[at]?.powerKw ?? 0) * hoursOf(slot),
      0,
    );
    return { kind: 'LOAD', id, energyKwh: energyKwh - hadKwh };
  });
}

const hoursOf = ({ start, end }: PlanSlot) => (end - start) / HOUR_MS;
