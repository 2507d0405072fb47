import {
  type EnergySample,
  type Finding,
  formatNumber,
  HOUR_MS,
  type Rate,
  type Text,
} from '../house/index.ts';

/** A household draws no more than this; above it is an error of a meter or of a unit. */
export const ABSURD_LOAD_KW = 50;
/** No roof of a household gives more. */
export const ABSURD_PV_KW = 200;
/** An inverter at night draws no more than this, kW: so little below 0 is no sun, more is an error of a sign. */
export const NIGHT_DRAW_KW = 0.1;
/** Between W and kW, and between Wh and kWh. */
const KILO = 1000;
/** What most households draw on average, kW: in another unit it would be far off. */
const LEAST_USUAL_KW = 0.02;
const MOST_USUAL_KW = 20;
/** A single forecast of more than so many times the high ones is no sun. */
const MOST_ABOVE_HIGH = 5;
/** A forecast so many times smaller than what the roof gave is no dull day under snow any more. */
const TOO_SMALL = 500;
/** One that is absurd and, converted, within these times what the roof gave is in another unit. */
const NEAR_THE_ROOF = 60;
/** A roof that gave less than this tells nothing of units, kW. */
const LEAST_PEAK_KW = 0.2;

/** What is left of values after those that cannot be true were taken out, and what is to be said of it. */
export interface Plausible<T> {
  values: T[];
  /** `null` where nothing was wrong. */
  finding: Finding | null;
}

/**
 * Measured energies of a household without what cannot be true: negative, no number, or more than any house draws. Where
 * most would be absurd and all make sense in Wh, they are taken for Wh.
 *
 * @param field the source, for the finding
 */
export function plausibleLoad(samples: readonly EnergySample[], field: string): Plausible<EnergySample> {
  const inKwh = samples.filter((sample) => isLoad(sample, 1));
  if (inKwh.length === samples.length) return { values: [...samples], finding: null };
  const powers = samples.map(powerKw);
  if (loadScale(powers) !== 1)
    return {
      values: samples
        .filter((sample) => isLoad(sample, 1 / KILO))
        .map((sample) => ({ ...sample, energyKwh: sample.energyKwh / KILO })),
      finding: thousandfold(field, usualOf(powers), 'large'),
    };
  return { values: inKwh, finding: leftOut(field, samples.length - inKwh.length, samples.length) };
}

/**
 * What loads (kW) have to be multiplied by: 1 unless most are absurd and all together make sense in W.
 */
export function loadScale(powersKw: readonly number[]): number {
  const inKw = powersKw.filter(isLoadKw).length;
  const inW = powersKw.filter((kw) => isLoadKw(kw / KILO)).length;
  const usualKw = usualOf(powersKw) / KILO;
  const isUsual = usualKw >= LEAST_USUAL_KW && usualKw <= MOST_USUAL_KW;
  return inKw < powersKw.length / 2 && inW > inKw && isUsual ? 1 / KILO : 1;
}

/** The middle one of the powers that would be loads in W. */
function usualOf(powers: readonly number[]): number {
  return medianOf(powers.filter((one) => isLoadKw(one / KILO)));
}

function isLoadKw(kw: number): boolean {
  return kw >= 0 && kw <= ABSURD_LOAD_KW;
}

function isLoad(sample: EnergySample, scale: number): boolean {
  return isLoadKw(powerKw(sample) * scale);
}

function powerKw({ start, end, energyKwh }: EnergySample): number {
  return end > start ? (energyKwh * HOUR_MS) / (end - start) : Number.NaN;
}

/**
 * A PV forecast (kW) without what cannot be true; what an inverter draws at night is no sun. Where all of it is far from what the roof gave, or more than any roof
 * gives, and W and kW were taken for each other, they are put right.
 *
 * @param measuredPeakKw the most that was measured lately; `null` = unknown
 * @param field the source, for the finding
 */
export function plausibleSolar(
  rates: readonly Rate[],
  measuredPeakKw: number | null,
  field: string,
): Plausible<Rate> {
  const known = rates
    .filter(({ value }) => Number.isFinite(value) && value >= -NIGHT_DRAW_KW)
    .map((rate) => (rate.value < 0 ? { ...rate, value: 0 } : rate));
  const powers = known.map(({ value }) => value);
  const [highKw, scale] = [highOf(powers), solarScale(powers, measuredPeakKw)];
  const most = Math.min(ABSURD_PV_KW, highKw > 0 ? highKw * scale * MOST_ABOVE_HIGH : ABSURD_PV_KW);
  const values = known
    .map((rate) => ({ ...rate, value: rate.value * scale }))
    .filter(({ value }) => value <= most);
  if (scale !== 1) return { values, finding: thousandfold(field, highKw, scale < 1 ? 'large' : 'small') };
  const refused = rates.length - values.length;
  return { values, finding: refused === 0 ? null : leftOut(field, refused, rates.length) };
}

/**
 * What PV powers (kW) have to be multiplied by: 1 unless their unit is surely another.
 *
 * @param measuredPeakKw the most that was measured lately; `null` = unknown
 */
export function solarScale(powersKw: readonly number[], measuredPeakKw: number | null): number {
  const highKw = highOf(powersKw);
  if (highKw <= 0) return 1;
  if (measuredPeakKw !== null && measuredPeakKw >= LEAST_PEAK_KW) {
    if (measuredPeakKw >= TOO_SMALL * highKw) return KILO;
    const ratio = highKw / KILO / measuredPeakKw;
    return highKw > ABSURD_PV_KW && ratio < NEAR_THE_ROOF ? 1 / KILO : 1;
  }
  const isTooLarge = highKw > ABSURD_PV_KW && highKw / KILO <= ABSURD_PV_KW / 4;
  return isTooLarge ? 1 / KILO : 1;
}

/** What nine in ten values of the day stay below: single odd ones do not move it. */
function highOf(values: readonly number[]): number {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.9)] ?? 0;
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function leftOut(field: string, count: number, of: number): Finding {
  return {
    field,
    value: String(count),
    severity: 'WARNING',
    message: {
      de: `${count} von ${of} Werten können nicht stimmen (negativ, keine Zahl oder unmöglich groß) und sind ausgelassen.`,
      en: `${count} of ${of} values cannot be true (negative, no number or impossibly large) and were left out.`,
    },
    suggestion: CHECK,
  };
}

function thousandfold(field: string, kw: number, size: 'large' | 'small'): Finding {
  const digits = kw < 1 ? 4 : 0;
  return {
    field,
    value: `${formatNumber(kw, 'en', digits)} kW`,
    severity: 'WARNING',
    message: {
      de: `Werte um ${formatNumber(kw, 'de', digits)} kW sind tausendmal zu ${size === 'large' ? 'groß' : 'klein'}: Watt und Kilowatt sind verwechselt. Sie werden umgerechnet.`,
      en: `Values around ${formatNumber(kw, 'en', digits)} kW are a thousand times too ${size}: watts and kilowatts were taken for each other. They are converted.`,
    },
    suggestion: CHECK,
  };
}

const CHECK: Text = {
  de: 'Bitte in evcc die Einheit des Zählers oder der Prognose prüfen.',
  en: 'Please check the unit of the meter or the forecast in evcc.',
};
