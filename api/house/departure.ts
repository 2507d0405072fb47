import type { ScheduleEntry } from './control.ts';
import type { Text } from './text.ts';
import type { Instant } from './time.ts';

/** One charge as evcc logged it: from the first to the last moment of charging, not of being plugged in. */
export interface ChargeSession {
  /** Title of the loadpoint. */
  loadpoint: string;
  /** Title of the car; `null` for a guest. */
  vehicle: string | null;
  start: Instant;
  end: Instant;
  /** > 0, AC side. */
  energyKwh: number;
}

/** When a car usually leaves on some days of the week, for a person to confirm; nothing is planned by it before. */
export interface DepartureSuggestion {
  /** Stable for as long as what it says stays. */
  id: string;
  /** evcc's name of the car. */
  vehicle: string;
  title: string;
  /** What the car's schedule would say of these days. */
  entry: ScheduleEntry;
  /** Departures that were seen on these days of the week. */
  seen: number;
  /** Days of this kind that passed meanwhile. */
  days: number;
  /** In four of five times no more than this was charged before leaving, AC side; `null` = unknown. */
  energyKwh: number | null;
  message: Text;
}
