import { z } from 'zod';
import type { Store } from '../history/index.ts';
import {
  DAY_MS,
  type FlexibleLoadSettings,
  fromLocalTime,
  HOUR_MS,
  type Instant,
  localTime,
  type PlanFlexibleLoad,
  type PlanSlot,
  type Settings,
} from '../house/index.ts';

/** What is left of an energy below this is rounding, kWh. */
const NOTHING_KWH = 1e-3;
const stored = z.record(z.string(), z.object({ hadKwh: z.number(), until: z.number() }));

/**
 * Loads that can be told when to run. Nothing here switches them: the plan says when, and what it planned for the time
 * that has passed counts as done.
 */
export interface FlexibleLoads {
  /** What is still to run of them from `now` on; windows that end after `until` are left for later plans. */
  due(now: Instant, until: Instant): PlanFlexibleLoad[];
  /** Takes what the plan in force had them do until `now`, before a new one follows it. */
  carriedOut(plan: PlannedSlots | null, now: Instant): void;
}

/** What of a plan says when loads run. */
interface PlannedSlots {
  slots: readonly Pick<PlanSlot, 'start' | 'end' | 'loads'>[];
}

/** One time that a load is to run. */
interface Turn {
  id: string;
  load: FlexibleLoadSettings;
  from: Instant;
  until: Instant;
}

export function createFlexibleLoads(
  settings: Pick<Settings, 'flexibleLoads' | 'timeZone'>,
  store: Pick<Store, 'get' | 'set'>,
): FlexibleLoads {
  let countedUntil: Instant = Number.NEGATIVE_INFINITY;
  /** By turn: what it had, and until when that matters. */
  let progress = store.get('flexibleLoads', (value) => stored.parse(value)) ?? {};

  return {
    due(now, until) {
      return (settings.flexibleLoads ?? []).flatMap((load) =>
        turnsOf(load, now, settings.timeZone)
          .filter((turn) => turn.until > now && turn.until <= until)
          .flatMap((turn) => remaining(turn, progress[turn.id]?.hadKwh ?? 0, now)),
      );
    },

    carriedOut(plan, now) {
      const had = hadBetween(plan, countedUntil, now);
      countedUntil = now;
      if (had.size === 0) return;
      const next = Object.fromEntries(
        Object.entries(progress).filter(([, turn]) => turn.until > now - DAY_MS),
      );
      for (const [id, energyKwh] of had) {
        const before = next[id]?.hadKwh ?? 0;
        next[id] = { hadKwh: before + energyKwh, until: next[id]?.until ?? now + 2 * DAY_MS };
      }
      progress = next;
      store.set('flexibleLoads', progress);
    },
  };
}

/** The turns of a load whose windows are open on the days around `now`. */
function turnsOf(load: FlexibleLoadSettings, now: Instant, timeZone: string): Turn[] {
  const { year, month, day } = localTime(now, timeZone);
  return [-1, 0, 1, 2].flatMap((ahead): Turn[] => {
    const at = (time: string, later: number) => {
      const [hour = 0, minute = 0] = time.split(':').map(Number);
      return fromLocalTime({ year, month, day: day + ahead + later, hour, minute }, timeZone);
    };
    const from = at(load.earliest, 0);
    const opens = localTime(from, timeZone);
    if (!load.weekdays.includes(opens.weekday)) return [];
    const sameDay = at(load.latest, 0);
    const until = sameDay > from ? sameDay : at(load.latest, 1);
    const date = new Date(Date.UTC(opens.year, opens.month - 1, opens.day)).toISOString().slice(0, 10);
    return [{ id: `${load.name} ${date}`, load, from, until }];
  });
}

/** What a turn still needs. What runs in one block and has begun goes on at once. */
function remaining({ id, load, from, until }: Turn, hadKwh: number, now: Instant): PlanFlexibleLoad[] {
  const { name, powerKw, interruptible } = load;
  const energyKwh = load.energyKwh - hadKwh;
  if (energyKwh <= NOTHING_KWH) return [];
  const plain = { id, title: name, energyKwh, powerKw, interruptible };
  if (interruptible || hadKwh <= NOTHING_KWH) return [{ ...plain, earliest: from, latest: until }];
  return [{ ...plain, earliest: now, latest: Math.ceil(now + (energyKwh / powerKw) * HOUR_MS) }];
}

/** What the plan gives each load in a span of time, kWh. */
function hadBetween(plan: PlannedSlots | null, from: Instant, until: Instant): Map<string, number> {
  const had = new Map<string, number>();
  for (const { start, end, loads = [] } of plan?.slots ?? []) {
    const hours = (Math.min(end, until) - Math.max(start, from)) / HOUR_MS;
    if (hours <= 0) continue;
    for (const { id, powerKw } of loads) if (powerKw > 0) had.set(id, (had.get(id) ?? 0) + powerKw * hours);
  }
  return had;
}
