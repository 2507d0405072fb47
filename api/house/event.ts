import type { Command, Intent, Notice, Override, Rollout, Source } from './snapshot.ts';
import type { Text } from './text.ts';
import type { Instant } from './time.ts';

export const EVENT_TYPES = [
  'WARMING',
  'WARM',
  'SOURCE_REFRESHING',
  'SOURCE_REFRESHED',
  'SOURCE_FAILED',
  'SOURCE_INVALIDATED',
  'SOURCE_STALE',
  'DECISION',
  'COMMAND',
  'OVERRIDE',
  'ROLLOUT',
  'NOTICE',
  'ACTIVE_VIEW',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** How much has been read since the start: `done` of `total` sources. */
export interface Warming {
  done: number;
  total: number;
}

/** What an event is about, for programs; its message says the same for people. */
export type EventPayload =
  /** A source at that moment; `summary` says what was read, `null` where nothing was. */
  | { kind: 'SOURCE'; source: Source; summary: Text | null }
  | ({ kind: 'WARMING' } & Warming)
  /** `from` is what was wanted before, `null` = nothing yet. */
  | { kind: 'DECISION'; from: Intent['action'] | null; to: Intent['action']; live: boolean; reason: Text }
  | { kind: 'COMMAND'; command: Command }
  /** What we stand back for; `null` = we take over again. */
  | { kind: 'OVERRIDE'; override: Override | null }
  | { kind: 'ROLLOUT'; rollout: Rollout }
  /** `active`: the banner appeared; otherwise it went. */
  | { kind: 'NOTICE'; notice: Notice; active: boolean }
  | { kind: 'ACTIVE_VIEW'; display: string; view: string };

/** Something that happened. */
export interface HouseEvent {
  sequence: number;
  at: Instant;
  type: EventType;
  /** Source, loadpoint, capability or notice that it is about. */
  subject: string | null;
  message: Text;
  /** Absent or `null` where it was kept before there were payloads. */
  payload?: EventPayload | null;
}
