import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openStore, type RESOLUTIONS, type Store, spansBetween } from '../../api/history/index.ts';
import { serverPrograms, startServer } from '../../api/history/test-postgres.ts';
import {
  DAY_MS,
  HOUR_MS,
  type Plan,
  type PlanInput,
  type QuarterHour,
  SLOT_MS,
} from '../../api/house/index.ts';
import { fallbackPlan } from '../../api/plan/index.ts';
import { randomHouse } from '../random-house.ts';
import { doubtful } from '../support/doubtful-house.ts';

/**
 * A simulated year of one house written and read, on SQLite and, where a server is there, on PostgreSQL: its size, what is
 * written a day, and the 95th percentile of each view's query. Then the program is killed 200 times in the middle of writes.
 * Options: `--days 365`, `--kills 200`, `--json` for nothing but the last line.
 */
const argument = (name: string, otherwise: number) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const days = argument('days', 365);
const kills = argument('kills', 200);
const isQuiet = process.argv.includes('--json');
const say = (line: string) => {
  if (!isQuiet) console.log(line);
};
const rounded = (value: number, digits = 2) => Number(value.toFixed(digits));

const ZONE = 'Europe/Berlin';
const START = Date.UTC(2025, 0, 1);
/** A cycle each quarter of an hour, and some more when cars come and go. */
const CYCLES_A_DAY = 110;
const EVENTS_A_DAY = 150;
const COMMANDS_A_DAY = 40;

interface Figures {
  yearMb: number;
  writeMbPerDay: number;
  queryP95Ms: Record<string, number>;
}

/** Plans of some different houses, so that they do not compress better than real ones. */
const plans = Array.from({ length: 24 }, (_, index): { input: PlanInput; plan: Plan } => {
  const input = doubtful(randomHouse(900 + index, { cars: 1 }));
  return { input, plan: fallbackPlan(input, { de: 'Probe', en: 'Sample' }) };
});

function quarterAt(start: number): QuarterHour {
  const wave = Math.sin(start / 7_919_000) * 0.2 + Math.sin(start / 86_400_000) * 0.1;
  return {
    start,
    end: start + SLOT_MS,
    importKwh: Math.max(0, 0.3 + wave),
    exportKwh: Math.max(0, -wave),
    pvKwh: Math.max(0, wave * 2),
    loadKwh: 0.25 + Math.abs(wave) / 3,
    batteryChargeKwh: Math.max(0, wave),
    batteryDischargeKwh: Math.max(0, -wave),
    carsKwh: start % DAY_MS < 3 * HOUR_MS ? 1.8 : 0,
    socPercent: 50 + wave * 100,
    importPricePerKwh: 0.28 + wave / 2,
    feedInPricePerKwh: 0.08,
    cost: 0.1 + wave,
    plannedCost: 0.09 + wave,
    loadpoints: [{ id: 'Garage', energyKwh: 0.4, connected: true, maxPowerKw: 11 }],
    wantedBattery: 'RELEASE',
  };
}

function writeDay(store: Store, day: number): void {
  const from = START + day * DAY_MS;
  for (let index = 0; index < 96; index += 1) store.recordQuarterHour(quarterAt(from + index * SLOT_MS));
  for (let index = 0; index < CYCLES_A_DAY; index += 1) {
    const known = plans[(day * CYCLES_A_DAY + index) % plans.length];
    const at = from + Math.floor((index * DAY_MS) / CYCLES_A_DAY);
    if (known)
      store.recordCycle({ cycleId: store.nextCycleId(), at, durationMs: 900, ...known, intents: [] });
  }
  store.transaction(() => {
    for (let index = 0; index < EVENTS_A_DAY; index += 1) {
      const at = from + Math.floor((index * DAY_MS) / EVENTS_A_DAY);
      const message = {
        de: `Die Batterie versorgt das Haus (${at}).`,
        en: `The battery serves the house (${at}).`,
      };
      store.recordEvent({
        sequence: store.nextSequence(),
        at,
        type: 'DECISION',
        subject: 'battery',
        message,
      });
    }
  });
  for (let index = 0; index < COMMANDS_A_DAY; index += 1)
    store.recordCommand({
      id: store.nextCommandId(),
      at: from + Math.floor((index * DAY_MS) / COMMANDS_A_DAY),
      subject: 'battery',
      request: 'POST /api/batterymode/hold',
      cause: { de: 'Strom ist gerade billig.', en: 'Power is cheap now.' },
      state: 'CONFIRMED',
      answer: '200',
      attempts: 1,
    });
  store.prune(from + DAY_MS);
}

/** Bytes that this process has written to the disk so far; `null` where the system does not say. */
function writtenBytes(): number | null {
  try {
    return Number(/^wchar: (\d+)/m.exec(readFileSync('/proc/self/io', 'utf8'))?.[1] ?? Number.NaN);
  } catch {
    return null;
  }
}

function measure(store: Store, sizeBytes: () => number, written: () => number | null): Figures {
  const before = written();
  for (let day = 0; day < days; day += 1) {
    writeDay(store, day);
    if (day % 30 === 29) say(`${day + 1} days`);
  }
  store.flush();
  const after = written();
  return {
    yearMb: rounded(sizeBytes() / 1e6),
    writeMbPerDay: before === null || after === null ? Number.NaN : rounded((after - before) / 1e6 / days),
    queryP95Ms: queries(store),
  };
}

/** Each view's query, as the page and its people ask it. */
function queries(store: Store): Record<string, number> {
  const end = START + days * DAY_MS;
  const ago = (count: number) => end - count * DAY_MS;
  const lastCycle = store.lastCycleId();
  const sums = (from: number, resolution: (typeof RESOLUTIONS)[number]) => () =>
    store.sums(spansBetween(from, end, resolution, ZONE));
  const views: Record<string, () => unknown> = {
    today: () => store.quarterHours(ago(1), end),
    weekByQuarters: () => store.quarterHours(ago(7), end),
    monthByHours: sums(ago(30), 'HOUR'),
    yearByDays: sums(ago(365), 'DAY'),
    yearByMonths: sums(ago(365), 'MONTH'),
    cycle: () => store.cycle(lastCycle - Math.floor(Math.random() * 1000)),
    cycles: () => store.cycleHeads(0, Number.MAX_SAFE_INTEGER, 100),
    eventLog: () => store.eventsBefore(Number.MAX_SAFE_INTEGER, 100),
    commands: () => store.commands(50),
  };
  const p95: Record<string, number> = {};
  for (const [name, ask] of Object.entries(views)) {
    ask();
    const times = Array.from({ length: 40 }, () => {
      const from = performance.now();
      ask();
      return performance.now() - from;
    }).sort((a, b) => a - b);
    p95[name] = rounded(times[37] ?? 0);
  }
  return p95;
}

function onSqlite(): Figures {
  const folder = mkdtempSync(join(tmpdir(), 'smartload-bench-'));
  const store = openStore({ dataDir: folder, now: () => START + days * DAY_MS });
  const file = join(folder, 'smartload.sqlite');
  try {
    return measure(store, () => statSync(file).size + statSync(`${file}-wal`).size, writtenBytes);
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onPostgres(): Promise<Figures | null> {
  const bin = serverPrograms();
  if (!bin) return null;
  const server = await startServer(bin);
  try {
    const url = server.newDatabase();
    const store = openStore({ dataDir: null, databaseUrl: url, now: () => START + days * DAY_MS });
    try {
      return measure(
        store,
        () => server.sizeBytes(url),
        () => server.walBytes(url),
      );
    } finally {
      store.close();
    }
  } finally {
    await server.stop();
  }
}

/** Writes for ever and says what was acknowledged. */
const WRITER = `
  import { writeSync } from 'node:fs';
  import { openStore } from '${new URL('../../api/history/index.ts', import.meta.url).href}';
  const store = openStore({ dataDir: process.argv[1], now: Date.now });
  for (let value = (store.get('value', Number) ?? 0) + 1; ; value++) {
    store.transaction(() => {
      store.set('value', value);
      store.set('twin', 'x'.repeat(value % 5000) + value);
      store.recordEvent({ sequence: value, at: value, type: 'NOTICE', subject: null, message: { de: '', en: '' } });
    });
    if (store.stored()) writeSync(1, value + '\\n');
  }`;

/** Kills a writer at random moments; throws where the database is not whole or something acknowledged is missing. */
async function killed(): Promise<{ kills: number; acknowledged: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'smartload-kill-'));
  let acknowledged = 0;
  try {
    for (let kill = 1; kill <= kills; kill += 1) {
      const child = spawn(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', WRITER, folder],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      const exited = once(child, 'exit');
      const lines = createInterface({ input: child.stdout });
      lines.once('line', () => setTimeout(() => child.kill('SIGKILL'), Math.random() * 60));
      for await (const line of lines) acknowledged = Number(line);
      await exited;
      const store = openStore({ dataDir: folder, now: Date.now });
      const value = store.get('value', Number) ?? 0;
      const twin = store.get('twin', String) ?? '';
      const isWhole = store.notices.length === 0 && twin === 'x'.repeat(value % 5000) + value;
      const hasAll = value >= acknowledged && store.events(0, 1e9).at(-1)?.sequence === value;
      store.close();
      if (!isWhole || !hasAll) throw new Error(`kill ${kill}: ${value} found, ${acknowledged} acknowledged`);
      if (kill % 50 === 0) say(`${kill} kills`);
    }
    return { kills, acknowledged };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const sqlite = onSqlite();
say(JSON.stringify({ sqlite }));
const postgres = await onPostgres();
if (!postgres) console.error('no PostgreSQL server of Debian here: left out');
say(JSON.stringify({ postgres }));
console.log(JSON.stringify({ sqlite, postgres, killed: kills > 0 ? await killed() : null }));
