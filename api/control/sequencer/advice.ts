import {
  type CableAdvice,
  formatNumber,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  type Settings,
  type Text,
} from '../../house/index.ts';
import { isQuiet, nextQuietStart } from './quiet-hours.ts';
import type { FreeCable } from './turns.ts';
import type { WaitingCar } from './waiting-cars.ts';

/** So long before the quiet hours it is said which car should have the cable in the night. */
const BEFORE_QUIET_MS = 90 * MINUTE_MS;
/** Below this a car is as good as ready. */
const READY_KWH = 0.1;

/**
 * What people should do about cables now: swap as soon as a car is ready and another one waits; and, shortly before
 * the quiet hours, give the night's cable to the car that needs it most. In the quiet hours nobody is asked.
 */
export function cableAdvice(
  waiting: readonly WaitingCar[],
  cables: readonly FreeCable[],
  settings: Settings,
  now: Instant,
): CableAdvice | null {
  if (isQuiet(settings, now)) return null;
  const next = mostUrgent(waiting, now);
  if (!next) return null;
  const quietStart = nextQuietStart(settings, now);
  const soonQuiet = quietStart !== null && quietStart - now <= BEFORE_QUIET_MS;
  const ready = cables.find(({ occupant }) => occupant !== null && occupant.neededKwh <= READY_KWH);
  const empty = cables.find(({ occupant }) => occupant === null);
  const until = Math.max(now, Math.min(quietStart ?? Infinity, latestStart(next, settings) ?? now + HOUR_MS));
  if (soonQuiet) {
    const cable =
      empty ?? ready ?? cables.find(({ occupant }) => occupant && isMoreUrgent(next, occupant, now));
    return cable ? advice('PLUG_IN', cable.loadpoint, next, until, forTheNight(next)) : null;
  }
  // Where a cable hangs free, the car may be on the road: before the night is soon enough to ask.
  return ready && !empty ? advice('SWAP', ready.loadpoint, next, until, pleaseSwap(next)) : null;
}

function advice(
  kind: CableAdvice['kind'],
  loadpoint: string,
  { vehicle }: WaitingCar,
  until: Instant,
  message: Text,
): CableAdvice {
  return { kind, loadpoint, vehicle, until, message };
}

/** The car that needs the most in the least time. */
export function mostUrgent(cars: readonly WaitingCar[], now: Instant): WaitingCar | null {
  return cars.reduce<WaitingCar | null>(
    (first, car) => (first && urgencyKw(first, now) >= urgencyKw(car, now) ? first : car),
    null,
  );
}

function isMoreUrgent(
  a: Pick<WaitingCar, 'neededKwh' | 'departure'>,
  b: Pick<WaitingCar, 'neededKwh' | 'departure'>,
  now: Instant,
): boolean {
  return urgencyKw(a, now) > urgencyKw(b, now);
}

/** Mean power that it would take from now on; without a departure a day counts. */
function urgencyKw(
  { neededKwh, departure }: Pick<WaitingCar, 'neededKwh' | 'departure'>,
  now: Instant,
): number {
  const hours = Math.max(0.25, ((departure ?? now + 24 * HOUR_MS) - now) / HOUR_MS);
  return neededKwh / hours;
}

function latestStart(
  { neededKwh, departure }: WaitingCar,
  { evDefaultChargePowerKw }: Settings,
): Instant | null {
  return departure === null ? null : departure - (neededKwh / evDefaultChargePowerKw) * HOUR_MS;
}

function pleaseSwap({ title, neededKwh }: WaitingCar): Text {
  return {
    de: `Bitte umstecken: Das angesteckte Auto ist fertig, ${title} braucht noch ${formatNumber(neededKwh, 'de')} kWh.`,
    en: `Please swap the cable: the car at it is ready, ${title} still needs ${formatNumber(neededKwh, 'en')} kWh.`,
  };
}

function forTheNight({ title, neededKwh }: WaitingCar): Text {
  return {
    de: `Bitte vor der Ruhezeit ${title} anstecken: Es braucht bis zur Abfahrt noch ${formatNumber(neededKwh, 'de')} kWh.`,
    en: `Please plug in ${title} before the quiet hours: it needs ${formatNumber(neededKwh, 'en')} kWh by its departure.`,
  };
}
