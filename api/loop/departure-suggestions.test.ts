import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testSettings } from '../control/test-settings.ts';
import { testSite } from '../control/test-site.ts';
import { openStore } from '../history/index.ts';
import {
  type ChargeSession,
  DAY_MS,
  fromLocalTime,
  HOUR_MS,
  localMidnight,
  localTime,
  MINUTE_MS,
  type QuarterHour,
  quarterWith,
  type ScheduleEntry,
  SLOT_MS,
  type VehicleWishes,
} from '../house/index.ts';
import { createDepartureSuggestions } from './departure-suggestions.ts';
import { register, testSources } from './test-sources.ts';

const timeZone = 'Europe/Berlin';
const DAYS = 35;

/** A house whose car stood in the garage each night and left at half past seven on working days. */
function commuterHouse(readSessions?: () => Promise<ChargeSession[] | null>) {
  const { clock, sources } = testSources();
  register(sources, 'chargeSessions');
  const store = openStore({ dataDir: null, now: clock.now });
  const first = localMidnight(clock.now() - DAYS * DAY_MS, timeZone);
  const isThere = (at: number) => {
    const { hour, minute, weekday } = localTime(at, timeZone);
    const minutes = hour * 60 + minute;
    return weekday === 0 || weekday === 6 || minutes < 450 || minutes >= 18 * 60;
  };
  store.transaction(() => {
    for (let start = first; start < clock.now(); start += SLOT_MS)
      store.recordQuarterHour(measured(start, isThere(start)));
  });
  const sessions = Array.from({ length: DAYS }, (_, nth): ChargeSession[] => {
    const { year, month, day, weekday } = localTime(first + nth * DAY_MS + 12 * HOUR_MS, timeZone);
    const start = fromLocalTime({ year, month, day, hour: 22 }, timeZone);
    const charge = { start, end: start + 90 * MINUTE_MS, energyKwh: 9 };
    return weekday < 5 ? [{ loadpoint: 'Garage', vehicle: 'Kombi', ...charge }] : [];
  }).flat();
  const schedule: ScheduleEntry[] = [];
  const create = () =>
    createDepartureSuggestions({
      settings: testSettings(),
      clock,
      evcc: { readSessions: readSessions ?? (async () => sessions) },
      store,
      sources,
      site: () => testSite(),
      scheduleOf: () => [...schedule],
      setSchedule: async (vehicle, entries) => {
        schedule.splice(0, schedule.length, ...entries);
        const wishes: VehicleWishes = {
          vehicle,
          title: 'Kombi',
          target: null,
          schedule: { entries: [...schedule], since: clock.now() },
          nextDeparture: null,
          manualSoc: null,
        };
        return { ok: true, value: wishes };
      },
      changed: () => {},
    });
  return { create, sources, setOwn: (entry: ScheduleEntry) => void schedule.push(entry) };
}

function measured(start: number, connected: boolean): QuarterHour {
  return quarterWith(start, { loadpoints: [{ id: 'garage', energyKwh: null, connected, maxPowerKw: null }] });
}

test('a habit becomes a suggestion that says what it rests on, and changes nothing by itself', async () => {
  const { create } = commuterHouse();
  const departures = create();
  assert.deepEqual(departures.suggestions(), []);
  await departures.refresh();
  const [suggestion, ...others] = departures.suggestions();
  assert.equal(others.length, 0);
  assert.deepEqual(suggestion?.entry, { weekdays: [1, 2, 3, 4, 5], time: '07:15', targetSocPercent: 35 });
  assert.equal(suggestion.vehicle, 'kombi');
  assert.equal(suggestion.energyKwh, 9);
  assert.match(suggestion.message.de, /^Kombi fährt Mo–Fr meist ab 07:15 Uhr los \(\d+ von \d+ Tagen\)/);
  assert.match(suggestion.message.en, /on Mon–Fri .* no more than 9 kWh before.*\?$/);
});

test('a tap puts it into the schedule beside what is there, and it is not suggested again', async () => {
  const { create, setOwn } = commuterHouse();
  const departures = create();
  await departures.refresh();
  const own: ScheduleEntry = { weekdays: [1], time: '06:00', targetSocPercent: null };
  setOwn(own);
  const [suggestion] = departures.suggestions();
  assert.deepEqual(suggestion?.entry.weekdays, [2, 3, 4, 5], 'a person said something of Mondays');
  const accepted = await departures.accept(suggestion.id);
  assert.ok(accepted.ok);
  assert.deepEqual(accepted.value.schedule?.entries, [own, suggestion.entry]);
  assert.deepEqual(departures.suggestions(), []);
  const again = await departures.accept(suggestion.id);
  assert.ok(!again.ok && again.code === 'INVALID_VALUE' && again.field === 'id');
});

test('what was dismissed stays so, also after a restart', async () => {
  const { create } = commuterHouse();
  const departures = create();
  await departures.refresh();
  const id = departures.suggestions()[0]?.id ?? '';
  assert.ok((await departures.dismiss(id)).ok);
  assert.deepEqual(departures.suggestions(), []);
  const later = create();
  await later.refresh();
  assert.deepEqual(later.suggestions(), []);
  assert.ok(!(await later.dismiss('nothing')).ok);
});

test('an evcc that keeps no sessions, or does not answer, is told as a source', async () => {
  const without = commuterHouse(async () => null);
  const departures = without.create();
  await departures.refresh();
  assert.deepEqual(departures.suggestions(), []);
  assert.equal(without.sources.list()[0]?.state, 'ABSENT');
  const broken = commuterHouse(() => Promise.reject(new Error('gone')));
  await broken.create().refresh();
  assert.equal(broken.sources.list()[0]?.state, 'FAILED');
});
