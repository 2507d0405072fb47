import { formatNumber, type Language, type Text } from '../house/index.ts';
import type { Inputs, SeriesInput } from './inputs.ts';
import type { BacktestResult } from './report.ts';
import { UNUSABLE, type Unusable } from './sessions.ts';

const NAMES: Record<'load' | 'pv' | 'price' | 'pvForecast', Text> = {
  load: { de: 'Verbrauch', en: 'Load' },
  pv: { de: 'PV', en: 'PV' },
  price: { de: 'Preise', en: 'Prices' },
  pvForecast: { de: 'PV-Prognose', en: 'PV forecast' },
};

const WHY: Record<Unusable, Text> = {
  NO_ENERGY: { de: 'ohne brauchbare Energie', en: 'without a usable energy' },
  TOO_MUCH: { de: 'mit unmöglich viel Energie', en: 'with impossibly much energy' },
  TOO_SHORT: { de: 'zu kurz oder fast ohne Energie', en: 'too short or hardly any energy' },
  OVERLAP: { de: 'überschneiden sich', en: 'overlapping' },
};

/** What of the files was left out, bridged or cut, a line for each; none where nothing was. */
export function inputLines({
  inputs,
  gapHours,
  bridgedHours,
  sessionsLeftOut,
  unusableSessions,
}: BacktestResult): string[] {
  const lines: Text[] = [];
  if (gapHours > 0) lines.push(countedOnly(inputs.hours, gapHours));
  if (bridgedHours > 0)
    lines.push({
      de: `In ${hours(bridgedHours, 'de')} Lücke gehen Verbrauch oder PV weiter wie zuvor.`,
      en: `In gaps of ${hours(bridgedHours, 'en')} load or PV go on as before.`,
    });
  for (const part of ['load', 'pv', 'price', 'pvForecast'] as const) {
    const found = inputs[part];
    const said = found && seriesText(found);
    if (said) lines.push({ de: `${NAMES[part].de}: ${said.de}.`, en: `${NAMES[part].en}: ${said.en}.` });
  }
  lines.push(...inputs.cars.map(carText));
  const inGaps = sessionsLeftOut - unusableSessions;
  if (inGaps > 0)
    lines.push({
      de: `Ladevorgänge in einer Lücke, ausgelassen: ${inGaps}.`,
      en: `Sessions in a gap, left out: ${inGaps}.`,
    });
  return lines.map(({ de, en }) => `${de} / ${en}`);
}

function countedOnly(all: number, gap: number): Text {
  return {
    de: `Achtung: gerechnet sind nur ${hours(all - gap, 'de')} von ${hours(all, 'de')}; in ${hours(gap, 'de')} fehlen Verbrauch, PV oder Preis.`,
    en: `Note: only ${hours(all - gap, 'en')} of ${hours(all, 'en')} are counted; in ${hours(gap, 'en')} load, PV or price is missing.`,
  };
}

function seriesText({ rows, missing, repeated, refused, gapHours, bridgedHours }: SeriesInput): Text | null {
  const parts: Text[] = [];
  if (gapHours > 0)
    parts.push({ de: `${hours(gapHours, 'de')} ohne Wert`, en: `${hours(gapHours, 'en')} without a value` });
  if (bridgedHours > 0)
    parts.push({ de: `${hours(bridgedHours, 'de')} überbrückt`, en: `${hours(bridgedHours, 'en')} bridged` });
  if (refused > 0)
    parts.push({
      de: `${refused} von ${rows} Werten der Datei können nicht stimmen und sind ausgelassen`,
      en: `${refused} of ${rows} values in the file cannot be true and were left out`,
    });
  if (missing > 0)
    parts.push({
      de: `${missing} von ${rows} Zeilen der Datei ohne Wert`,
      en: `${missing} of ${rows} rows in the file without a value`,
    });
  if (repeated > 0)
    parts.push({
      de: `${repeated} von ${rows} Zeilen der Datei doppelt, die letzte gilt`,
      en: `${repeated} of ${rows} rows in the file repeated, the last one counts`,
    });
  if (parts.length === 0) return null;
  return { de: parts.map(({ de }) => de).join(', '), en: parts.map(({ en }) => en).join(', ') };
}

function carText({ id, sessions, unusable, cut }: Inputs['cars'][number]): Text {
  const text = (language: Language) => {
    const parts = UNUSABLE.map((why) => ({ count: unusable[why], said: WHY[why][language] }))
      .filter(({ count }) => count > 0)
      .map(({ count, said }) => `${count} ${said}`);
    const left = language === 'de' ? 'ausgelassen' : 'left out';
    return parts.length > 0 ? `; ${left}: ${parts.join(', ')}` : '';
  };
  return {
    de: `Auto „${id}“: ${sessions} Ladevorgänge${cut > 0 ? `, ${cut} davon auf das gekürzt, was die Zeit hergibt` : ''}${text('de')}.`,
    en: `Car "${id}": ${sessions} sessions${cut > 0 ? `, ${cut} of them cut to what the time allows` : ''}${text('en')}.`,
  };
}

function hours(value: number, language: Language): string {
  return `${formatNumber(value, language, Number.isInteger(value) ? 0 : 2)} h`;
}
