import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { z } from 'zod';
import { type Command, EVENT_TYPES, type HouseEvent, type QuarterHour } from '../house/index.ts';
import type { Value } from './connection.ts';
import { commandShape, eventPayload, text as textShape } from './event-payload.ts';
import type { CycleHead, RecordedCycle } from './store.ts';

/** A row as databases take it, by column. */
export type Row = Record<string, Value>;

/** How one noun is laid down in a table, and read back from it. */
export interface Table<T> {
  name: string;
  columns: readonly string[];
  /** The column that identifies a row; writing the same key again replaces the row. */
  key: string;
  toRow(value: T): Row;
  /** @throws where the row is not what `toRow` made */
  fromRow(row: unknown): T;
}

/** A setting as it is kept: its name and its JSON. */
export interface Setting {
  key: string;
  value: string;
}

const json = z.string().transform((text): unknown => JSON.parse(text));
const text = json.pipe(textShape);
const quantity = z.number().nullable();

const settingRow = z.object({ key: z.string(), value: z.string() });

export const settings: Table<Setting> = {
  name: 'settings',
  columns: ['key', 'value'],
  key: 'key',
  toRow: ({ key, value }) => ({ key, value }),
  fromRow: (row) => settingRow.parse(row),
};

const loadpointQuarter = z.object({
  id: z.string(),
  energyKwh: quantity,
  connected: z.boolean(),
  maxPowerKw: quantity,
  readyAt: quantity.default(null),
});

const quarterHourRow = z.object({
  start: z.number(),
  end: z.number(),
  importKwh: quantity,
  exportKwh: quantity,
  pvKwh: quantity,
  loadKwh: quantity,
  batteryChargeKwh: quantity,
  batteryDischargeKwh: quantity,
  carsKwh: quantity,
  socPercent: quantity,
  importPricePerKwh: quantity,
  feedInPricePerKwh: quantity,
  cost: quantity,
  plannedCost: quantity,
  loadpoints: json.pipe(z.array(loadpointQuarter)).nullable(),
  wantedBattery: z.enum(['RELEASE', 'HOLD', 'CHARGE', 'HOLD_CHARGE']).nullable(),
});

export const quarterHours: Table<QuarterHour> = {
  name: 'quarterHours',
  columns: Object.keys(quarterHourRow.shape),
  key: 'start',
  toRow: (quarter) => ({
    ...quarter,
    loadpoints: quarter.loadpoints ? JSON.stringify(quarter.loadpoints) : null,
    wantedBattery: quarter.wantedBattery ?? null,
  }),
  fromRow: (row) => quarterHourRow.parse(row),
};

const commandRow = z.object({ ...commandShape, cause: text });

export const commands: Table<Command> = {
  name: 'commands',
  columns: Object.keys(commandRow.shape),
  key: 'id',
  toRow: (command) => ({ ...command, cause: JSON.stringify(command.cause) }),
  fromRow: (row) => commandRow.parse(row),
};

const eventRow = z.object({
  sequence: z.number(),
  at: z.number(),
  type: z.enum(EVENT_TYPES),
  subject: z.string().nullable(),
  message: text,
  // One that this version does not know is left out; the event still says in words what happened.
  payload: json.pipe(eventPayload).nullable().catch(null),
});

export const events: Table<HouseEvent> = {
  name: 'events',
  columns: Object.keys(eventRow.shape),
  key: 'sequence',
  toRow: ({ payload, ...event }) => ({
    ...event,
    message: JSON.stringify(event.message),
    payload: payload ? JSON.stringify(payload) : null,
  }),
  fromRow: (row) => eventRow.parse(row),
};

const cycleRow = z.object({ cycleId: z.number(), at: z.number(), body: z.instanceof(Uint8Array) });

/** A cycle is read as a whole or not at all, so it is one compressed text instead of thousands of rows. */
export const cycles: Table<RecordedCycle> = {
  name: 'cycles',
  columns: Object.keys(cycleRow.shape),
  key: 'cycleId',
  toRow: (cycle) => ({
    cycleId: cycle.cycleId,
    at: cycle.at,
    // Quality 5 is a tenth smaller than zstd and gzip on plans, and still a matter of milliseconds.
    body: brotliCompressSync(JSON.stringify(cycle), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  }),
  fromRow: (row) => {
    const cycle: unknown = JSON.parse(brotliDecompressSync(cycleRow.parse(row).body).toString());
    if (!isRecordedCycle(cycle)) throw new TypeError('Not a recorded cycle');
    return cycle;
  },
};

/** Which cycles there are: the same rows without what is large in them. For reading only. */
export const cycleHeads: Table<CycleHead> = {
  name: 'cycles',
  columns: ['cycleId', 'at'],
  key: 'cycleId',
  toRow: ({ cycleId, at }) => ({ cycleId, at }),
  fromRow: (row) => cycleRow.pick({ cycleId: true, at: true }).parse(row),
};

/** Enough to tell a cycle from something else: the body is what this program wrote, brotli rejects a torn one. */
const cycleShape = z.looseObject({
  cycleId: z.number(),
  at: z.number(),
  durationMs: z.number(),
  version: z.string().optional(),
  input: z.looseObject({ slots: z.array(z.unknown()) }),
  plan: z.looseObject({ slots: z.array(z.unknown()) }),
  intents: z.array(z.unknown()),
});

function isRecordedCycle(value: unknown): value is RecordedCycle {
  return cycleShape.safeParse(value).success;
}
