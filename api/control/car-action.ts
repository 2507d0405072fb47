import { formatNumber, HOUR_MS, type Instant, type Plan, type PlanSlot, type Text } from '../house/index.ts';
import { type Change, ct } from './battery-action.ts';

export type CarAction = 'CAR_WAIT' | 'CAR_SOLAR' | 'CAR_CHARGE';

export interface CarDecision {
  action: CarAction;
  /** Mean power that the plan wants. */
  powerKw: number;
  /** More than this it is not to take in this slot; `null` = all that it can. */
  heldTo: HeldTo | null;
}

/** What a car may take at most, and why: the import has a limit, or a higher peak would cost more than it brings. */
export interface HeldTo {
  powerKw: number;
  by: 'CONNECTION' | 'PEAK';
}

/** The car that is decided about. */
export interface DecidedCar {
  loadpoint: string;
  /** At full power. */
  maxPowerKw: number;
  /** `null` = none. */
  departure: Instant | null;
}

/** Less than this below the import limit is at it. */
const NEAR_KW = 0.1;
/** What is moved to later slots must have this many times the room there: plans change. */
const ROOM_FACTOR = 2;

/**
 * What a car does in a slot. Where the sun alone can feed what is planned, evcc's own `pv` mode follows it
 * better than we could; only energy from the grid or the battery needs `now`. `now` is full power, so a slot
 * that plans less than half of what the car takes is left to a later one, if one before the departure has room for it.
 * The car is held to what the import limit leaves, and to what is planned where more would raise a peak that costs.
 */
export function carDecision(slot: PlanSlot, later: readonly PlanSlot[], car: DecidedCar): CarDecision {
  const own = slot.cars.find(({ id }) => id === car.loadpoint);
  const powerKw = own?.chargeKw ?? 0;
  const othersKw = slot.cars
    .filter(({ id }) => id !== car.loadpoint)
    .reduce((sum, { chargeKw }) => sum + chargeKw, 0);
  const sunKw = Math.max(0, slot.pvKw - slot.curtailedKw - slot.loadKw - othersKw);
  const fromSun = powerKw <= sunKw * 1.05 + NEAR_KW;
  const base = { powerKw, heldTo: null };
  if (powerKw <= 0) return { ...base, action: 'CAR_WAIT' };
  if (fromSun) return { ...base, action: 'CAR_SOLAR' };
  const heldTo = heldBy(slot, powerKw, own?.binding === 'PEAK', car);
  const isHeld = heldTo !== null && heldTo.powerKw - powerKw < NEAR_KW;
  const isAllItTakes = isHeld || own?.binding === 'POWER' || powerKw >= car.maxPowerKw / 2;
  const waits = !isAllItTakes && canWait(slot, later, car);
  return waits ? { ...base, action: 'CAR_WAIT' } : { powerKw, heldTo, action: 'CAR_CHARGE' };
}

function heldBy(slot: PlanSlot, powerKw: number, isPeak: boolean, { maxPowerKw }: DecidedCar): HeldTo | null {
  if (isPeak) return { powerKw, by: 'PEAK' };
  const leftKw = leftByConnection(slot, powerKw);
  return leftKw < maxPowerKw ? { powerKw: leftKw, by: 'CONNECTION' } : null;
}

/** The most that a car may take which is planned with `powerKw`, so that the import stays within its limit. */
function leftByConnection({ importLimitKw, importKw }: PlanSlot, powerKw: number): number {
  return importLimitKw === null ? Number.POSITIVE_INFINITY : powerKw + Math.max(0, importLimitKw - importKw);
}

/** Whether what the slot plans can be charged later: beside what is planned there, in slots that charge anyway. */
function canWait(slot: PlanSlot, later: readonly PlanSlot[], car: DecidedCar): boolean {
  const { loadpoint, maxPowerKw, departure } = car;
  const before = later.filter(({ end }) => departure === null || end <= departure);
  const first = before.findIndex((other) => plannedKw(other, loadpoint) > maxPowerKw / 2);
  if (first < 0) return false;
  const roomKwh = before
    .slice(first)
    .reduce((sum, other) => sum + (maxPowerKw - plannedKw(other, loadpoint)) * hours(other), 0);
  return roomKwh >= ROOM_FACTOR * plannedKw(slot, loadpoint) * hours(slot);
}

/** When the plan first wants something else of the car than in its first slot. */
export function nextCarChange(plan: Plan, car: DecidedCar): Change<CarAction> | null {
  let first: CarAction | null = null;
  for (const [index, slot] of plan.slots.entries()) {
    const { action } = carDecision(slot, plan.slots.slice(index + 1), car);
    first ??= action;
    if (action !== first) return { at: slot.start, action };
  }
  return null;
}

/** Why the car charges or waits in the plan's first slot, with the money that doing otherwise would cost. */
export function carReason(decision: CarDecision, plan: Plan, car: DecidedCar, neededKwh: number): Text {
  const [slot, ...rest] = plan.slots;
  if (!slot) return { de: '', en: '' };
  const { loadpoint, departure } = car;
  const now = slot.importPricePerKwh;
  const ahead = rest.filter(({ end }) => departure === null || end <= departure);
  if (neededKwh <= 0)
    return {
      de: 'Das Ladeziel ist erreicht. Überschuss der Sonne lädt das Auto weiter.',
      en: 'The charging target is reached. Surplus of the sun may still charge the car.',
    };
  if (decision.action === 'CAR_CHARGE' && decision.heldTo) return heldReason(decision.heldTo, now);
  if (decision.action === 'CAR_CHARGE') {
    const idle = ahead.filter((other) => plannedKw(other, loadpoint) <= 0);
    const next = Math.min(...idle.map((other) => other.importPricePerKwh));
    const delta = next - now;
    return Number.isFinite(next) && delta > 0
      ? {
          de: `Das Auto lädt jetzt für ${ct(now, 'de')}. Die nächste freie Gelegenheit vor der Abfahrt kostet ${ct(next, 'de')}, also ${ct(delta, 'de')} mehr je kWh.`,
          en: `The car charges now at ${ct(now, 'en')}. The next free chance before departure costs ${ct(next, 'en')}, ${ct(delta, 'en')} more for each kWh.`,
        }
      : {
          de: `Das Auto lädt jetzt für ${ct(now, 'de')}, damit es zur Abfahrt fertig ist.`,
          en: `The car charges now at ${ct(now, 'en')} to be ready by departure.`,
        };
  }
  if (decision.action === 'CAR_SOLAR')
    return {
      de: `Das Auto lädt mit Überschuss der Sonne. Eingespeist brächte er ${ct(slot.feedInPricePerKwh, 'de')}, vom Netz kostet Strom ${ct(now, 'de')}.`,
      en: `The car charges from surplus of the sun. Fed in it would bring ${ct(slot.feedInPricePerKwh, 'en')}, from the grid power costs ${ct(now, 'en')}.`,
    };
  const next = nextCharge(ahead, car);
  if (!next)
    return {
      de: 'Das Auto lädt nur mit Überschuss der Sonne.',
      en: 'The car charges from surplus of the sun only.',
    };
  const then = next.importPricePerKwh;
  if (next.action === 'CAR_SOLAR')
    return {
      de: `Das Auto wartet auf die Sonne. Strom vom Netz kostet jetzt ${ct(now, 'de')}.`,
      en: `The car waits for the sun. Power from the grid costs ${ct(now, 'en')} now.`,
    };
  if (then < now)
    return {
      de: `Das Auto wartet: Strom kostet jetzt ${ct(now, 'de')}, zum geplanten Laden ${ct(then, 'de')}.`,
      en: `The car waits: power costs ${ct(now, 'en')} now, ${ct(then, 'en')} when it is planned to charge.`,
    };
  return {
    de: `Das Auto wartet: Jetzt fehlt zu wenig, um es dafür zu starten. Geladen wird später am Stück für ${ct(then, 'de')}.`,
    en: `The car waits: too little is missing to start it now. It charges later in one go at ${ct(then, 'en')}.`,
  };
}

function heldReason({ powerKw, by }: HeldTo, price: number): Text {
  const power = { de: formatNumber(powerKw, 'de', 1), en: formatNumber(powerKw, 'en', 1) };
  const why =
    by === 'PEAK'
      ? {
          de: 'Mehr hätte eine höhere Bezugsspitze zur Folge.',
          en: 'More would lead to a higher import peak.',
        }
      : { de: 'Mehr gibt der Netzanschluss jetzt nicht her.', en: 'The connection does not give more now.' };
  return {
    de: `Das Auto lädt mit höchstens ${power.de} kW für ${ct(price, 'de')}. ${why.de}`,
    en: `The car charges with ${power.en} kW at most at ${ct(price, 'en')}. ${why.en}`,
  };
}

/** The first slot ahead in which the car really charges, as it will be told. */
function nextCharge(ahead: readonly PlanSlot[], car: DecidedCar): (PlanSlot & { action: CarAction }) | null {
  for (const [index, slot] of ahead.entries()) {
    const { action } = carDecision(slot, ahead.slice(index + 1), car);
    if (action !== 'CAR_WAIT') return { ...slot, action };
  }
  return null;
}

const hours = ({ start, end }: PlanSlot) => (end - start) / HOUR_MS;

function plannedKw(slot: PlanSlot, loadpoint: string): number {
  return slot.cars.find((car) => car.id === loadpoint)?.chargeKw ?? 0;
}
