import { integrateSolar } from '../forecast/index.ts';
import {
  DAY_MS,
  formatNumber,
  HOUR_MS,
  type Instant,
  type Language,
  localTime,
  type Rate,
  type SiteState,
  type Text,
} from '../house/index.ts';
import { slotGrid } from '../tariff/index.ts';

/** `192 Preise bis morgen 24:00, 21–34 ct`: the prices that are still to come. */
export function pricesSummary(rates: readonly Rate[], now: Instant, timeZone: string): Text {
  const ahead = rates.filter(({ end }) => end > now);
  if (ahead.length === 0) return { de: 'Keine Preise für die nächsten Stunden.', en: 'No prices ahead.' };
  const cents = ahead.map(({ value }) => Math.round(value * 100));
  const lowest = Math.min(...cents);
  const highest = Math.max(...cents);
  const until = untilText(Math.max(...ahead.map(({ end }) => end)), now, timeZone);
  const span = lowest === highest ? `${lowest} ct` : `${lowest}–${highest} ct`;
  const one = ahead.length === 1;
  return {
    de: `${ahead.length} ${one ? 'Preis' : 'Preise'} bis ${until.de}, ${span}`,
    en: `${ahead.length} ${one ? 'price' : 'prices'} until ${until.en}, ${span}`,
  };
}

/** `192 Werte bis morgen 24:00, 140–410 g`: the emissions of a kWh that are still to come. */
export function emissionsSummary(rates: readonly Rate[], now: Instant, timeZone: string): Text {
  const ahead = rates.filter(({ end }) => end > now);
  if (ahead.length === 0) return { de: 'Keine Werte für die nächsten Stunden.', en: 'No values ahead.' };
  const grams = ahead.map(({ value }) => Math.round(value));
  const until = untilText(Math.max(...ahead.map(({ end }) => end)), now, timeZone);
  const span = `${Math.min(...grams)}–${Math.max(...grams)} g`;
  return {
    de: `${ahead.length} ${ahead.length === 1 ? 'Wert' : 'Werte'} bis ${until.de}, ${span}`,
    en: `${ahead.length} ${ahead.length === 1 ? 'value' : 'values'} until ${until.en}, ${span}`,
  };
}

/** `34 kWh Sonne bis morgen 24:00`: of the next two days as far as they are known. */
export function solarSummary(rates: readonly Rate[], now: Instant, timeZone: string): Text {
  const slots = slotGrid(now, 48);
  const powers = integrateSolar(rates, slots) ?? [];
  const known = slots.flatMap((slot, index) => {
    const powerKw = powers[index];
    return powerKw === null || powerKw === undefined ? [] : [{ ...slot, powerKw }];
  });
  const last = known.at(-1);
  if (!last) return { de: 'Keine Prognose für die nächsten Stunden.', en: 'No forecast ahead.' };
  const energyKwh = known.reduce(
    (sum, { start, end, powerKw }) => sum + (powerKw * (end - start)) / HOUR_MS,
    0,
  );
  const until = untilText(last.end, now, timeZone);
  return {
    de: `${formatNumber(energyKwh, 'de')} kWh Sonne bis ${until.de}`,
    en: `${formatNumber(energyKwh, 'en')} kWh of sun until ${until.en}`,
  };
}

/** `3.012 Viertelstunden` of consumption. */
export function loadSummary(quarters: number): Text {
  return {
    de: `${formatNumber(quarters, 'de')} Viertelstunden Verbrauch`,
    en: `${formatNumber(quarters, 'en')} quarter-hours of consumption`,
  };
}

/** `87 Ladevorgänge` in evcc's log. */
export function sessionsSummary(count: number): Text {
  return {
    de: `${formatNumber(count, 'de')} ${count === 1 ? 'Ladevorgang' : 'Ladevorgänge'}`,
    en: `${formatNumber(count, 'en')} charging ${count === 1 ? 'session' : 'sessions'}`,
  };
}

/** `evcc 0.310, 2 Ladepunkte, Hausbatterie 54 %` */
export function stateSummary({ evccVersion, loadpoints, battery }: SiteState): Text {
  const soc = battery?.socPercent;
  const text = (language: Language) =>
    [
      evccVersion === null ? 'evcc' : `evcc ${evccVersion}`,
      `${loadpoints.length} ${COUNTED[language][loadpoints.length === 1 ? 'one' : 'many']}`,
      ...(soc === null || soc === undefined ? [] : [BATTERY[language](Math.round(soc))]),
    ].join(', ');
  return { de: text('de'), en: text('en') };
}

/** `Zoe 54 %, Kombi angesteckt`: the cars that evcc sees, and what it knows of them. */
export function carsSummary({ loadpoints, vehicles }: SiteState): Text {
  const text = (language: Language) => {
    const here = loadpoints.filter(({ connected, isHeating }) => connected && !isHeating);
    const cars = here.map(({ vehicleTitle, vehicleName, vehicleSocPercent: soc }) => {
      const car = vehicleTitle ?? vehicleName ?? CARS[language].unknown;
      return soc === null ? `${car} ${CARS[language].connected}` : `${car} ${Math.round(soc)} %`;
    });
    return cars.length > 0 ? cars.join(', ') : CARS[language].none(vehicles.length);
  };
  return { de: text('de'), en: text('en') };
}

const CARS = {
  de: {
    unknown: 'ein Auto',
    connected: 'angesteckt',
    none: (count: number) => `${count} ${count === 1 ? 'Auto' : 'Autos'} bekannt, keines angesteckt`,
  },
  en: {
    unknown: 'a car',
    connected: 'plugged in',
    none: (count: number) => `${count} ${count === 1 ? 'car' : 'cars'} known, none plugged in`,
  },
};

const COUNTED = {
  de: { one: 'Ladepunkt', many: 'Ladepunkte' },
  en: { one: 'loadpoint', many: 'loadpoints' },
};
const BATTERY = {
  de: (soc: number) => `Hausbatterie ${soc} %`,
  en: (soc: number) => `home battery ${soc}%`,
};

/** `morgen 24:00`: an end at midnight belongs to the day that it ends. */
function untilText(end: Instant, now: Instant, timeZone: string): Text {
  const { hour, minute } = localTime(end, timeZone);
  const clock = hour === 0 && minute === 0 ? '24:00' : `${twoDigits(hour)}:${twoDigits(minute)}`;
  const named = DAYS[dayNumber(end - 1, timeZone) - dayNumber(now, timeZone)];
  if (named) return { de: `${named.de} ${clock}`, en: `${clock} ${named.en}` };
  const { day, month } = localTime(end - 1, timeZone);
  return { de: `${day}.${month}. ${clock}`, en: `${clock} on ${day}/${month}` };
}

const DAYS: readonly Text[] = [
  { de: 'heute', en: 'today' },
  { de: 'morgen', en: 'tomorrow' },
  { de: 'übermorgen', en: 'the day after tomorrow' },
];

/** Counts the calendar days of a place. */
function dayNumber(at: Instant, timeZone: string): number {
  const { year, month, day } = localTime(at, timeZone);
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

const twoDigits = (value: number) => String(value).padStart(2, '0');
