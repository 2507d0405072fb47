import type { Text } from './text.ts';
import type { Instant } from './time.ts';

/** What a person can ask of the battery or a loadpoint for some time. */
export const SLOT_ACTIONS = ['CHARGE', 'HOLD', 'RELEASE'] as const;

/**
 * `CHARGE`: at full power, from the grid too. `HOLD`: the battery gives nothing; a car takes surplus of the sun alone.
 * `RELEASE`: evcc's own rules, we stand back.
 */
export type SlotAction = (typeof SLOT_ACTIONS)[number];

/** Slots for which a person decided; they end by themselves. */
export interface SlotOverride {
  id: string;
  /** `battery` or a loadpoint's id. */
  target: string;
  action: SlotAction;
  start: Instant;
  end: Instant;
  /** When it was asked for. */
  since: Instant;
  message: Text;
}

/** All control rests because a person asked for it. */
export interface Pause {
  since: Instant;
  /** When it ends by itself; `null` = when it is taken back. */
  until: Instant | null;
  message: Text;
}

/** When a car leaves on some days of the week. */
export interface ScheduleEntry {
  /** 0 = Sunday, as evcc counts; at least one, none twice. */
  weekdays: number[];
  /** Local, `HH:MM`. */
  time: string;
  /** `null` = the car's usual target. */
  targetSocPercent: number | null;
}

/** What is known of a car's SoC. */
export interface VehicleSoc {
  socPercent: number;
  /** `null` = evcc tells it now. */
  measuredAt: Instant | null;
  /** `SOURCE` = one of the car's own, such as its maker's cloud. */
  teller: 'EVCC' | 'PERSON' | 'SOURCE';
  /** Nobody tells it now, and it is old. */
  stale: boolean;
}

/** What people asked for one car, kept until they take it back. */
export interface VehicleWishes {
  /** evcc's name of the car. */
  vehicle: string;
  title: string;
  /** Newest target; `null` = the settings'. */
  target: { socPercent: number | null; energyKwh: number | null; since: Instant } | null;
  schedule: { entries: ScheduleEntry[]; since: Instant } | null;
  /** When the schedule next lets it leave. */
  nextDeparture: Instant | null;
  /** SoC that a person or a source of the car's own told, until a newer one is known or the car has left. */
  manualSoc: { socPercent: number; since: Instant; teller: 'PERSON' | 'SOURCE' } | null;
  /** The newest of all that tell it; `null` or absent = nobody ever did. */
  soc?: VehicleSoc | null;
}

/** A car in the order in which cars charge. */
export interface QueueEntry {
  vehicle: string;
  title: string;
  /** Where it is plugged in; `null` = nowhere. */
  loadpoint: string | null;
  neededKwh: number;
  departure: Instant | null;
  /** When it is to charge first and last; `null` = not within the horizon. */
  start: Instant | null;
  end: Instant | null;
  state: 'CHARGING' | 'PLANNED' | 'NEEDS_CABLE' | 'READY';
  reason: Text;
}

/** Which cable should be where, and why. */
export interface CableAdvice {
  kind: 'SWAP' | 'PLUG_IN';
  loadpoint: string;
  vehicle: string;
  /** Until when it should be done. */
  until: Instant;
  message: Text;
}

/** Cars in the order in which they charge, and what people should do about cables. */
export interface ChargeQueue {
  entries: QueueEntry[];
  /** Nobody is asked for anything now. */
  quiet: boolean;
  advice: CableAdvice | null;
}

/** Everything that people decided, as it stands. */
export interface ControlView {
  pause: Pause | null;
  slotOverrides: SlotOverride[];
  vehicles: VehicleWishes[];
  queue: ChargeQueue;
}

/** Before anything was read. */
export const NO_CONTROL: ControlView = {
  pause: null,
  slotOverrides: [],
  vehicles: [],
  queue: { entries: [], quiet: false, advice: null },
};
