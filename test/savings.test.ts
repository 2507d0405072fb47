import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { graphql } from 'graphql';
import { schema } from '../api/graphql/index.ts';
import { openStore, type Store } from '../api/history/index.ts';
import { DAY_MS, type QuarterHour } from '../api/house/index.ts';
import { createSavings } from '../api/loop/index.ts';
import { LOSSLESS, MIDNIGHT, measuredHouse } from '../api/savings/fixtures.ts';

const DAYS = 4;
const now = MIDNIGHT + DAYS * DAY_MS;
const { folder, store } = emptyStore();

function emptyStore() {
  const folder = mkdtempSync(join(tmpdir(), 'smartload-savings-'));
  const store = openStore({ dataDir: folder, now: () => now });
  after(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { folder, store };
}

// Sun at noon, dear evenings, and a car that charges at three in the night after it came at six in the evening.
const quarters = measuredHouse(DAYS, LOSSLESS, 2, (quarter) => {
  const hour = Math.floor(quarter / 4) % 24;
  return {
    demandKwh: hour >= 10 && hour < 14 ? -0.7 : 0.11,
    importPricePerKwh: hour >= 17 && hour < 22 ? 0.41 : 0.237,
    carKwh: hour === 3 ? 1.9 : 0,
    connected: hour >= 18 || hour < 7,
    rule: hour === 3 ? 'HOLD' : 'FOLLOW',
  };
});
record(store, quarters);

function record(into: Store, measured: readonly QuarterHour[]): void {
  into.transaction(() => {
    for (const quarter of measured) into.recordQuarterHour(quarter);
    into.set('comparisonFacts', { timeZone: 'Europe/Berlin', battery: LOSSLESS, locksBattery: true });
  });
}

const savings = createSavings(store, () => now);

/** What `npm run savings` prints, read beside the process that holds the data folder. */
function printed(...args: string[]): string {
  return printedFrom(folder, ...args);
}

function printedFrom(dataDir: string, ...args: string[]): string {
  const cli = new URL('../api/cli/savings.ts', import.meta.url).pathname;
  const flags = ['--disable-warning=ExperimentalWarning', cli, '--data', dataDir, ...args];
  return execFileSync(process.execPath, flags, { encoding: 'utf8' });
}

const ASK = /* GraphQL */ `
  query Ask($from: String!, $to: String!, $date: String!) {
    savings(from: $from, to: $to) {
      ... on SavingsReport { completeDays cost differences { policy cost difference uncertainty } waiting { de } }
      ... on InvalidValue { field }
    }
    savingsDay(date: $date) {
      ... on SavingsExplanation { date runs { policy cost { cost meterCost gain } steps { cost importKwh exportKwh importPricePerKwh feedInPricePerKwh } } }
      ... on InvalidValue { field }
    }
  }
`;

function ask(from: string, to: string, date: string) {
  return graphql({
    schema,
    source: ASK,
    variableValues: { from, to, date },
    contextValue: { savings },
  });
}

test('the terminal and GraphQL tell the same cost, and every step adds up to it to the cent', async () => {
  const text = printed('--day', '2026-06-03', '--explain');
  const { data, errors } = await ask('2026-06-02', '2026-06-05', '2026-06-03');
  assert.equal(errors, undefined);
  const day = JSON.parse(JSON.stringify(data)).savingsDay;
  const costs = [...text.matchAll(/Kosten \/ cost: \S+ − \S+ = (\S+) ≈ (\S+)/g)].map((found) =>
    Number(found[2]),
  );
  assert.equal(day.runs.length, 5);
  assert.equal(costs.length, 5);
  for (const [index, run] of day.runs.entries()) {
    type Step = Record<
      'cost' | 'importKwh' | 'exportKwh' | 'importPricePerKwh' | 'feedInPricePerKwh',
      number
    >;
    const sum = run.steps.reduce(
      (total: number, step: Step) =>
        total + step.importKwh * step.importPricePerKwh - step.exportKwh * step.feedInPricePerKwh,
      0,
    );
    assert.ok(Math.abs(sum - run.cost.gain - run.cost.cost) < 1e-9);
    assert.ok(Math.abs(run.cost.cost - (costs[index] ?? Number.NaN)) <= 0.005 + 1e-9);
  }
});

test('four complete days are compared; charging at once in the evening would have cost more', async () => {
  const { data } = await ask('2026-06-02', '2026-06-05', '2026-06-03');
  const report = JSON.parse(JSON.stringify(data)).savings;
  assert.equal(report.completeDays, DAYS);
  assert.equal(report.waiting, null);
  const [none, self] = report.differences;
  assert.equal(none.policy, 'NO_BATTERY');
  assert.ok(self.difference > 0.5, `${self.difference}`);
  const total = JSON.parse(printed().trim().split('\n').at(-1) ?? '');
  assert.ok(Math.abs(total.cost - report.cost) < 1e-9);
});

test('fewer than three days, a day that was not measured and nonsense are said', async () => {
  const two = JSON.parse(JSON.stringify((await ask('2026-06-02', '2026-06-03', '2026-07-01')).data));
  assert.match(two.savings.waiting.de, /2 von 3/);
  assert.equal(two.savings.differences.length, 0);
  assert.equal(two.savingsDay, null);
  const wrong = JSON.parse(JSON.stringify((await ask('gestern', '2026-06-03', '2026-13-01')).data));
  assert.equal(wrong.savings.field, 'from');
  assert.equal(wrong.savingsDay.field, 'date');
  assert.throws(() => printed('--day', '2026-07-01', '--explain'), /not measured completely/);
});

/** One way through the day as `--explain` prints it: its rows of numbers, and the lines of sums below them. */
interface PrintedRun {
  rows: number[][];
  sums: Record<'meter' | 'stores' | 'cost', number[]>;
}

/** Reads every number of the printed steps; `×`, `·` and brackets only part them. */
function readRuns(text: string): PrintedRun[] {
  const numbers = (line: string) => [...line.matchAll(/(?<![\p{L}\d])-?\d+(?:\.\d+)?/gu)].map(Number);
  return text
    .split('\n== ')
    .slice(1)
    .map((part) => {
      const lines = part.split('\n');
      const line = (name: string) => numbers(lines.find((one) => one.includes(`/ ${name}:`)) ?? '');
      return {
        rows: lines
          .filter((one) => /^\d\d:\d\d–/.test(one))
          .map((one) => numbers(one.slice(one.indexOf('|')))),
        sums: { meter: line('meter'), stores: line('stores'), cost: line('cost') },
      };
    });
}

const near = (actual: number, expected: number, what: string) =>
  assert.ok(Math.abs(actual - expected) < 0.001, `${what}: ${actual} instead of ${expected}`);

test('whoever adds up what is printed comes to the same cent', () => {
  for (const date of ['2026-06-03', '2026-06-05']) {
    const text = printed('--day', date, '--explain');
    const runs = readRuns(text);
    assert.equal(runs.length, 5);
    const cents = runs.map(({ rows, sums }) => {
      assert.equal(rows.length, 96);
      let [importKwh, exportKwh, meter] = [0, 0, 0];
      for (const [
        demand = 0,
        cars = 0,
        charge = 0,
        discharge = 0,
        bought = 0,
        price = 0,
        sold = 0,
        feedIn = 0,
        cost,
      ] of rows) {
        near(bought - sold, demand + cars + charge - discharge, 'a quarter of an hour in balance');
        near(cost ?? Number.NaN, bought * price - sold * feedIn, 'its cost');
        importKwh += bought;
        exportKwh += sold;
        meter += bought * price - sold * feedIn;
      }
      const [shownImport = Number.NaN, shownExport = Number.NaN, shownMeter = Number.NaN] = sums.meter;
      near(importKwh, shownImport, 'imported');
      near(exportKwh, shownExport, 'exported');
      near(meter, shownMeter, 'the meter');
      const [
        end = 0,
        endWorth = 0,
        ahead = 0,
        aheadWorth = 0,
        start = 0,
        startWorth = 0,
        before = 0,
        beforeWorth = 0,
        gain = Number.NaN,
      ] = sums.stores;
      near(
        end * endWorth + ahead * aheadWorth - (start * startWorth + before * beforeWorth),
        gain,
        'the stores',
      );
      near(end, rows.at(-1)?.at(-1) ?? Number.NaN, 'what the battery holds at last');
      const cost = sums.cost.at(-1) ?? Number.NaN;
      assert.equal((Math.round((meter - gain) * 100) / 100).toFixed(2), cost.toFixed(2));
      return cost;
    });
    const [measured = Number.NaN, ...others] = cents;
    const differences = [...text.matchAll(/: (-?[\d.]+) − (-?[\d.]+) = (-?[\d.]+) ≈ (-?[\d.]+) EUR/g)];
    assert.equal(differences.length, others.length);
    for (const [nth, found] of differences.entries()) {
      const [cost = 0, minus = 0, difference = 0, rounded = 0] = found.slice(1).map(Number);
      assert.equal(cost.toFixed(2), others[nth]?.toFixed(2));
      assert.equal(minus.toFixed(2), measured.toFixed(2));
      assert.ok(Math.abs(difference - (cost - minus)) < 2e-6);
      assert.ok(Math.abs(rounded - difference) <= 0.005 + 1e-6);
    }
  }
});

test('with two days in the store, terminal and GraphQL show what was measured and compare nothing', async () => {
  const young = emptyStore();
  record(young.store, quarters.slice(0, 2 * 96));
  const text = printedFrom(young.folder);
  assert.match(text, /^2026-06-02 · -?\d+\.\d\d$/m);
  assert.match(text, /2 davon sind gemessen.*am 09\.06\.2026/);
  assert.match(text, /Only 2 of 3 complete days/);
  assert.doesNotMatch(text, /evcc/);
  const steps = printedFrom(young.folder, '--day', '2026-06-02', '--explain');
  assert.equal(readRuns(steps).length, 1);
  assert.match(steps, /Only 2 of 3 complete days/);
  const { data, errors } = await graphql({
    schema,
    source: `{
      savings(from: "2026-06-02", to: "2026-06-03") {
        ... on SavingsReport { days { measured { cost } policies { policy } } differences { cost } unsettled { en } waiting { en } }
      }
      savingsDay(date: "2026-06-02") { ... on SavingsExplanation { runs { policy } unsettled { en } waiting { en } } }
    }`,
    contextValue: { savings: createSavings(young.store, () => MIDNIGHT + 2 * DAY_MS) },
  });
  assert.equal(errors, undefined);
  const { savings: report, savingsDay: day } = JSON.parse(JSON.stringify(data));
  assert.deepEqual(report.differences, []);
  for (const { measured, policies } of report.days) {
    assert.equal(typeof measured.cost, 'number');
    assert.deepEqual(policies, []);
  }
  assert.deepEqual(day.runs, [{ policy: null }]);
  for (const { unsettled, waiting } of [report, day]) {
    assert.match(unsettled.en, /9 Jun 2026 at the earliest/);
    assert.match(waiting.en, /Only 2 of 3/);
  }
});

test('what each band holds and what not is printed below its difference', () => {
  const lines = printed().split('\n');
  const evcc = lines.findIndex((line) => line.startsWith('evcc allein / evcc alone:'));
  assert.match(
    lines[evcc + 1] ?? '',
    /± Die Spanne enthält nur, .* How evcc would have charged the cars .* in no span/,
  );
});

test('a folder that was copied long ago tells of the days that were measured, and counts none after them', () => {
  const total = JSON.parse(printed().trim().split('\n').at(-1) ?? '');
  assert.deepEqual([total.completeDays, total.leftOutDays], [DAYS, 0]);
});
