import { judgeLoad, type LoadJudgement } from '../support/judge-load.ts';
import { readSeries } from '../support/measured-series.ts';

/**
 * Judges the forecasts on measured homes: `npm run bench -- forecast --dir ../shared/data [--only load,pv,price]
 * [--json]`. Each is issued from what was known then, beside evcc's rule and the naive forecast on the same steps.
 * The last line is JSON; `--json` prints nothing else. Constants were chosen on the files marked `chosenOn`.
 */
const LOADS = [
  { file: 'load_at_wien_2023-10_2023-11_15min.csv', timeZone: 'Europe/Vienna', chosenOn: true },
  { file: 'load_at_salzburg_2026-01_2026-02_15min.csv', timeZone: 'Europe/Vienna', chosenOn: true },
  { file: 'load_at_kaernten_2024-03_2024-05_15min.csv', timeZone: 'Europe/Vienna', chosenOn: false },
  { file: 'home_fr_emhass_2024-03_2024-08_30min.csv', timeZone: 'Europe/Paris', chosenOn: true },
  { file: 'home_de_allgaeu_2025H1_60min.csv', timeZone: 'Europe/Berlin', chosenOn: false },
  { file: 'home_de_wpuq_oemof_2020_60min.csv', timeZone: 'Europe/Berlin', chosenOn: true },
  { file: 'load_de_discovergy_2019_60min.csv', timeZone: 'Europe/Berlin', chosenOn: false },
];

function option(name: string): string | null {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? null : (process.argv[at + 1] ?? null);
}
const dir = option('dir') ?? '../shared/data';
const only = option('only')?.split(',') ?? ['load', 'pv', 'price'];
const isQuiet = process.argv.includes('--json');
const say = (line: string) => (isQuiet ? undefined : console.log(line));
const rounded = (value: number, digits = 4) =>
  Number.isFinite(value) ? Number(value.toFixed(digits)) : null;
const percentBetter = (ours: number, theirs: number) => rounded((1 - ours / theirs) * 100, 2);

function loadRow(file: string, chosenOn: boolean, judged: LoadJudgement) {
  const pair = ({ ours, evcc }: LoadJudgement['dayAhead']) => ({
    ours: rounded(ours.rmse()),
    evcc: rounded(evcc.rmse()),
    betterPercent: percentBetter(ours.rmse(), evcc.rmse()),
  });
  return {
    file,
    chosenOn,
    dayAheadRmseKw: pair(judged.dayAhead),
    next24hRmseKw: pair(judged.next24h),
    biasKw: rounded(judged.dayAhead.ours.bias()),
    coverage: {
      dayAhead: rounded(judged.dayAhead.ours.coverage(), 3),
      next24h: rounded(judged.next24h.ours.coverage(), 3),
      byLeadHour: judged.byLeadHour.map(({ ours }) => rounded(ours.coverage(), 3)),
    },
    byLeadHourRmseKw: judged.byLeadHour.map(pair),
    months: [...judged.months].map(([month, duel]) => ({ month, steps: duel.ours.count(), ...pair(duel) })),
    learnMsMax: rounded(judged.learnMsMax, 1),
    forecastMsMax: rounded(judged.forecastMsMax, 1),
  };
}

const load = only.includes('load')
  ? LOADS.map(({ file, timeZone, chosenOn }) => {
      const [series] = readSeries(`${dir}/${file}`, ['load_kw']);
      if (!series) throw new RangeError(file);
      const row = loadRow(file, chosenOn, judgeLoad({ series, timeZone }));
      say(`${file}${chosenOn ? '' : ' (held out)'}`);
      say(
        `  day ahead ${row.dayAheadRmseKw.ours} kW, evcc ${row.dayAheadRmseKw.evcc}, better by ${row.dayAheadRmseKw.betterPercent} %; next 24 h better by ${row.next24hRmseKw.betterPercent} %`,
      );
      say(
        `  in the band ${row.coverage.dayAhead} / ${row.coverage.next24h} / ${row.coverage.byLeadHour.join(' ')}; bias ${row.biasKw}; learning ≤ ${row.learnMsMax} ms, forecasting ≤ ${row.forecastMsMax} ms`,
      );
      say(
        `  1 to 6 h ahead better by ${row.byLeadHourRmseKw.map(({ betterPercent }) => betterPercent).join(' ')} %`,
      );
      say(
        `  by month better by ${row.months.map(({ month, betterPercent }) => `${month} ${betterPercent}`).join(', ')} %`,
      );
      return row;
    })
  : [];
console.log(JSON.stringify({ load }));
