import { advantageDays, promotionDay, USUAL_HOUSE } from '../support/shadow-months.ts';

/**
 * How often a policy without any advantage is promoted within a simulated month and year, and how long it takes until one
 * that is 3 % better is. Options: `--runs 1000`, `--json` for nothing but the last line.
 */
const at = process.argv.indexOf('--runs');
const runs = at < 0 ? 1000 : Number(process.argv[at + 1]);
const isQuiet = process.argv.includes('--json');

const promotions = (count: number, days: number, mean: number, firstSeed: number) =>
  Array.from({ length: count }, (_, index) =>
    promotionDay(advantageDays(firstSeed + index, days, mean, USUAL_HOUSE), index + 1),
  );
const isPromoted = (day: number | null): day is number => day !== null;

const noiseMonths = promotions(runs, 30, 0, 1).filter(isPromoted).length;
const years = Math.ceil(runs / 5);
const noiseYears = promotions(years, 365, 0, 100_000).filter(isPromoted).length;
const better = promotions(years, 1095, 0.03 * USUAL_HOUSE.cost, 200_000);
const days = better.map((day) => day ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
const months = (share: number) => Number(((days[Math.floor(days.length * share)] ?? 0) / 30.4).toFixed(1));

const result = {
  house: USUAL_HOUSE,
  falsePromotionsPerMonth: { runs, promoted: noiseMonths },
  falsePromotionsPerYear: { runs: years, promoted: noiseYears },
  threePercentBetter: {
    runs: years,
    promotedWithin3Years: better.filter(isPromoted).length,
    medianMonths: months(0.5),
    p90Months: months(0.9),
  },
};
if (!isQuiet) console.log(JSON.stringify(result, null, 2));
console.log(JSON.stringify(result));
