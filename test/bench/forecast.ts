import { judgeLoad, type LoadJudgement } from '../support/judge-load.ts';
import { judgePrices } from '../support/judge-price.ts';
import { judgePv, type PvJudgement, type PvPlant } from '../support/judge-pv.ts';
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

/** Peak power that the Belgian aggregate is scaled to for the Allgäu home: nothing is known of its size, so no forecast fits. */
const ALLGAEU_KWP = 20;
const ELIA_2024 = 'pv_forecast_be_elia_2024_15min.csv';
const ELIA_2025 = 'pv_forecast_be_elia_2025H1_15min.csv';
const elia = (issue: string) => ['p50', 'p10', 'p90'].map((quantile) => `${issue}_${quantile}_kw_per_kwp`);

interface PvCase {
  name: string;
  chosenOn: boolean;
  plant: () => PvPlant;
}

const PV: PvCase[] = [
  {
    name: 'EMHASS home by its own forecast',
    chosenOn: true,
    plant: () =>
      plantOf('home_fr_emhass_2024-03_2024-08_30min.csv', ['pv_kw', 'forecast_pv_kw'], 'Europe/Paris'),
  },
  ...[ELIA_2024, ELIA_2025].flatMap((file) =>
    ['dayahead11h', 'mostrecent'].flatMap((issue) =>
      [true, false].map((withBand) => ({
        name: `${file} ${issue}${withBand ? ' with its quantiles' : ''}`,
        chosenOn: file === ELIA_2024,
        plant: () =>
          plantOf(
            file,
            ['measured_kw_per_kwp', ...elia(issue).slice(0, withBand ? 3 : 1)],
            'Europe/Brussels',
          ),
      })),
    ),
  ),
  { name: 'Allgäu home by the Belgian day-ahead forecast', chosenOn: false, plant: allgaeu },
];

function plantOf(file: string, columns: string[], timeZone: string): PvPlant {
  const [measured, forecast, p10, p90] = readSeries(`${dir}/${file}`, columns);
  if (!measured || !forecast) throw new RangeError(file);
  const { start, stepMs } = measured;
  return {
    start,
    stepMs,
    timeZone,
    measuredKw: measured.values,
    forecastKw: forecast.values,
    ...(p10 && p90 ? { p10Kw: p10.values, p90Kw: p90.values } : {}),
  };
}

function allgaeu(): PvPlant {
  const [measured] = readSeries(`${dir}/home_de_allgaeu_2025H1_60min.csv`, ['pv_kw']);
  const [forecast] = readSeries(`${dir}/${ELIA_2025}`, elia('dayahead11h'));
  if (!measured || !forecast) throw new RangeError('Allgäu');
  const perStep = measured.stepMs / forecast.stepMs;
  return {
    start: measured.start,
    stepMs: measured.stepMs,
    timeZone: 'Europe/Berlin',
    measuredKw: measured.values,
    forecastKw: measured.values.map((_, step) => {
      const first = (measured.start - forecast.start) / forecast.stepMs + step * perStep;
      const values = forecast.values.subarray(first, first + perStep);
      return (ALLGAEU_KWP * values.reduce((sum, value) => sum + value, 0)) / perStep;
    }),
  };
}

function pvRow(name: string, chosenOn: boolean, judged: PvJudgement) {
  const { ours, uncorrected, scaled, persistence } = judged;
  const best = Math.min(uncorrected.rmse(), scaled.rmse());
  return {
    name,
    chosenOn,
    dayAheadRmseKw: {
      ours: rounded(ours.rmse()),
      uncorrected: rounded(uncorrected.rmse()),
      scaled: rounded(scaled.rmse()),
      persistence: rounded(persistence.rmse()),
    },
    betterThanUncorrectedPercent: percentBetter(ours.rmse(), uncorrected.rmse()),
    betterThanBestPercent: percentBetter(ours.rmse(), best),
    biasKw: rounded(ours.bias()),
    coverage: {
      dayAhead: rounded(ours.coverage(), 3),
      byLeadHour: judged.byLeadHour.map((score) => rounded(score.ours.coverage(), 3)),
    },
    byLeadHourBetterPercent: judged.byLeadHour.map((score) =>
      percentBetter(score.ours.rmse(), score.uncorrected.rmse()),
    ),
    months: [...judged.months].map(([month, score]) => ({
      month,
      ours: rounded(score.ours.rmse()),
      uncorrected: rounded(score.uncorrected.rmse()),
      scaled: rounded(score.scaled.rmse()),
      betterPercent: percentBetter(score.ours.rmse(), score.uncorrected.rmse()),
    })),
    learnMsMax: rounded(judged.learnMsMax, 1),
  };
}

const pv = only.includes('pv')
  ? PV.map(({ name, chosenOn, plant }) => {
      const row = pvRow(name, chosenOn, judgePv(plant()));
      say(`${name}${chosenOn ? '' : ' (held out)'}`);
      const { ours, uncorrected, scaled, persistence } = row.dayAheadRmseKw;
      say(
        `  day ahead ${ours} kW, uncorrected ${uncorrected}, scaled ${scaled}, persistence ${persistence}: better than uncorrected by ${row.betterThanUncorrectedPercent} %`,
      );
      say(
        `  in the band ${row.coverage.dayAhead} / ${row.coverage.byLeadHour.join(' ')}; bias ${row.biasKw}; learning ≤ ${row.learnMsMax} ms`,
      );
      say(`  1 to 6 h ahead better by ${row.byLeadHourBetterPercent.join(' ')} %`);
      say(
        `  by month better by ${row.months.map(({ month, betterPercent }) => `${month} ${betterPercent}`).join(', ')} %`,
      );
      return row;
    })
  : [];

const PRICES = [
  'prices_de_lu_2019_60min.csv',
  'prices_de_lu_2024-01_2025-06_60min.csv',
  'prices_de_lu_2026-01_2026-02_15min.csv',
  'prices_de_lu_2026-05_15min.csv',
];

const price = only.includes('price')
  ? PRICES.map((file) => {
      const [series] = readSeries(`${dir}/${file}`, ['price_eur_per_kwh']);
      if (!series) throw new RangeError(file);
      const { ours, sameAsYesterday } = judgePrices(series, 'Europe/Berlin');
      const row = {
        file,
        rmseEurPerKwh: { ours: rounded(ours.rmse(), 5), sameAsYesterday: rounded(sameAsYesterday.rmse(), 5) },
        betterPercent: percentBetter(ours.rmse(), sameAsYesterday.rmse()),
        biasEurPerKwh: rounded(ours.bias(), 5),
      };
      say(
        `${file}: the day after the last published one ${row.rmseEurPerKwh.ours} EUR/kWh, same as yesterday ${row.rmseEurPerKwh.sameAsYesterday}: better by ${row.betterPercent} %`,
      );
      return row;
    })
  : [];
console.log(JSON.stringify({ load, pv, price }));
