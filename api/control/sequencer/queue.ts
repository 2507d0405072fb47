import {
  type ChargeQueue,
  formatNumber,
  type Instant,
  type LoadpointState,
  type Plan,
  type QueueEntry,
  type Settings,
  type SiteState,
  type Text,
} from '../../house/index.ts';
import type { CarGoal } from '../goals.ts';
import type { ControlState } from '../state.ts';
import { cableAdvice } from './advice.ts';
import { isQuiet } from './quiet-hours.ts';
import { cheapestTurn, type FreeCable, freeCables, plannedTurn } from './turns.ts';
import { type WaitingCar, waitingCars } from './waiting-cars.ts';

/** Less than this is not missing. */
const READY_KWH = 0.1;

/**
 * Which car charges when, and why: those at a cable as planned; those that wait for one in the cheapest hours that are
 * left to them once a cable is free and somebody is awake to swap it.
 */
export function chargeQueue(input: {
  site: SiteState;
  plan: Plan | null;
  goals: ReadonlyMap<string, CarGoal>;
  control: ControlState;
  settings: Settings;
  now: Instant;
}): ChargeQueue {
  const { site, plan, goals, control, settings, now } = input;
  const waiting = waitingCars(site, control, settings, now).sort(
    (a, b) => (a.departure ?? Number.POSITIVE_INFINITY) - (b.departure ?? Number.POSITIVE_INFINITY),
  );
  const cables = freeCables(site, plan, goals, settings, now);
  const plugged = site.loadpoints.flatMap((loadpoint) => {
    const goal = goals.get(loadpoint.name);
    return goal ? [pluggedEntry(loadpoint, goal, plan, now)] : [];
  });
  const taken = new Map(cables.map(({ loadpoint, from }) => [loadpoint, from]));
  const waitingEntries = waiting.map((car) => {
    const cable = earliest(cables, taken);
    const entry = waitingEntry(car, cable, taken, plan, settings, now);
    if (cable && entry.end !== null) taken.set(cable.loadpoint, entry.end);
    return entry;
  });
  return {
    entries: [...plugged, ...waitingEntries].sort((a, b) => rank(a) - rank(b) || startOf(a) - startOf(b)),
    quiet: isQuiet(settings, now),
    advice: cableAdvice(waiting, cables, settings, now),
  };
}

function pluggedEntry(loadpoint: LoadpointState, goal: CarGoal, plan: Plan | null, now: Instant): QueueEntry {
  const { name, vehicleName, vehicleTitle, title, charging } = loadpoint;
  const ready = goal.neededKwh <= READY_KWH;
  const turn = plannedTurn(plan, name, now);
  return {
    vehicle: vehicleName ?? name,
    title: vehicleTitle ?? title,
    loadpoint: name,
    neededKwh: goal.neededKwh,
    departure: goal.departure,
    ...turn,
    state: charging ? 'CHARGING' : ready ? 'READY' : 'PLANNED',
    reason: charging ? CHARGES : ready ? IS_READY : turn.start === null ? NO_TURN : HAS_TURN,
  };
}

function waitingEntry(
  car: WaitingCar,
  cable: FreeCable | null,
  taken: ReadonlyMap<string, Instant>,
  plan: Plan | null,
  settings: Settings,
  now: Instant,
): QueueEntry {
  const { vehicle, title, neededKwh, departure } = car;
  const from = cable ? (taken.get(cable.loadpoint) ?? cable.from) : null;
  const turn =
    from === null
      ? { start: null, end: null, missingKwh: neededKwh }
      : cheapestTurn(plan, car, from, settings.evDefaultChargePowerKw);
  const hangsFree = cable?.occupant === null && from === cable.from;
  const missing = !hangsFree ? tooLate : isQuiet(settings, now) ? untilMorning : plugInNow;
  return {
    vehicle,
    title,
    loadpoint: null,
    neededKwh,
    departure,
    start: turn.start,
    end: turn.end,
    state: 'NEEDS_CABLE',
    reason: turn.missingKwh > READY_KWH ? missing(turn.missingKwh) : NEEDS_CABLE,
  };
}

function earliest(cables: readonly FreeCable[], taken: ReadonlyMap<string, Instant>): FreeCable | null {
  const from = (cable: FreeCable) => taken.get(cable.loadpoint) ?? cable.from;
  return cables.reduce<FreeCable | null>(
    (first, cable) => (first && from(first) <= from(cable) ? first : cable),
    null,
  );
}

const RANKS: Record<QueueEntry['state'], number> = { CHARGING: 0, PLANNED: 1, NEEDS_CABLE: 1, READY: 2 };

function rank({ state }: QueueEntry): number {
  return RANKS[state];
}

function startOf({ start }: QueueEntry): number {
  return start ?? Number.MAX_SAFE_INTEGER;
}

const CHARGES: Text = { de: 'Lädt gerade.', en: 'Is charging.' };
const IS_READY: Text = { de: 'Hat, was es braucht.', en: 'Has what it needs.' };
const HAS_TURN: Text = {
  de: 'Steckt und lädt, wenn es bis zur Abfahrt am günstigsten ist.',
  en: 'Is plugged in and charges when that is cheapest before it leaves.',
};
const NO_TURN: Text = {
  de: 'Steckt und lädt mit Überschuss der Sonne, sobald es welchen gibt.',
  en: 'Is plugged in and charges from surplus of the sun once there is any.',
};
const NEEDS_CABLE: Text = {
  de: 'Braucht Strom und steckt nicht: Es ist an der Reihe, wenn ein Kabel frei ist und niemand dafür geweckt werden muss.',
  en: 'Needs energy and is not plugged in: its turn is when a cable is free and nobody has to be woken for it.',
};

function tooLate(missingKwh: number): Text {
  return {
    de: `Braucht Strom und steckt nicht: Bis zur Abfahrt fehlen ihm voraussichtlich ${formatNumber(missingKwh, 'de')} kWh, wenn vorher kein Kabel frei wird.`,
    en: `Needs energy and is not plugged in: ${formatNumber(missingKwh, 'en')} kWh will be missing at its departure unless a cable is free earlier.`,
  };
}

function untilMorning(missingKwh: number): Text {
  return {
    de: `Braucht Strom und steckt nicht, obwohl ein Kabel frei ist: In der Ruhezeit wird niemand darum gebeten. Wird es erst danach angesteckt, fehlen bis zur Abfahrt voraussichtlich ${formatNumber(missingKwh, 'de')} kWh.`,
    en: `Needs energy and is not plugged in, though a cable is free: nobody is asked in the quiet hours. Plugged in only after them, ${formatNumber(missingKwh, 'en')} kWh will be missing at its departure.`,
  };
}

function plugInNow(missingKwh: number): Text {
  return {
    de: `Braucht Strom und steckt nicht, obwohl ein Kabel frei ist: Selbst wenn es gleich angesteckt wird, fehlen bis zur Abfahrt voraussichtlich ${formatNumber(missingKwh, 'de')} kWh.`,
    en: `Needs energy and is not plugged in, though a cable is free: even if it is plugged in now, ${formatNumber(missingKwh, 'en')} kWh will be missing at its departure.`,
  };
}
