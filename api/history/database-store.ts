import { DAY_MS, type Instant, type Notice, SECOND_MS, type Settings } from '../house/index.ts';
import type { Connection } from './connection.ts';
import { createCounter } from './counter.ts';
import { createRecords } from './records.ts';
import type { Store } from './store.ts';
import { sumsOf } from './sums.ts';
import { commands, cycleHeads, cycles, events, quarterHours, type Setting, settings } from './tables.ts';

/** How long each kind of record is kept, days. */
export type Retention = NonNullable<Settings['retentionDays']>;

const KEPT: Retention = { cycles: 60, events: 90, commands: 365, quarterHours: 36_500 };

const SEQUENCE_BLOCK = 1000;
const COMMAND_BLOCK = 100;
const STAND_IN_EPOCH = Date.UTC(2024, 0, 1);

/** What a store on a database is made of. */
export interface DatabaseStoreParts {
  connection: Connection;
  now: () => Instant;
  persistent: boolean;
  retention?: Retention | undefined;
  notices: Notice[];
  /** Gives back what belongs to it, after it was closed. */
  release: () => void;
}

/** The store on an open database of the newest schema. */
export function createDatabaseStore(parts: DatabaseStoreParts): Store {
  const { connection, now, persistent, notices, release, retention = KEPT } = parts;
  const records = createRecords(connection);
  let remembered = new Map(records.all(settings).map((setting) => [setting.key, setting]));

  function get<T>(key: string, decode: (value: unknown) => T): T | null {
    const setting = remembered.get(key);
    if (!setting) return null;
    try {
      return decode(JSON.parse(setting.value));
    } catch (error) {
      setUnreadableAside(setting, error);
      return null;
    }
  }

  function set(key: string, value: unknown): void {
    write({ key, value: JSON.stringify(value ?? null) });
  }

  function write(setting: Setting): void {
    if (remembered.get(setting.key)?.value === setting.value) return;
    remembered.set(setting.key, setting);
    records.put(settings, setting);
  }

  function setUnreadableAside({ key, value }: Setting, error: unknown): void {
    const aside = `unreadable:${key}`;
    if (remembered.get(aside)?.value === value) return;
    write({ key: aside, value });
    const detail = error instanceof Error ? error.message : String(error);
    notices.push({
      code: 'SETTING_UNREADABLE',
      severity: 'WARNING',
      since: now(),
      message: {
        de: `Die gespeicherte Einstellung „${key}“ ist nicht lesbar und gilt als nicht gesetzt. Der alte Wert bleibt unter „${aside}“ erhalten. (${detail})`,
        en: `The stored setting “${key}” cannot be read and counts as not set. The old value is kept as “${aside}”. (${detail})`,
      },
    });
  }

  function transaction<T>(work: () => T): T {
    const before = new Map(remembered);
    try {
      return records.transaction(work);
    } catch (error) {
      remembered = before;
      throw error;
    }
  }

  /** A counter kept as a setting. It is put on record at once, even within a transaction. */
  function counter(name: string, used: number, blockSize: number, standIn?: () => number) {
    const key = `counter:${name}`;
    const last = Math.max(used, get(key, decodeCount) ?? 0);
    const reserve = (upTo: number) =>
      records.putNow(settings, { key, value: JSON.stringify(upTo) }) && persistent;
    return createCounter(last, blockSize, reserve, standIn);
  }

  const sequence = counter('sequence', records.lastKey(events), SEQUENCE_BLOCK, () =>
    // Numbers that cannot be put on record are taken from the clock: published changes stay below one a
    // second, so that a restart goes on behind those of the run before.
    Math.floor((now() - STAND_IN_EPOCH) / SECOND_MS),
  );
  const cycleId = counter('cycle', records.lastKey(cycles), 1);
  const commandId = counter('command', records.lastKey(commands), COMMAND_BLOCK);

  const quartersBetween = (from: Instant, to: Instant) =>
    records.range(quarterHours, from, to, Number.MAX_SAFE_INTEGER);

  const stored = () => persistent && records.waiting() === 0;

  return {
    persistent,
    notices,
    problem: records.problem,
    stored,
    flush: () => {
      records.flush();
      return stored();
    },
    transaction,
    strictly: records.strictly,
    get,
    set,
    nextSequence: sequence.next,
    nextCycleId: cycleId.next,
    nextCommandId: commandId.next,
    lastCycleId: () => records.lastKey(cycles),
    recordCycle: (cycle) => records.put(cycles, cycle),
    cycle: (id) => records.range(cycles, id, id + 1, 1)[0] ?? null,
    cycleHeads: (from, to, limit) => records.range(cycleHeads, from, to, limit),
    cycleHeadAfter: (id) => records.first(cycleHeads, id + 1),
    recordQuarterHour: (quarter) => records.put(quarterHours, quarter),
    quarterHours: quartersBetween,
    sums: (spans) => sumsOf(records, spans),
    loadSamples: (from, to) =>
      quartersBetween(from, to).flatMap(({ start, end, loadKwh }) =>
        loadKwh === null ? [] : [{ start, end, energyKwh: loadKwh }],
      ),
    recordCommand: (command) => records.put(commands, command),
    commands: (limit) => records.range(commands, 0, Number.MAX_SAFE_INTEGER, limit).reverse(),
    commandsBetween: (from, to) => records.between(commands, from, to),
    recordEvent: (event) => records.put(events, event),
    events: (after, limit) => records.range(events, after + 1, Number.MAX_SAFE_INTEGER, limit),
    eventsBefore: (before, limit) => records.range(events, 0, before, limit),
    prune: (at) => {
      records.removeBefore(cycles, at - retention.cycles * DAY_MS);
      records.removeBefore(events, at - retention.events * DAY_MS);
      records.removeBefore(commands, at - retention.commands * DAY_MS);
      records.removeBefore(quarterHours, at - retention.quarterHours * DAY_MS);
    },
    close: () => {
      if (!connection.isOpen()) return;
      connection.retry();
      records.flush();
      const problem = records.problem();
      if (problem) console.error(problem.en);
      connection.close();
      release();
    },
  };
}

function decodeCount(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new TypeError('Not a whole number');
  return value;
}
