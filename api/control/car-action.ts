import type { Instant, Plan, PlanSlot, Text } from '../house/index.ts';
import { ct } from './battery-action.ts';

export type CarAction = 'CAR_WAIT' | 'CAR_SOLAR' | 'CAR_CHARGE';

export interface CarDecision {
  action: CarAction;
  /** Mean power that the plan wants. */
  powerKw: number;
}

/**
 * What a car does in a slot. Where the sun alone can feed what is planned, evcc's own `pv` mode follows it
 * better than we could; only energy from the grid or the battery needs `now`. `now` is full power, so a slot
 * that plans less than half of it is left to a later one, unless none follows.
 */
export function carDecision(
  slot: PlanSlot,
  later: readonly PlanSlot[],
  loadpoint: string,
  maxPowerKw: number,
): CarDecision {
  const powerKw = plannedKw(slot, loadpoint);
  const othersKw = slot.cars
    .filter((car) => car.id !== loadpoint)
    .reduce((sum, car) => sum + car.chargeKw, 0);
  const sunKw = Math.max(0, slot.pvKw - slot.curtailedKw - slot.loadKw - othersKw);
  const fromSun = powerKw <= sunKw * 1.05 + 0.1;
  if (powerKw <= 0) return { action: 'CAR_WAIT', powerKw };
  if (fromSun) return { action: 'CAR_SOLAR', powerKw };
  const canWait = later.some((other) => plannedKw(other, loadpoint) > maxPowerKw / 2);
  const worthIt = powerKw >= maxPowerKw / 2 || !canWait;
  return { action: worthIt ? 'CAR_CHARGE' : 'CAR_WAIT', powerKw };
}

/** When the plan first wants something else of the car than in its first slot. */
export function nextCarChange(plan: Plan, loadpoint: string, maxPowerKw: number): Instant | null {
  let first: CarAction | null = null;
  for (const [index, slot] of plan.slots.entries()) {
    const { action } = carDecision(slot, plan.slots.slice(index + 1), loadpoint, maxPowerKw);
    first ??= action;
    if (action !== first) return slot.start;
  }
  return null;
}

/** Why the car charges or waits, with the money that doing otherwise would cost. */
export function carReason(
  decision: CarDecision,
  slot: PlanSlot,
  plan: Plan,
  loadpoint: string,
  departure: Instant | null,
  neededKwh: number,
  maxPowerKw: number,
): Text {
  const now = slot.importPricePerKwh;
  const ahead = plan.slots.filter(
    (other) => other.start > slot.start && (departure === null || other.end <= departure),
  );
  if (neededKwh <= 0)
    return {
      de: 'Das Ladeziel ist erreicht. Überschuss der Sonne lädt das Auto weiter.',
      en: 'The charging target is reached. Surplus of the sun may still charge the car.',
    };
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
  const next = nextCharge(ahead, loadpoint, maxPowerKw);
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

/** The first slot ahead in which the car really charges, as it will be told. */
function nextCharge(
  ahead: readonly PlanSlot[],
  loadpoint: string,
  maxPowerKw: number,
): (PlanSlot & { action: CarAction }) | null {
  for (const [index, slot] of ahead.entries()) {
    const { action } = carDecision(slot, ahead.slice(index + 1), loadpoint, maxPowerKw);
    if (action !== 'CAR_WAIT') return { ...slot, action };
  }
  return null;
}

function plannedKw(slot: PlanSlot, loadpoint: string): number {
  return slot.cars.find((car) => car.id === loadpoint)?.chargeKw ?? 0;
}
