import { z } from 'zod';
import { CAR_CHARGE_EFFICIENCY, errorText } from '../control/index.ts';
import type { EvccClient } from '../evcc/index.ts';
import { staysOf, type UsualDeparture, usualDepartures } from '../forecast/index.ts';
import type { Store } from '../history/index.ts';
import {
  type ActionResult,
  type Clock,
  DAY_MS,
  type DepartureSuggestion,
  formatNumber,
  HOUR_MS,
  isSameName,
  type LoopActions,
  type Moment,
  moment,
  type Refusal,
  type ScheduleEntry,
  type Settings,
  type SiteState,
  type Text,
  type VehicleState,
} from '../house/index.ts';
import { stopwatch } from './reading.ts';
import type { Sources } from './sources.ts';
import { sessionsSummary } from './summaries.ts';

const HISTORY_DAYS = 56;
const LEARN_INTERVAL_MS = 6 * HOUR_MS;
/** What a car is to have left when it comes home, and the step of a suggested target, %. */
const SPARE_SOC_PERCENT = 20;
const SOC_STEP_PERCENT = 5;

/** Departures that a person may confirm with a tap; by itself none of them changes anything. */
export interface DepartureSuggestions {
  /** Learns anew when it is time for it. */
  refresh(): Promise<void>;
  /** Learns anew, however short ago that was. */
  refreshNow(): Promise<void>;
  suggestions(): DepartureSuggestion[];
  accept: LoopActions['acceptDeparture'];
  dismiss: LoopActions['dismissDeparture'];
}

export interface SuggestionDependencies {
  settings: Settings;
  clock: Clock;
  evcc: Pick<EvccClient, 'readSessions'>;
  store: Pick<Store, 'get' | 'set' | 'quarterHours'>;
  sources: Pick<Sources, 'read' | 'absent' | 'failed'>;
  site: () => SiteState | null;
  /** What a car's schedule says already. */
  scheduleOf: (vehicle: string) => readonly ScheduleEntry[];
  setSchedule: LoopActions['setSchedule'];
  /** Shows what changed. */
  changed: () => void;
}

export function createDepartureSuggestions(dependencies: SuggestionDependencies): DepartureSuggestions {
  const { settings, clock, evcc, store, sources, site, scheduleOf, setSchedule, changed } = dependencies;
  let usual: UsualDeparture[] = [];
  let learned: Moment | null = null;
  const dismissed = new Set(store.get('dismissedDepartures', (value) => z.array(z.string()).parse(value)));

  async function refreshNow(): Promise<void> {
    const now = clock.now();
    learned = moment(clock);
    const elapsedMs = stopwatch();
    try {
      const sessions = await evcc.readSessions();
      const durationMs = elapsedMs();
      if (!sessions) {
        usual = [];
        return sources.absent('chargeSessions', durationMs);
      }
      const titles = new Map(site()?.loadpoints.map(({ name, title }) => [name, title]));
      const quarters = store.quarterHours(now - HISTORY_DAYS * DAY_MS, now);
      const stays = staysOf(quarters, sessions, (loadpoint) => titles.get(loadpoint) ?? loadpoint);
      usual = usualDepartures(stays, settings.timeZone, now);
      sources.read('chargeSessions', { summary: sessionsSummary(sessions.length), durationMs });
    } catch (error) {
      sources.failed('chargeSessions', errorText(error), elapsedMs());
    }
  }

  function suggestions(): DepartureSuggestion[] {
    return usual.flatMap((departure): DepartureSuggestion[] => {
      const car = site()?.vehicles.find(({ name, title }) => [title, name].includes(departure.vehicle));
      if (!car) return [];
      const told = new Set(scheduleOf(car.name).flatMap(({ weekdays }) => weekdays));
      const weekdays = departure.weekdays.filter((day) => !told.has(day));
      if (weekdays.length === 0) return [];
      const suggestion = suggestionOf(car, { ...departure, weekdays }, settings);
      return dismissed.has(suggestion.id) ? [] : [suggestion];
    });
  }

  function found(id: string): DepartureSuggestion | Refusal {
    return suggestions().find((suggestion) => suggestion.id === id) ?? NO_LONGER_THERE;
  }

  return {
    async refresh() {
      if (learned === null || learned.ageMs() >= LEARN_INTERVAL_MS) await refreshNow();
    },
    refreshNow,
    suggestions,

    async accept(id) {
      const suggestion = found(id);
      if ('ok' in suggestion) return suggestion;
      const { vehicle, entry } = suggestion;
      return setSchedule(vehicle, [...scheduleOf(vehicle), entry]);
    },

    async dismiss(id): Promise<ActionResult<DepartureSuggestion>> {
      const suggestion = found(id);
      if ('ok' in suggestion) return suggestion;
      dismissed.add(id);
      store.set('dismissedDepartures', [...dismissed]);
      changed();
      return { ok: true, value: suggestion };
    },
  };
}

const NO_LONGER_THERE: Refusal = {
  ok: false,
  code: 'INVALID_VALUE',
  field: 'id',
  message: {
    de: 'Diesen Vorschlag gibt es nicht (mehr). departureSuggestions nennt die jetzigen.',
    en: 'There is no such suggestion (any more). departureSuggestions tells those there are.',
  },
};

/** What a habit comes to as an entry of the car's schedule. */
function suggestionOf(car: VehicleState, departure: UsualDeparture, settings: Settings): DepartureSuggestion {
  const { minutes, seen, days, energyKwh } = departure;
  const two = (value: number) => String(value).padStart(2, '0');
  const entry: ScheduleEntry = {
    weekdays: departure.weekdays,
    time: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`,
    targetSocPercent: targetOf(car, energyKwh, settings),
  };
  return {
    id: `${car.name}@${entry.weekdays.join('')}-${entry.time}`,
    vehicle: car.name,
    title: car.title,
    entry,
    seen,
    days,
    energyKwh,
    message: messageOf(car.title, entry, departure),
  };
}

/** What brings the usual energy and some to spare, in steps; `null`, the car's usual target, where that is no more. */
function targetOf(car: VehicleState, energyKwh: number | null, settings: Settings): number | null {
  const own = settings.vehicles.find(({ name }) => isSameName(name, car.name));
  const capacityKwh = own?.capacityKwh ?? car.capacityKwh;
  if (energyKwh === null || capacityKwh === null) return null;
  const needed = SPARE_SOC_PERCENT + ((energyKwh * CAR_CHARGE_EFFICIENCY) / capacityKwh) * 100;
  const target = Math.ceil(needed / SOC_STEP_PERCENT) * SOC_STEP_PERCENT;
  return target < (own?.targetSocPercent ?? settings.evTargetSocPercent) ? target : null;
}

function messageOf(
  title: string,
  { weekdays, time, targetSocPercent }: ScheduleEntry,
  { seen, days, energyKwh }: UsualDeparture,
): Text {
  const names = { de: dayNames(weekdays, DAYS.de), en: dayNames(weekdays, DAYS.en) };
  const energy = (language: 'de' | 'en') => formatNumber(Math.ceil(energyKwh ?? 0), language);
  const brought: Text = {
    de: energyKwh === null ? '' : ` und lud zuvor meist höchstens ${energy('de')} kWh`,
    en: energyKwh === null ? '' : ` and mostly charged no more than ${energy('en')} kWh before`,
  };
  const target: Text = {
    de: targetSocPercent === null ? '' : ` mit ${targetSocPercent} %`,
    en: targetSocPercent === null ? '' : ` with ${targetSocPercent}%`,
  };
  return {
    de: `${title} fährt ${names.de} meist ab ${time} Uhr los (${seen} von ${days} Tagen)${brought.de}. Als Abfahrt um ${time} Uhr${target.de} übernehmen?`,
    en: `${title} usually leaves from ${time} on ${names.en} (${seen} of ${days} days)${brought.en}. Take over as a departure at ${time}${target.en}?`,
  };
}

const DAYS = {
  de: ['So', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};

/** `Mo–Fr, So`: from Monday on, three and more in a row as a range. */
function dayNames(weekdays: readonly number[], names: readonly string[]): string {
  const runs: number[][] = [];
  for (const day of weekdays.toSorted((a, b) => ((a + 6) % 7) - ((b + 6) % 7))) {
    const last = runs.at(-1);
    if (last && (last.at(-1) ?? -2) + 1 === day % 7) last.push(day);
    else if (last && day === 0 && last.at(-1) === 6) last.push(day);
    else runs.push([day]);
  }
  const name = (day: number | undefined) => names[day ?? 0] ?? '';
  return runs
    .flatMap((run) => (run.length > 2 ? [`${name(run[0])}–${name(run.at(-1))}`] : run.map(name)))
    .join(', ');
}
