import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { SAME_DAYS } from '../api/backtest/fixtures.ts';

const root = join(import.meta.dirname, '..');
const data = join(root, '../shared/data');
const folder = mkdtempSync(join(tmpdir(), 'smartload-backtest-'));
after(() => rmSync(folder, { recursive: true, force: true }));
for (const [name, content] of Object.entries(SAME_DAYS)) writeFileSync(join(folder, name), content);

function backtest(...args: string[]) {
  const flags = ['--disable-warning=ExperimentalWarning', join(root, 'api/cli/backtest.ts')];
  return spawnSync(process.execPath, [...flags, ...args], { cwd: folder, encoding: 'utf8' });
}

const HOME = ['--load', 'load.csv', '--pv', 'pv.csv:pv_kw', '--price', 'price.csv', '--tariff', 'p'];
const DAYS = ['--from', '2024-06-03', '--to', '2024-06-03', '--timezone', 'UTC'];

test('the last line is the result, beside a table, and both are kept', () => {
  const { stdout, status, stderr } = backtest(
    ...HOME,
    ...DAYS,
    '--feed-in',
    '0.08',
    '--battery-kwh',
    '10',
    '--out',
    'kept/result.json',
  );
  assert.equal(status, 0, stderr);
  const lines = stdout.trim().split('\n');
  const result = JSON.parse(lines.at(-1) ?? '');
  assert.deepEqual(Object.keys(result.total.costEur), [
    'none',
    'selfConsumption',
    'evcc',
    'smartload',
    'perfect',
  ]);
  assert.equal(result.total.costEur.none, 4.16);
  assert.deepEqual(
    result.months.map(({ month }: { month: string }) => month),
    ['2024-06'],
  );
  assert.deepEqual([result.carsLate, result.unmetKwh, result.violations], [0, 0, 0]);
  assert.ok(result.planMsP95 > 0);
  assert.ok(lines.some((line) => line.startsWith('2024-06')));
  assert.deepEqual(JSON.parse(readFileSync(join(folder, 'kept/result.json'), 'utf8')), result);
  assert.match(readFileSync(join(folder, 'kept/result.json.svg'), 'utf8'), /^<svg .*2024-06.*<\/svg>\n$/s);
});

test('what cannot be used ends it with one line that says why', () => {
  const missing = backtest('--load', 'load.csv:home_kw', ...HOME.slice(2), ...DAYS);
  assert.equal(missing.status, 1);
  assert.match(
    missing.stderr,
    /load\.csv: .*„home_kw“.* \/ There is no column "home_kw"\. There are: load_kw/,
  );
  assert.match(backtest(...HOME, ...DAYS, '--policy', 'best').stderr, /--policy: .*"best" is unknown/);
  assert.match(backtest(...HOME, ...DAYS, '--policy', ',').stderr, /--policy: .*"," names nothing/);
  const nowhere = backtest(...HOME, ...DAYS, '--out', 'load.csv/result.json');
  assert.match(nowhere.stderr, /--out: .*"load.csv\/result.json" cannot be written/);
  assert.equal(nowhere.stdout, '');
  assert.match(
    backtest(...HOME, ...DAYS, '--battery-kwh', 'big').stderr,
    /--battery-kwh: .*"big" is no number/,
  );
});

const emhass = join(data, 'home_fr_emhass_2024-03_2024-08_30min.csv');
const skip = existsSync(emhass) ? false : 'no measured data beside the checkout';
test('a day of a real home with a real car', { skip }, () => {
  const { stdout, status, stderr } = backtest(
    ...['--load', emhass, '--pv', `${emhass}:pv_kw`, '--pv-forecast', `${emhass}:forecast_pv_kw`],
    ...['--price', join(data, 'prices_de_lu_2024-01_2025-06_60min.csv')],
    ...['--ev', `${join(data, 'ev_sessions_no_residential_dev.csv')}:dev_ev2`],
    ...['--from', '2024-06-10', '--to', '2024-06-10'],
  );
  assert.equal(status, 0, stderr);
  const { total, violations, carsLate, policies } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  assert.deepEqual([violations, carsLate, policies.smartload.fallbackPlans], [0, 0, 0]);
  assert.ok(total.costEur.perfect <= Math.min(total.costEur.selfConsumption, total.costEur.smartload));
});
