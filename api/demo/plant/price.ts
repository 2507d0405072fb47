import { type Instant, SLOT_MS, slotStart } from '../../house/index.ts';
import { isWeekend, season, wallClock } from './calendar.ts';
import { hash01, hashNormal } from './noise.ts';
import { clearSkyKw } from './sun.ts';
import { dullness, dullnessOfDay, wind } from './weather.ts';

const STREAM = { level: 31, jitter: 32, glut: 33 };

/** Fixed for 20 years, currency/kWh. */
export const FEED_IN_PRICE_PER_KWH = 0.078;
/** Grid fees, levies and electricity tax with VAT, currency/kWh. */
const SURCHARGE_PER_KWH = 0.2333;
const VALUE_ADDED_TAX = 1.19;

/** What the household pays in the quarter of an hour around `at`, currency/kWh; rarely negative. */
export function importPricePerKwh(seed: number, at: Instant): number {
  return round(auctionPricePerKwh(seed, at) * VALUE_ADDED_TAX + SURCHARGE_PER_KWH, 4);
}

/**
 * The day-ahead auction of the quarter of an hour around `at`, currency/kWh: peaks in the morning and the
 * evening, pressed by sun at noon and by wind at night; below zero on some sunny or windy days.
 */
export function auctionPricePerKwh(seed: number, at: Instant): number {
  const start = slotStart(at);
  const middle = start + SLOT_MS / 2;
  const { day, hour } = wallClock(middle);
  const weekend = isWeekend(day);
  const bump = (centre: number, width: number) => Math.exp(-(((hour - centre) / width) ** 2) / 2);

  const level = 0.09 - 0.014 * season(day) + 0.014 * hashNormal(seed, STREAM.level, day);
  const demand = weekend
    ? 0.015 * bump(9, 1.6) + 0.05 * bump(19.4, 1.7) - 0.03
    : 0.05 * bump(7.8, 1.3) + 0.075 * bump(19, 1.8);
  const night = -0.022 * bump(3.2, 2.2);
  const sunny = (clearSkyKw(middle) / 7) * (1 - 0.6 * dullness(seed, middle));
  const glut = glutOfDay(seed, day) * bump(13.4, 1.5);
  const gale = 0.17 * Math.max(0, wind(seed, middle) - 0.45);
  const quarter = Math.floor(start / SLOT_MS);
  const jitter = 0.005 * hashNormal(seed, STREAM.jitter, quarter) + 0.006 * rampWithinHour(hour);
  const price = level + demand + night - 0.085 * sunny - gale - glut + jitter;
  return round(Math.max(-0.3, price), 5);
}

/** Sunny weekend noons of the bright half of the year, when nobody wants the power: up to 0.34 off. */
function glutOfDay(seed: number, day: number): number {
  if (!isWeekend(day) || season(day) < 0.1 || dullnessOfDay(seed, day) > 0.35) return 0;
  const chance = hash01(seed, STREAM.glut, day);
  return chance < 0.4 ? 0 : 0.1 + 0.4 * (chance - 0.4);
}

/** Solar ramps make the first quarters of a morning hour dear and the last ones cheap, evenings the reverse. */
function rampWithinHour(hour: number): number {
  const within = hour - Math.floor(hour) - 0.5;
  return hour < 13 ? -within : within;
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
