import { HOUR_MS, type Instant, type PlanScenario, type PowerForecast } from '../../house/index.ts';

/** Half as many kinds of error as scenarios: each comes in both directions. */
const PAIRS = 4;
/** An error holds for hours: it is made of waves of these periods, h. */
const LOAD_PERIODS_H = [3, 7, 13, 31];
/** Weather keeps longer than people's habits. */
const PV_PERIODS_H = [9, 17, 29, 53];
/** At so many standard deviations lie p10 and p90 of a normal distribution. */
const P90_DEVIATIONS = 1.2816;
/** Powers are given in whole watts, for the records' sake. */
const WATTS_PER_KW = 1000;

/**
 * A few equally likely ways in which load and PV may come, from the spread of their forecasts. Each has errors that
 * hold for hours; to each there is its mirror image, and in each slot the mean of all is the mean of the forecast. The
 * errors depend on the instant alone, so that what is expected of an hour does not jump from one plan to the next.
 *
 * @param load expected household load of each slot
 * @param pv expected PV power of the same slots
 */
export function makeScenarios(load: readonly PowerForecast[], pv: readonly PowerForecast[]): PlanScenario[] {
  const loadKw = pathsOf(load, LOAD_PERIODS_H, 0);
  const pvKw = pathsOf(pv, PV_PERIODS_H, PAIRS);
  return loadKw.map((path, index) => ({
    probability: 1 / loadKw.length,
    loadKw: path,
    pvKw: pvKw[index] ?? [],
  }));
}

/** Powers by scenario and slot. */
function pathsOf(forecast: readonly PowerForecast[], periodsH: readonly number[], firstKind: number) {
  const paths: number[][] = Array.from({ length: 2 * PAIRS }, () => []);
  for (const slot of forecast) {
    const powers = paths.map((_, index) => {
      const deviations = errorAt(slot.start, firstKind + (index >> 1), periodsH);
      return powerAt(slot, index % 2 === 0 ? deviations : -deviations);
    });
    const mean = powers.reduce((sum, power) => sum + power, 0) / powers.length;
    for (const [index, power] of powers.entries()) {
      const fittedKw = mean > 0 ? (power * slot.meanKw) / mean : slot.meanKw;
      paths[index]?.push(Math.round(fittedKw * WATTS_PER_KW) / WATTS_PER_KW);
    }
  }
  return paths;
}

/**
 * An error of one kind at an instant, in standard deviations: a sum of waves, each as strong as the others, whose phases
 * differ from kind to kind by the golden ratio, so that no two kinds stay alike.
 */
function errorAt(at: Instant, kind: number, periodsH: readonly number[]): number {
  const amplitude = Math.sqrt(2 / periodsH.length);
  return periodsH.reduce((sum, periodH, wave) => {
    const turns = at / HOUR_MS / periodH + GOLDEN * (kind + 1) * (wave + 1);
    return sum + amplitude * Math.cos(2 * Math.PI * turns);
  }, 0);
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The power so many standard deviations from the median, as if each half of the spread were that of a bell curve. */
function powerAt({ p10Kw, p50Kw, p90Kw }: PowerForecast, deviations: number): number {
  const halfKw = deviations < 0 ? p50Kw - p10Kw : p90Kw - p50Kw;
  return Math.max(0, p50Kw + (deviations / P90_DEVIATIONS) * halfKw);
}
