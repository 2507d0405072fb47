import { DAY_MS, HOUR_MS, type Instant, type Rate, SLOT_MS, slotStart } from '../../house/index.ts';
import { TARIFFS, type TariffName } from '../evcc/index.ts';
import { localInstant, rfc3339, type World, wallClock } from '../plant/index.ts';
import type { Json } from './json.ts';
import { bad, ok, type Route, type RouteAnswer, type RouteContext, route } from './route.ts';

/** How far back the house remembers its load. */
const HISTORY_MS = 30 * DAY_MS;

const AGGREGATES = ['15m', 'hour', 'day', 'month'] as const;
type Aggregate = (typeof AGGREGATES)[number];

/** State, tariffs, sessions and history. */
export function readRoutes({ simulation, traits, now, state }: RouteContext): Route[] {
  function tariff(name: string): RouteAnswer {
    const known = TARIFFS.find((tariffName: TariffName) => tariffName === name);
    const rates = known ? simulation.tariffs.rates(known, now()) : null;
    if (!rates || rates.length === 0) return { status: 404, error: 'tariff not available' };
    const shown = traits.hourlyTariffs ? hourly(rates) : rates;
    return ok({
      rates: shown.map(({ start, end, value }) => ({ start: rfc3339(start), end: rfc3339(end), value })),
    });
  }

  function history(query: URLSearchParams): RouteAnswer {
    if (!traits.energyHistory) return { status: 'no such page' };
    const aggregate = AGGREGATES.find((name) => name === (query.get('aggregate') ?? '15m'));
    if (!aggregate) return bad(`invalid aggregate: ${query.get('aggregate')}`);
    const to = instantOf(query.get('to')) ?? now();
    const from = instantOf(query.get('from')) ?? localInstant(wallClock(now()).day);
    if (Number.isNaN(to) || Number.isNaN(from)) return bad('invalid time');
    const group = query.get('group');
    const known = { from: Math.max(slotStart(from), now() - HISTORY_MS), to: Math.min(to, slotStart(now())) };
    const groups = (['home', 'pv'] as const).filter((name) => !group || name === group);
    return ok(
      groups.map((name) => ({
        ...(name === 'pv' ? { title: 'Dach' } : {}),
        group: name,
        data: energyHistory(simulation.world, name, known.from, known.to, aggregate),
      })),
    );
  }

  return [
    route('GET', '/state', () => ok(state())),
    route('GET', '/health', () => ok('OK')),
    route('GET', '/tariff/([a-z0-9]+)', ({ args }) => tariff(args[0] ?? '')),
    route('GET', '/history/energy', ({ query }) => history(query)),
    route('GET', '/sessions', () => ok([])),
    route('GET', '/gridsessions', () => ok([])),
    route('GET', '/auth/status', () => ok(false)),
  ];
}

/** `null` where nothing is said, NaN where it is no time. */
function instantOf(text: string | null): Instant | null {
  return text === null ? null : Date.parse(text);
}

/** Energy of each local quarter, hour, day or month that lies in [from, to), in kWh. */
function energyHistory(
  world: World,
  group: 'home' | 'pv',
  from: Instant,
  to: Instant,
  aggregate: Aggregate,
): Json[] {
  const energyOf = (start: Instant) =>
    (group === 'home' ? world.loadKw(start, start + SLOT_MS) : world.pvKw(start, start + SLOT_MS)) / 4;
  const buckets: { key: string; start: Instant; end: Instant; energy: number }[] = [];
  for (let start = slotStart(from + SLOT_MS - 1); start + SLOT_MS <= to; start += SLOT_MS) {
    const key = bucketKey(start, aggregate);
    let bucket = buckets.at(-1);
    if (bucket?.key !== key) {
      bucket = { key, start, end: start, energy: 0 };
      buckets.push(bucket);
    }
    bucket.end = start + SLOT_MS;
    bucket.energy += energyOf(start);
  }
  return buckets.map(({ start, end, energy }) => ({ start: rfc3339(start), end: rfc3339(end), energy }));
}

function bucketKey(start: Instant, aggregate: Aggregate): string {
  if (aggregate === '15m') return String(start);
  if (aggregate === 'hour') return String(Math.floor(start / HOUR_MS));
  return rfc3339(start).slice(0, aggregate === 'day' ? 10 : 7);
}

/** Means of whole hours, as evcc had them before its quarters of an hour. */
function hourly(rates: readonly Rate[]): Rate[] {
  const hours = new Map<number, Rate[]>();
  for (const rate of rates) {
    const hour = Math.floor(rate.start / HOUR_MS) * HOUR_MS;
    hours.set(hour, [...(hours.get(hour) ?? []), rate]);
  }
  return [...hours].map(([start, quarters]) => ({
    start,
    end: start + HOUR_MS,
    value: quarters.reduce((total, { value }) => total + value, 0) / quarters.length,
  }));
}
