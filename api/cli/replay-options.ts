import { parseArgs } from 'node:util';
import { fromLocalTime, type Instant, localTime } from '../house/index.ts';
import { type ReplaySettings, SETTABLE } from '../replay/index.ts';
import type { Changes } from '../whatif/index.ts';

/** What a replay was asked for, before anything is read. */
export interface ReplayOptions {
  /** Cycles to compute again, or weeks to go through again. */
  cycles: { last: number | null; count: number } | null;
  weeks: { since: string; until: string | null; changes: Changes; settings: ReplaySettings } | null;
  /** Another checkout whose planner is to do it. */
  planner: string | undefined;
  data: string | undefined;
  demo: boolean;
}

/** @throws with what is wrong, in both languages */
export function replayOptions(args: readonly string[]): ReplayOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      cycle: { type: 'string' },
      count: { type: 'string' },
      since: { type: 'string' },
      until: { type: 'string' },
      set: { type: 'string', multiple: true },
      planner: { type: 'string' },
      data: { type: 'string' },
      demo: { type: 'boolean', default: false },
    },
  });
  const { cycle, count, since, until, set, planner, data, demo } = values;
  if ((cycle === undefined) === (since === undefined))
    throw new Error('Entweder --cycle N oder --since JJJJ-MM-TT / either --cycle N or --since YYYY-MM-DD.');
  const stray = cycle === undefined ? { count } : { until, set };
  for (const [name, value] of Object.entries(stray)) if (value !== undefined) throw notWith(name, cycle);
  return {
    cycles:
      cycle === undefined
        ? null
        : {
            last: cycle === 'last' ? null : whole('--cycle', cycle),
            count: atLeastOne('--count', count ?? '1'),
          },
    weeks: since === undefined ? null : { since, until: until ?? null, ...changesOf(set ?? []) },
    planner,
    data,
    demo,
  };
}

function notWith(name: string, cycle: string | undefined): Error {
  return cycle === undefined
    ? new Error(`--${name} gilt nur mit --cycle / goes with --cycle only.`)
    : new Error(
        `--${name} gilt nur mit --since; ein Durchlauf wird so nachgerechnet, wie er war. / --${name} goes with --since only; a cycle is computed again as it was.`,
      );
}

function whole(option: string, text: string): number {
  if (/^\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
  throw new Error(`${option} ${text}: eine ganze Zahl / a whole number.`);
}

function atLeastOne(option: string, text: string): number {
  const value = whole(option, text);
  if (value >= 1) return value;
  throw new Error(`${option} ${text}: mindestens 1 / at least 1.`);
}

/** Midnight that begins the day, in the zone of the house. @throws where there is no such day */
export function dayBegin(option: string, text: string, timeZone: string): Instant {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number);
  if (year !== undefined && month !== undefined && day !== undefined && year >= 2000) {
    const at = fromLocalTime({ year, month, day, hour: 0 }, timeZone);
    const found = localTime(at, timeZone);
    if (found.month === month && found.day === day) return at;
  }
  throw new Error(`${option} ${text}: ein Tag als JJJJ-MM-TT / a day as YYYY-MM-DD.`);
}

/** `battery.reserveSocPercent=20` becomes a change; what cannot be changed in the past is refused. */
function changesOf(pairs: readonly string[]): { changes: Changes; settings: ReplaySettings } {
  const found: Record<string, Record<string, number>> = { battery: {}, tariff: {}, house: {} };
  const settings: ReplaySettings = {};
  for (const pair of pairs) {
    const [, path = '', text = ''] = /^([^=]*)=(.*)$/.exec(pair) ?? [];
    if (!NAMES.includes(path)) throw unknownName(pair, path);
    if (path === 'planUncertainty') settings.planUncertainty = yesOrNo(pair, text);
    else if (path === 'bufferPercent') settings.bufferPercent = within(pair, number(pair, text), 0, 100);
    else {
      const [room = '', key = path] = path.includes('.') ? path.split('.') : ['house', path];
      found[room] = { ...found[room], [key]: number(pair, text) };
    }
  }
  return { changes: { battery: found.battery, tariff: found.tariff, ...found.house }, settings };
}

const NAMES: readonly string[] = Object.entries(SETTABLE).flatMap(([room, keys]) =>
  keys.map((key) => (room === 'house' ? key : `${room}.${key}`)),
);

function unknownName(pair: string, path: string): Error {
  const cars = path.startsWith('cars')
    ? 'Wann Autos wie viel luden, ist gemessen und bleibt so; andere Abfahrten und Ziele fragt whatIf. / When cars took how much was measured and stays; other departures and targets are a question for whatIf. '
    : '';
  return new Error(`--set ${pair}: ${cars}${NAMES.map((name) => `${name}=…`).join(', ')}`);
}

function number(pair: string, text: string): number {
  const value = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(value)) return value;
  throw new Error(`--set ${pair}: eine Zahl wie 20 oder 0.25 / a number like 20 or 0.25.`);
}

function within(pair: string, value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value;
  throw new Error(`--set ${pair}: ${least} bis/to ${most}.`);
}

function yesOrNo(pair: string, text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw new Error(`--set ${pair}: true oder/or false.`);
}
