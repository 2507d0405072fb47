import type { Instant, PlanCar, PlanInput } from '../house/index.ts';
import { HOUR_MS } from '../house/index.ts';
import { absencesOf, dueAt } from './absences.ts';
import { type CarEnergy, carEnergy, leastPowerKw, slotHours } from './physics.ts';

/**
 * A stretch of time in which a car stands at its loadpoint. Its energies are at the AC side and cumulative: what has been
 * charged since the start of the plan, with what trips lacked (and was charged elsewhere).
 */
export interface CarStay {
  from: Instant;
  /** When it leaves; `null` = not at all. */
  until: Instant | null;
  /** To be charged by its end, as far as that falls into the horizon, kWh; 0 without a target. */
  needKwh: number;
  /** To be charged at once, for the minimum SoC, kWh; 0 without. */
  minKwh: number;
  /** What is charged by its end if nobody plans, kWh. */
  wishKwh: number;
  /** At most charged by its end, kWh. */
  roomKwh: number;
  /** What the trips before it took, kWh. */
  usedKwh: number;
  /** What is to be charged in it where all before was, and what there is room for then, kWh. */
  own: CarEnergy;
}

/** Where a car is in a slot. */
export interface CarPresence {
  /** Position of the stay that the slot belongs to: the first that touches it. */
  stay: number;
  /** Part of the slot, (0, 1], in which it is there. */
  share: number;
  /** The least mean power of the slot if it charges in it, kW. */
  leastKw: number;
}

/** A car's comings and goings. */
export interface CarCourse {
  stays: CarStay[];
  /** One for each slot; `null` while it is away. */
  presence: (CarPresence | null)[];
  /** When each slot ends. */
  ends: Instant[];
  /** What it has at the start of the plan, AC side, kWh; `null` where that is unknown. */
  startKwh: number | null;
}

interface Trip {
  leaves: Instant;
  /** `null` = not within the horizon. */
  returns: Instant | null;
  /** AC side. */
  usesKwh: number;
  /** Wanted when it leaves; `null` = nothing special. */
  targetSocPercent: number | null;
  /** Whether it is the car's own departure, which has the car's own target. */
  isDeparture: boolean;
}

/** Works out when a car is there, and what it needs and has room for each time. */
export function carCourse(car: PlanCar, input: Pick<PlanInput, 'slots' | 'computedAt'>): CarCourse {
  const start = input.slots[0]?.start ?? input.computedAt;
  const end = input.slots.at(-1)?.end ?? start;
  const startKwh = car.socPercent === null ? null : kwhAt(car, car.socPercent);
  const stays: CarStay[] = [];
  let from: Instant | null = start;
  let usedKwh = 0;
  for (const trip of tripsOf(car, start)) {
    if (from === null || from >= end) break;
    if (trip.leaves > from) stays.push(stayOf(car, end, { from, usedKwh, trip }, stays.at(-1)));
    usedKwh += trip.usesKwh;
    // A car that is away now comes back empty at worst.
    if (stays.length === 0) usedKwh = Math.min(usedKwh, startKwh ?? 0);
    from = trip.returns;
  }
  if (from !== null && from < end) stays.push(stayOf(car, end, { from, usedKwh, trip: null }, stays.at(-1)));
  return {
    stays,
    startKwh,
    presence: input.slots.map((slot) => presenceIn(car, stays, slot)),
    ends: input.slots.map((slot) => slot.end),
  };
}

/** What must be charged at an end of the stays to come, so that a slot of stay `at` may have to serve it. */
export function isNeeded({ stays }: CarCourse, at: number): boolean {
  return stays.slice(at).some(({ needKwh }) => needKwh > 0) || (stays[at]?.minKwh ?? 0) > 0;
}

/** What a car that has `hadKwh` lacks for the trips before stay `at`, and charges elsewhere, kWh. */
export function lackedKwh({ stays, startKwh }: CarCourse, at: number, hadKwh: number): number {
  return startKwh === null ? 0 : Math.max(0, (stays[at]?.usedKwh ?? 0) - startKwh - hadKwh);
}

function presenceIn(
  car: PlanCar,
  stays: readonly CarStay[],
  slot: { start: Instant; end: Instant },
): CarPresence | null {
  const { start, end } = slot;
  const at = stays.findIndex(({ from, until }) => Math.max(from, start) < Math.min(until ?? end, end));
  const stay = stays[at];
  if (!stay) return null;
  const share = (Math.min(stay.until ?? end, end) - Math.max(stay.from, start)) / (end - start);
  return { stay: at, share, leastKw: leastPowerKw(car, slotHours(slot) * share, stay.own) * share };
}

/** Absences that are not over, in order, with the car's departure among them. */
function tripsOf(car: PlanCar, start: Instant): Trip[] {
  const { departure } = car;
  const due = dueAt(car, start);
  const trips = absencesOf(car, start).map(({ from, to, consumptionKwh, targetSocPercent }): Trip => {
    // On a longer trip it is charged elsewhere.
    const fullKwh = kwhAt(car, Math.max(car.socPercent ?? 0, car.limitSocPercent ?? 100));
    const usesKwh = Math.min(consumptionKwh / car.chargeEfficiency, fullKwh ?? Number.POSITIVE_INFINITY);
    return {
      leaves: from,
      returns: to,
      usesKwh,
      targetSocPercent,
      isDeparture: from === due && from > start,
    };
  });
  if (departure === null || departure <= start) return trips;
  if (trips.some(({ leaves, returns }) => leaves <= departure && departure < (returns ?? 0))) return trips;
  const before = trips.filter(({ leaves }) => leaves < departure);
  // Who leaves for good in the moment of coming back does not come back.
  if (due !== departure)
    return before.map((trip) => (trip.returns === departure ? { ...trip, returns: null } : trip));
  const gone = { leaves: departure, returns: null, usesKwh: 0, targetSocPercent: null, isDeparture: true };
  return [...before, gone];
}

/** Energy in the car at a SoC, AC side; `null` where its capacity is unknown. */
function kwhAt(car: PlanCar, socPercent: number): number | null {
  return car.capacityKwh === null ? null : (socPercent * car.capacityKwh) / 100 / car.chargeEfficiency;
}

function stayOf(
  car: PlanCar,
  end: Instant,
  { from, usedKwh, trip }: { from: Instant; usedKwh: number; trip: Trip | null },
  before: CarStay | undefined,
): CarStay {
  const own = carEnergy(car);
  const { socPercent, capacityKwh } = car;
  const knowsSoc = socPercent !== null && capacityKwh !== null;
  const limitPercent = car.limitSocPercent ?? 100;
  // Written as in `carEnergy`, so that a single stay has the very same numbers.
  const kwhPerPercent = (capacityKwh ?? 0) / 100 / car.chargeEfficiency;
  const upTo = (percent: number | null | undefined) =>
    knowsSoc && percent !== null && percent !== undefined
      ? (percent - socPercent) * kwhPerPercent + usedKwh
      : 0;
  const roomKwh = knowsSoc ? Math.max(0, upTo(limitPercent)) : own.roomKwh + usedKwh;
  const ownKwh =
    knowsSoc && car.targetSocPercent !== null ? upTo(car.targetSocPercent) : own.needKwh + usedKwh;
  const tripKwh = trip && knowsSoc ? usedKwh + trip.usesKwh - socPercent * kwhPerPercent : 0;
  const wantedKwh = trip
    ? Math.max(0, trip.isDeparture ? ownKwh : upTo(trip.targetSocPercent), trip.usesKwh > 0 ? tripKwh : 0)
    : 0;
  const until = trip?.leaves ?? null;
  const afterwardsKwh = until === null ? 0 : (Math.max(0, until - end) / HOUR_MS) * car.maxPowerKw;
  const hasTarget = car.targetSocPercent !== null || car.targetEnergyKwh !== null;
  const ownsTarget = trip === null || trip.isDeparture;
  const targetKwh = Math.min(roomKwh, Math.max(0, ownsTarget ? ownKwh : 0, wantedKwh));
  const chargedKwh = before?.needKwh ?? 0;
  return {
    from,
    until,
    needKwh: Math.max(0, Math.min(wantedKwh, roomKwh) - afterwardsKwh),
    minKwh: Math.max(0, upTo(Math.min(car.minSocPercent ?? 0, limitPercent))),
    wishKwh: hasTarget ? targetKwh : roomKwh,
    roomKwh,
    usedKwh,
    own: { needKwh: Math.max(0, targetKwh - chargedKwh), roomKwh: Math.max(0, roomKwh - chargedKwh) },
  };
}
