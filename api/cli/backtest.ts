import { accessSync, constants, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import {
  ACTUATIONS,
  type BacktestOptions,
  costChart,
  FORESIGHTS,
  InputError,
  inputsOf,
  POLICIES,
  readScenario,
  resultOf,
  runInParallel,
  tableLines,
} from '../backtest/index.ts';
import { progressBar } from './progress-bar.ts';

const USAGE = `npm run backtest -- --load FILE[:column] --pv FILE[:column] --price FILE --from 2024-10-01 --to 2024-10-31
  --pv-forecast FILE[:column]     PV-Prognose; ohne sie gilt der letzte Tag / PV forecast; without it the last day counts
  --ev FILE[:ev_id]               Ladevorgänge eines Autos, mehrfach / charging sessions of a car, repeatable
  --battery-kwh 10 --battery-kw 5 --battery-efficiency 0.95
  --tariff "1.19*p+0.2333"        Haushaltspreis aus dem Börsenpreis p / household's price from the market's p
  --feed-in 0.078 --timezone Europe/Berlin
  --policy ${POLICIES.join(',')}
  --actuation ${ACTUATIONS.join('|')} --foresight ${FORESIGHTS.join(',')} --out FILE`;

/**
 * What measured days would have cost under each policy, on the plant of the virtual house:
 * `npm run backtest -- --load FILE[:column] --pv FILE[:column] [--pv-forecast FILE:column] --price FILE
 * [--ev FILE[:ev_id]]... --battery-kwh 10 --battery-kw 5 --from 2024-10-01 --to 2024-10-31`.
 *
 * `--load`, `--pv`, `--pv-forecast` and `--price` may be given several times for files that follow each other.
 * `--tariff` makes the household's price from the file's `p`; `--foresight load,pv,prices` tells our own cycle what it
 * could not know, to see what that costs. `--out FILE` keeps the result as JSON, with a chart in FILE.svg.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      load: { type: 'string', multiple: true, default: [] },
      pv: { type: 'string', multiple: true, default: [] },
      'pv-forecast': { type: 'string', multiple: true, default: [] },
      price: { type: 'string', multiple: true, default: [] },
      ev: { type: 'string', multiple: true, default: [] },
      'battery-kwh': { type: 'string', default: '10' },
      'battery-kw': { type: 'string', default: '5' },
      'battery-efficiency': { type: 'string', default: '0.95' },
      from: { type: 'string', default: '' },
      to: { type: 'string', default: '' },
      tariff: { type: 'string', default: '1.19*p+0.2333' },
      'feed-in': { type: 'string', default: '0.078' },
      policy: { type: 'string', default: POLICIES.join(',') },
      actuation: { type: 'string', default: 'modes' },
      foresight: { type: 'string', default: '' },
      timezone: { type: 'string', default: 'Europe/Berlin' },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const options: BacktestOptions = {
    load: values.load,
    pv: values.pv,
    pvForecast: values['pv-forecast'],
    price: values.price,
    ev: values.ev,
    batteryKwh: number('--battery-kwh', values['battery-kwh'], 0.1, 1000),
    batteryKw: number('--battery-kw', values['battery-kw'], 0.1, 1000),
    batteryEfficiency: number('--battery-efficiency', values['battery-efficiency'], 0.5, 1),
    from: values.from,
    to: values.to,
    tariff: values.tariff,
    feedIn: number('--feed-in', values['feed-in'], -10, 10),
    timeZone: values.timezone,
  };
  const policies = someOf('--policy', values.policy, POLICIES);
  const [actuation = 'modes'] = someOf('--actuation', values.actuation, ACTUATIONS);
  const foresight = choices('--foresight', values.foresight, FORESIGHTS);
  // Everything that is wrong with the files is said before any thread starts.
  if (values.out !== undefined) prepareOut(values.out);
  const scenario = readScenario(options, (file) => readFileSync(file, 'utf8'));
  if (!scenario.pvForecast)
    console.log('PV: wie am letzten Tag zur selben Zeit / as on the last day at the same time (persistence)');

  const bar = progressBar(process.stderr);
  const runs = await runInParallel(
    policies.map((policy) => ({ options, run: { policy, actuation, foresight } })),
    bar.show,
  ).finally(bar.end);
  const result = resultOf(runs, options.batteryKwh, inputsOf(scenario));
  for (const line of tableLines(result)) console.log(line);
  console.log(JSON.stringify(result));
  if (values.out !== undefined) {
    writeFileSync(values.out, `${JSON.stringify(result, null, 2)}\n`);
    writeFileSync(`${values.out}.svg`, costChart(result));
  }
}

/** Makes the folder, and checks before the run that a file can be written there. */
function prepareOut(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    accessSync(dirname(file), constants.W_OK);
    const there = statSync(file, { throwIfNoEntry: false });
    if (file === '' || there?.isDirectory()) throw new Error('a folder, not a file');
    if (there) accessSync(file, constants.W_OK);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError('--out', {
      de: `„${file}“ kann nicht geschrieben werden: ${why}.`,
      en: `"${file}" cannot be written: ${why}.`,
    });
  }
}

function number(option: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= min && value <= max) return value;
  throw new InputError(option, {
    de: `„${text}“ ist keine Zahl von ${min} bis ${max}.`,
    en: `"${text}" is no number from ${min} to ${max}.`,
  });
}

function someOf<T extends string>(option: string, text: string, allowed: readonly T[]): T[] {
  const chosen = choices(option, text, allowed);
  if (chosen.length > 0) return chosen;
  throw new InputError(option, {
    de: `„${text}“ nennt nichts, möglich sind ${allowed.join(', ')}.`,
    en: `"${text}" names nothing, possible are ${allowed.join(', ')}.`,
  });
}

function choices<T extends string>(option: string, text: string, allowed: readonly T[]): T[] {
  const words = text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const unknown = words.find((word) => !allowed.some((name) => name === word));
  if (unknown !== undefined)
    throw new InputError(option, {
      de: `„${unknown}“ ist unbekannt, möglich sind ${allowed.join(', ')}.`,
      en: `"${unknown}" is unknown, possible are ${allowed.join(', ')}.`,
    });
  return allowed.filter((name) => words.includes(name));
}

try {
  await main();
} catch (error) {
  if (error instanceof InputError) console.error(`${error.subject}: ${error.text.de} / ${error.text.en}`);
  else console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  process.exitCode = 1;
}
