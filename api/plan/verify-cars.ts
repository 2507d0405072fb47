import type { Instant, Plan, PlanCar, PlanInput, Shortfall } from '../house/index.ts';
import { HOUR_MS } from '../house/index.ts';
import { taperedPowerKw } from './physics.ts';
import { carCourse, isNeeded } from './stays.ts';
import type { Report } from './verify.ts';

/** A car's slot as it must be by its comings and goings and the powers of the plan. */
interface FoundSlot {
  /** Part of the slot in which it is there without a break. */
  share: number;
  /** Mean of the slot in which it charges. */
  leastKw: number;
  /** Whether a departure or a minimum to come wants energy. */
  isNeeded: boolean;
  /** Before it charges, once it is back from its trips; `null` where unknown. */
  beforePercent: number | null;
  afterPercent: number | null;
}

/** A car as it must be by the powers of the plan. */
export interface FoundCar {
  id: string;
  slots: FoundSlot[];
  /** What it did not get, AC side. */
  missing: { kind: Shortfall['kind']; departure: Instant | undefined; energyKwh: number }[];
}

interface Away {
  from: Instant;
  to: Instant;
  consumptionKwh: number;
  targetSocPercent: number | null;
}

/** Works out anew where each car is and what it has, with the plan's powers. */
export function followCars(input: PlanInput, plan: Plan): FoundCar[] {
  return input.cars.map((car, at) => followCar(input, plan, car, at));
}

function followCar(input: PlanInput, plan: Plan, car: PlanCar, at: number): FoundCar {
  const start = input.slots[0]?.start ?? 0;
  const end = input.slots.at(-1)?.end ?? 0;
  const course = carCourse(car, input);
  const absences = absencesOf(car, start);
  // Who is away at the time must have it when that begins.
  const around = toldAbsences(car, start).find(
    ({ from, to }) => car.departure !== null && from < car.departure && car.departure <= to,
  );
  const due = around?.from ?? car.departure;
  const capacityKwh = car.capacityKwh ?? Number.NaN;
  const limit = car.limitSocPercent ?? 100;
  const full = Math.max(limit, car.socPercent ?? 0);
  let soc = car.socPercent ?? Number.NaN;
  let chargedKwh = 0;
  let usedKwh = 0;
  const missing: FoundCar['missing'] = [];

  function leave(away: Away): void {
    if (away.from <= start) return;
    const isOwn = away.from === due;
    const later = (Math.max(0, away.from - end) / HOUR_MS) * car.maxPowerKw;
    const uses = Math.min(full, (100 * away.consumptionKwh) / capacityKwh);
    const target = isOwn ? ownTarget() : (away.targetSocPercent ?? 0);
    const lackKwh = lackUpTo(Math.max(target, uses));
    const byEnergy = isOwn ? (car.targetEnergyKwh ?? 0) + usedKwh - chargedKwh : 0;
    const energyKwh = (Number.isNaN(lackKwh) ? byEnergy : lackKwh) - later;
    missing.push({ kind: 'DEPARTURE', departure: away.from, energyKwh });
    checkMinimum();
  }
  /** What it starts with and its energy, where no SoC is wished for. */
  function ownTarget(): number {
    const gained = (100 * (car.targetEnergyKwh ?? 0) * car.chargeEfficiency) / capacityKwh;
    return car.targetSocPercent ?? (car.socPercent ?? 0) + gained;
  }
  function lackUpTo(percent: number): number {
    return ((Math.min(limit, percent) - soc) / 100 / car.chargeEfficiency) * capacityKwh;
  }
  function checkMinimum(): void {
    const energyKwh = lackUpTo(car.minSocPercent ?? 0);
    if (!Number.isNaN(energyKwh)) missing.push({ kind: 'MIN_SOC', departure: undefined, energyKwh });
  }
  function comeBack(away: Away): void {
    soc = Math.max(0, soc - Math.min(full, (100 * away.consumptionKwh) / capacityKwh));
    const fullKwh = car.capacityKwh === null ? Number.POSITIVE_INFINITY : (full / 100) * capacityKwh;
    if (away.from > start) usedKwh += Math.min(away.consumptionKwh, fullKwh) / car.chargeEfficiency;
  }

  const { departure } = car;
  if (due !== null && due <= start && absences.every(({ from }) => from !== departure)) {
    const energyKwh = Number.isNaN(lackUpTo(0)) ? (car.targetEnergyKwh ?? 0) : lackUpTo(ownTarget());
    missing.push({ kind: 'DEPARTURE', departure: due, energyKwh });
  }
  const slots = plan.slots.map((slot, index): FoundSlot => {
    const { share, isAfterReturn } = firstStretch(absences, slot);
    const inSlot = absences.filter(({ to }) => to >= slot.start && to < slot.end && to > start);
    const [first] = inSlot;
    if (isAfterReturn && first) comeBack(first);
    const beforePercent = soc;
    const energyKwh = (slot.cars[at]?.chargeKw ?? 0) * ((slot.end - slot.start) / HOUR_MS);
    chargedKwh += energyKwh;
    soc += (100 * energyKwh * car.chargeEfficiency) / capacityKwh;
    for (const away of absences) {
      if (away.from > slot.start && away.from <= slot.end) leave(away);
      if (inSlot.includes(away) && !(isAfterReturn && away === first)) comeBack(away);
    }
    const presence = course.presence[index];
    return {
      share,
      leastKw: presence?.leastKw ?? 0,
      isNeeded: presence ? isNeeded(course, presence.stay) : false,
      beforePercent: known(beforePercent),
      afterPercent: known(soc),
    };
  });
  const isThere = !absences.some(({ from, to }) => from <= end && to >= end);
  const next = absences.find(({ from }) => from > end);
  if (isThere && next) leave(next);
  else if (isThere) checkMinimum();
  return { id: car.id, slots, missing };
}

const known = (value: number) => (Number.isNaN(value) ? null : value);

/** When it is away: what is told, and for ever after a departure of which nothing else is told. */
function absencesOf(car: PlanCar, start: Instant): Away[] {
  const told = toldAbsences(car, start);
  const { departure } = car;
  if (departure === null || departure <= start) return told;
  if (told.some(({ from, to }) => from <= departure && departure < to)) return told;
  const before = told.filter(({ from }) => from < departure);
  if (before.some(({ to }) => to === departure))
    return before.map((away) => (away.to === departure ? { ...away, to: Number.MAX_SAFE_INTEGER } : away));
  const gone = { from: departure, to: Number.MAX_SAFE_INTEGER, consumptionKwh: 0, targetSocPercent: null };
  return [...before, gone];
}

/** Those to come; where one ends as the next begins the car is away for both together. */
function toldAbsences(car: PlanCar, start: Instant): Away[] {
  const told: Away[] = [];
  for (const away of car.absences ?? []) {
    const last = told.at(-1);
    if (last?.to === away.from) {
      last.to = away.to;
      last.consumptionKwh += away.consumptionKwh;
      last.targetSocPercent = Math.max(last.targetSocPercent ?? 0, away.targetSocPercent ?? 0);
    } else if (away.to > start) told.push({ ...away });
  }
  return told;
}

/** The first part of the slot in which the car is there. */
function firstStretch(
  absences: readonly Away[],
  slot: { start: Instant; end: Instant },
): { share: number; isAfterReturn: boolean } {
  let from = slot.start;
  let isAfterReturn = false;
  for (const away of absences) {
    if (away.to <= from && away.to < slot.start) continue;
    if (away.from > from) return { share: shareOf(slot, from, Math.min(away.from, slot.end)), isAfterReturn };
    from = Math.max(from, away.to);
    isAfterReturn = away.to >= slot.start;
    if (from >= slot.end) return { share: 0, isAfterReturn: false };
  }
  return { share: shareOf(slot, from, slot.end), isAfterReturn };
}

const shareOf = (slot: { start: Instant; end: Instant }, from: Instant, to: Instant) =>
  (to - from) / (slot.end - slot.start);

/** Checks the cars of one slot: there, within power, minimum, taper and limit, and with the energy that they say. */
export function checkCars(
  input: PlanInput,
  found: readonly FoundCar[],
  plan: Plan,
  index: number,
  report: Report,
): void {
  const slot = plan.slots[index];
  if (!slot) return;
  const hours = (slot.end - slot.start) / HOUR_MS;
  for (const [at, flow] of slot.cars.entries()) {
    const car = input.cars[at];
    const own = found[at]?.slots[index];
    if (!car || !own) continue;
    const { id } = car;
    if (own.share === 0) report('ABSENT', flow.chargeKw, id);
    report('POWER_LIMIT', flow.chargeKw - car.maxPowerKw * own.share, id);
    if (flow.chargeKw > 0) report('MINIMUM_POWER', own.leastKw - flow.chargeKw, id);
    const beforeKwh = plan.slots[index - 1]?.cars[at]?.energyKwh ?? 0;
    report('STORE', Math.abs(flow.energyKwh - beforeKwh - flow.chargeKw * hours), id);
    const { beforePercent, afterPercent } = own;
    if (beforePercent === null || afterPercent === null || car.capacityKwh === null) {
      const usedKwh = (car.absences ?? []).reduce((sum, { consumptionKwh }) => sum + consumptionKwh, 0);
      if (car.targetEnergyKwh !== null) {
        report('CORRIDOR', flow.energyKwh - car.targetEnergyKwh - usedKwh / car.chargeEfficiency, id);
      }
      continue;
    }
    report('CORRIDOR', afterPercent - Math.max(beforePercent, car.limitSocPercent ?? 100), id);
    report('STORE', Math.abs(afterPercent - (flow.socPercent ?? Number.NaN)), id);
    const percentPerKw = (100 * hours * car.chargeEfficiency) / car.capacityKwh;
    report('TAPER', flow.chargeKw - taperedPowerKw(car.taper, beforePercent, percentPerKw), id);
  }
}
