import { advantageDays, course, promotionDay, USUAL_HOUSE, WORTHLESS } from '../support/shadow-months.ts';

/**
 * How often policies without any advantage are promoted within a simulated month and within three years, whatever their days
 * look like, how long it takes until one that is 3 % better is, and how long until advice is taken back once it is not any
 * more. All through the ledger, as in a house. Options: `--runs 1000`, `--json` for nothing but the last line.
 */
const at = process.argv.indexOf('--runs');
const runs = at < 0 ? 1000 : Number(process.argv[at + 1]);
const isQuiet = process.argv.includes('--json');

const MONTH_DAYS = 31;
const THREE_YEARS_DAYS = 1095;
const SEED = 7_000_003;

const percent = (part: number, whole: number) => Number(((100 * part) / whole).toFixed(2));
const falsePromotions = (days: number, count: number) =>
  Object.fromEntries(
    Object.entries(WORTHLESS).map(([name, noise]) => {
      let promoted = 0;
      for (let run = 0; run < count; run += 1)
        if (promotionDay(noise(SEED + 17 * run, days), run + 1) !== null) promoted += 1;
      if (!isQuiet) console.log(`${days} days of ${name}: ${promoted} of ${count} promoted`);
      return [name, { promoted, percent: percent(promoted, count) }];
    }),
  );

const quantiles = (days: readonly number[], unit = 1) => {
  const sorted = days.toSorted((a, b) => a - b);
  const of = (share: number) => Number(((sorted[Math.floor(sorted.length * share)] ?? 0) / unit).toFixed(1));
  return { median: of(0.5), p90: of(0.9), longest: Number(((sorted.at(-1) ?? 0) / unit).toFixed(1)) };
};

/** How a policy fares that is so much better for three years. */
function better(advantage: number, count: number) {
  const courses = Array.from({ length: count }, (_, run) =>
    course(advantageDays(SEED + 31 * run, THREE_YEARS_DAYS, advantage, USUAL_HOUSE), run + 1),
  );
  const promoted = courses.flatMap(({ promoted: day }) => day ?? []);
  const takenBack = courses.filter((one) => one.takenBack !== null).length;
  const advisedDays = courses.reduce(
    (sum, { promoted: from, takenBack: to }) => sum + (from === null ? 0 : (to ?? THREE_YEARS_DAYS) - from),
    0,
  );
  return {
    promoted: promoted.length,
    months: quantiles(promoted, 30.4),
    takenBackThoughGood: takenBack,
    advisedDaysForEach: takenBack === 0 ? null : Math.round(advisedDays / takenBack),
  };
}

/** Days until advice is taken back, a month after it was given, from when it is worth so much. */
function daysToTakeBack(before: number, now: number, count: number) {
  const days = Array.from({ length: count }, (_, run) => {
    const good = advantageDays(SEED + 31 * run, THREE_YEARS_DAYS, before, USUAL_HOUSE);
    const promoted = promotionDay(good, run + 1);
    if (promoted === null) return [];
    const turn = promoted + 30;
    const after = advantageDays(SEED + 37 * run + 5, THREE_YEARS_DAYS, now, USUAL_HOUSE);
    const { takenBack } = course([...good.slice(0, turn), ...after], run + 1);
    return takenBack !== null && takenBack <= turn ? [] : [(takenBack ?? Number.POSITIVE_INFINITY) - turn];
  }).flat();
  return quantiles(days);
}

const few = Math.ceil(runs / 5);
const cost = USUAL_HOUSE.cost;
const result = {
  house: USUAL_HOUSE,
  runs,
  falsePromotionsPerMonth: falsePromotions(MONTH_DAYS, runs),
  falsePromotionsIn3Years: falsePromotions(THREE_YEARS_DAYS, runs),
  threePercentBetter: { runs: few, ...better(0.03 * cost, few) },
  thirteenPercentBetter: { runs: few, ...better(0.4, few) },
  daysToTakeBack: {
    runs: few,
    wasThirteenPercentBetter: {
      worthNothing: daysToTakeBack(0.4, 0, few),
      threePercentWorse: daysToTakeBack(0.4, -0.03 * cost, few),
      thirteenPercentWorse: daysToTakeBack(0.4, -0.4, few),
    },
    wasThreePercentBetter: {
      worthNothing: daysToTakeBack(0.03 * cost, 0, few),
      threePercentWorse: daysToTakeBack(0.03 * cost, -0.03 * cost, few),
      thirteenPercentWorse: daysToTakeBack(0.03 * cost, -0.4, few),
    },
  },
};
if (!isQuiet) console.log(JSON.stringify(result, null, 2));
console.log(JSON.stringify(result));
