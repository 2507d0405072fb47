import { DAY_MS, type Instant, type Language, type Text } from '../house/index.ts';
import type { Comparison } from './compare.ts';
import type { MeasuredDay } from './measured.ts';
import type { Policy } from './policies.ts';

/** Below this many complete days chance says more than any policy. */
export const LEAST_DAYS = 3;
/** The battery of the first weeks is identified from so many complete days. */
export const LEAST_IDENTIFY_DAYS = 7;

/** What every ± here holds. */
export const BATTERY_ONLY: Text = {
  de: 'Die Spanne enthält nur, was das Modell der Batterie verfehlt.',
  en: "The span holds only what the battery's model misses.",
};

/** What was measured, without anything to compare it with while there are fewer than three complete days. */
export function heldBack(comparison: Comparison): Comparison {
  const { compared } = comparison;
  if (compared.length >= LEAST_DAYS) return comparison;
  const reason = waiting(compared.length);
  return {
    ...comparison,
    compared: compared.map((day) => ({ ...day, policies: [], planWithCars: null, waiting: reason })),
  };
}

/** Why there is no comparison yet. */
export function waiting(completeDays: number): Text {
  return {
    de: `Erst ${completeDays} von ${LEAST_DAYS} vollständigen Tagen gemessen: noch zu wenig für einen Vergleich.`,
    en: `Only ${completeDays} of ${LEAST_DAYS} complete days measured: too few to compare yet.`,
  };
}

/**
 * Why costs of past days may still change, and until when; `null` once they stay what they are. A house without a
 * battery has nothing that is still being identified.
 *
 * @param days all finished days, oldest first
 */
export function unsettled(
  days: readonly Pick<MeasuredDay, 'end' | 'missing'>[],
  hasBattery: boolean,
  timeZone: string,
): Text | null {
  const complete = days.filter(({ missing }) => missing === 0).length;
  const last = days.at(-1);
  if (!hasBattery || !last || complete >= LEAST_IDENTIFY_DAYS) return null;
  // Noon, so that a clock change in between does not move the day.
  const settledAt = last.end + (LEAST_IDENTIFY_DAYS - complete) * DAY_MS + DAY_MS / 2;
  const on = (language: Language) => dateText(settledAt, language, timeZone);
  return {
    de: `Vorläufig: Verluste und Grenzen der Batterie werden aus den ersten ${LEAST_IDENTIFY_DAYS} vollständigen Tagen erkannt, ${complete} davon sind gemessen. Bis dahin, frühestens am ${on('de')}, können sich auch die Kosten vergangener Tage noch etwas ändern.`,
    en: `Not settled yet: the battery's losses and limits are identified from the first ${LEAST_IDENTIFY_DAYS} complete days, of which ${complete} are measured. Until then, ${on('en')} at the earliest, the cost of past days may still change a little too.`,
  };
}

/** What the ± of a difference to a policy holds, and what it does not. */
export function bandCovers(policy: Policy): Text {
  return {
    de: `${BATTERY_ONLY.de} ${CARS[policy].de}`,
    en: `${BATTERY_ONLY.en} ${CARS[policy].en}`,
  };
}

const CARS_AT_ONCE: Text = {
  de: 'Wie die Autos sonst geladen hätten, ist angenommen (sofort nach dem Anstecken) und steht in keiner Spanne.',
  en: 'How the cars would have charged otherwise is assumed (as soon as they were plugged in) and is in no span.',
};
const CARS: Record<Policy, Text> = {
  NO_BATTERY: CARS_AT_ONCE,
  SELF_CONSUMPTION: CARS_AT_ONCE,
  EVCC: {
    de: 'Wie evcc die Autos geladen hätte, ist angenommen (mit Sonne, sonst in den günstigsten Viertelstunden des wirklichen Aufenthalts, eher besser als evcc es kann) und steht in keiner Spanne.',
    en: 'How evcc would have charged the cars is assumed (on the sun, otherwise in the cheapest quarters of an hour of the real stay, rather better than evcc can) and is in no span.',
  },
  SMARTLOAD: {
    de: 'Die Autos zählen, wie sie gemessen wurden.',
    en: 'The cars count as they were measured.',
  },
};

function dateText(at: Instant, language: Language, timeZone: string): string {
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }).format(at);
}
