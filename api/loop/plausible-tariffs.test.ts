import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeRates } from '../evcc/index.ts';
import { HOUR_MS, quarterWith, type Rate, type Tariffs } from '../house/index.ts';
import { measuredPvPeak } from './plausible-tariffs.ts';
import { createReading } from './reading.ts';
import { register, START, testSources } from './test-sources.ts';

const hours = (value: number): Rate[] =>
  Array.from({ length: 24 }, (_, hour) => ({
    start: START + hour * HOUR_MS,
    end: START + (hour + 1) * HOUR_MS,
    value,
  }));

const isoOf = (at: number) => new Date(at).toISOString();

/** A reading of tariffs for a roof that gave 6 kW. */
async function read(tariffs: Partial<Tariffs>) {
  const { clock, sources } = testSources();
  for (const id of ['gridTariff', 'feedInTariff', 'solarForecast', 'co2Tariff', 'evccState'])
    register(sources, id);
  const never = () => Promise.reject(new Error('not asked'));
  const reading = createReading(
    {
      start: () => {},
      stop: async () => {},
      onLive: () => () => {},
      onConnection: () => () => {},
      readState: never,
      readTariffs: async () => ({ observedAt: START, grid: null, feedIn: null, solar: null, ...tariffs }),
      readLoadHistory: never,
      readTemperatures: never,
      readSessions: never,
      write: never,
    },
    clock,
    sources,
    () => 'Europe/Berlin',
    () => 6,
  );
  await reading.tariffsNow();
  const source = (id: string) => sources.list().find((one) => one.id === id);
  return { reading, source };
}

test('a PV forecast in the wrong unit counts in the right one, and its source says so', async () => {
  const { reading, source } = await read({ solar: hours(0.004) });
  assert.equal(reading.known()?.solar?.[0]?.value, 4);
  assert.equal(source('solarForecast')?.state, 'FRESH');
  assert.match(source('solarForecast')?.findings[0]?.message.de ?? '', /tausendmal zu klein/);
});

test('of a forecast without a usable value nothing is known, and its source says so', async () => {
  const swapped = decodeRates(
    hours(4000).map(({ start, end, value }) => ({ start: isoOf(end), end: isoOf(start), value })),
    'solar',
  );
  for (const [solar, said] of [
    [[], /unbekannt, nicht 0/],
    [swapped, /24 von 24 Werten können nicht stimmen/],
  ] as const) {
    const { reading, source } = await read({ solar: [...solar] });
    assert.equal(reading.known()?.solar, null);
    assert.equal(source('solarForecast')?.state, 'FAILED');
    assert.match(source('solarForecast')?.findings[0]?.message.de ?? '', said);
  }
});

test('what evcc tells as no number or far below 0 is counted, whatever the order of the rows', async () => {
  const told = hours(4000).map(({ start, end, value }, hour) => ({
    start: isoOf(start),
    end: isoOf(end),
    value: hour % 5 === 0 ? (hour % 2 === 0 ? -3000 : 'NaN') : value,
  }));
  const { reading, source } = await read({
    solar: decodeRates({ rates: told.toReversed() }, 'solar'),
    grid: decodeRates(told.map((row) => ({ ...row, value: row.value === 4000 ? 0.3 : null }))),
  });
  const kept = hours(4).filter((_, hour) => hour % 5 !== 0);
  assert.deepEqual(reading.known()?.solar, kept);
  assert.equal(reading.known()?.grid?.length, kept.length);
  assert.match(source('solarForecast')?.findings[0]?.message.de ?? '', /5 von 24 Werten/);
  assert.match(source('gridTariff')?.findings[0]?.message.de ?? '', /5 von 24 Preisen/);
  assert.equal(source('solarForecast')?.state, 'FRESH');
});

test('the roof is read from what was measured, and again only hours later', () => {
  let now = START;
  let reads = 0;
  const energies = [0.5, null, 1.5];
  const peak = measuredPvPeak(
    () => {
      reads += 1;
      return energies.map((pvKwh) => quarterWith(START, { pvKwh }));
    },
    () => now,
  );
  assert.equal(peak(), 6);
  now += HOUR_MS;
  assert.equal(peak(), 6);
  assert.equal(reads, 1);
  now += 6 * HOUR_MS;
  energies.length = 0;
  assert.equal(peak(), null);
});

test('what is right is said to be so, and what is absent is absent', async () => {
  const { source } = await read({ grid: hours(0.3), solar: hours(4) });
  assert.deepEqual(source('gridTariff')?.findings, []);
  assert.deepEqual(source('solarForecast')?.findings, []);
  assert.equal(source('feedInTariff')?.state, 'ABSENT');
});
