import { formatNumber, type Instant, type Language, type Text } from '../house/index.ts';

/** What drivers are told, and asked. */
export const TEXTS = {
  departureTitle: (title: string): Text => ({
    de: `${title} ist angesteckt`,
    en: `${title} is plugged in`,
  }),
  departure: {
    de: 'Wann wird es gebraucht? Auch etwa „um 14:30“, „morgen um 7“ oder „gar nicht“.',
    en: 'When is it needed? "at 14:30", "tomorrow at 7" or "not at all" will do as well.',
  },
  otherTime: { de: 'Andere Zeit', en: 'Another time' },
  offerTitle: (title: string): Text => ({
    de: `${title}: Strom ist gerade günstig`,
    en: `${title}: energy is cheap now`,
  }),
  offer: (socPercent: number | null, pricePerKwh: number, until: Instant, timeZone: string): Text => ({
    de: `${formatNumber(pricePerKwh * 100, 'de', 1)} ct/kWh bis ${clock(until, 'de', timeZone)} Uhr.${socPercent === null ? '' : ` Der Ladestand ist ${formatNumber(socPercent, 'de')} %.`} Jetzt mehr laden, als nötig ist?`,
    en: `${formatNumber(pricePerKwh * 100, 'en', 1)} ct/kWh until ${clock(until, 'en', timeZone)}.${socPercent === null ? '' : ` The state of charge is ${formatNumber(socPercent, 'en')} %.`} Charge more than is needed now?`,
  }),
  charges: (title: string, socPercent: number, until: Instant, timeZone: string): Text => ({
    de: `${title} lädt jetzt bis ${socPercent} %, längstens bis ${clock(until, 'de', timeZone)} Uhr.`,
    en: `${title} charges to ${socPercent} % now, until ${clock(until, 'en', timeZone)} at the latest.`,
  }),
  declined: (title: string): Text => ({
    de: `Gut, ${title} lädt nur, was nötig ist.`,
    en: `Fine, ${title} charges no more than is needed.`,
  }),
  hasMore: (title: string, socPercent: number): Text => ({
    de: `${title} hat schon ${formatNumber(socPercent, 'de')} %. Bis wie viel Prozent soll es laden?`,
    en: `${title} has ${formatNumber(socPercent, 'en')} % already. To how many per cent should it charge?`,
  }),
  departs: (title: string, departure: Instant, timeZone: string): Text => ({
    de: `${title} ist bereit bis ${dayAndClock(departure, 'de', timeZone)}.`,
    en: `${title} will be ready by ${dayAndClock(departure, 'en', timeZone)}.`,
  }),
  notNeeded: (title: string): Text => ({
    de: `Gut, für ${title} ist keine Abfahrt gesetzt. Es lädt wie sonst.`,
    en: `Fine, no departure is set for ${title}. It charges as usual.`,
  }),
  stands: (title: string, departure: Instant, timeZone: string): Text => ({
    de: `Für ${title} ist hier keine Abfahrt gesetzt. Es bleibt bei der geplanten: ${dayAndClock(departure, 'de', timeZone)}.`,
    en: `No departure is set here for ${title}. The planned one stands: ${dayAndClock(departure, 'en', timeZone)}.`,
  }),
  gone: (title: string): Text => ({
    de: `${title} ist nicht mehr angesteckt.`,
    en: `${title} is no longer plugged in.`,
  }),
  boosts: (title: string): Text => ({
    de: `${title} lädt jetzt mit voller Leistung. /stop beendet das.`,
    en: `${title} charges at full power now. /stop ends it.`,
  }),
  stopped: (title: string): Text => ({
    de: `${title} lädt wieder nach Plan.`,
    en: `${title} charges by the plan again.`,
  }),
  notOne: (count: number): Text =>
    count === 0
      ? { de: 'Keines Ihrer Autos ist angesteckt.', en: 'None of your cars is plugged in.' }
      : {
          de: 'Mehrere Ihrer Autos sind angesteckt. Bitte auf der Seite auswählen.',
          en: 'Several of your cars are plugged in. Please choose on the page.',
        },
  timeNotUnderstood: {
    de: 'Das habe ich nicht verstanden. Bitte genauer, etwa: „um 19:00“, „7 Uhr morgens“, „in 2 Stunden“, „morgen früh“.',
    en: 'I did not understand. More exactly, please, for example: "7 pm", "tomorrow at 7 am", "in 2 hours", "tomorrow morning".',
  },
  offerNotUnderstood: {
    de: 'Das habe ich nicht verstanden. Etwa: „90 %“, „ja“, „nein“.',
    en: 'I did not understand. For example: "90 %", "yes", "no".',
  },
  tooLate: {
    de: 'Diese Frage gilt nicht mehr. Die Abfahrt lässt sich auf der Seite einstellen.',
    en: 'This question is over. The departure can be set on the page.',
  },
  help: {
    de: '/boost lädt jetzt, /stop beendet das. Nach dem Anstecken frage ich nach der Abfahrt.',
    en: '/boost charges now, /stop ends it. After plugging in I ask for the departure.',
  },
} as const;

function clock(at: Instant, language: Language, timeZone: string): string {
  return formatted(at, language, { hour: '2-digit', minute: '2-digit', timeZone });
}

function dayAndClock(at: Instant, language: Language, timeZone: string): string {
  return formatted(at, language, { weekday: 'long', hour: '2-digit', minute: '2-digit', timeZone });
}

function formatted(at: Instant, language: Language, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', options).format(at);
}
