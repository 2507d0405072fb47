import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { graphql } from 'graphql';
import { schema } from '../api/graphql/index.ts';
import { openStore } from '../api/history/index.ts';
import { DAY_MS } from '../api/house/index.ts';
import { createSavings } from '../api/loop/index.ts';
import { LOSSLESS, MIDNIGHT, measuredHouse } from '../api/savings/fixtures.ts';

const DAYS = 4;
const now = MIDNIGHT + DAYS * DAY_MS;
const folder = mkdtempSync(join(tmpdir(), 'smartload-savings-'));
const store = openStore({ dataDir: folder, now: () => now });
after(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

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
store.transaction(() => {
  for (const quarter of quarters) store.recordQuarterHour(quarter);
  store.set('comparisonFacts', { timeZone: 'Europe/Berlin', battery: LOSSLESS, locksBattery: true });
});
const savings = createSavings(store, () => now);

/** What `npm run savings` prints, read beside the process that holds the data folder. */
function printed(...args: string[]): string {
  const cli = new URL('../api/cli/savings.ts', import.meta.url).pathname;
  const flags = ['--disable-warning=ExperimentalWarning', cli, '--data', folder, ...args];
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
