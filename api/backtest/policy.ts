import type { MeasuredHouse } from '../demo/index.ts';
import type { Instant } from '../house/index.ts';
import type { Knowledge } from './knowledge.ts';
import type { Scenario } from './scenario.ts';
import type { Session } from './sessions.ts';

export const POLICIES = ['none', 'selfConsumption', 'evcc', 'smartload', 'perfect'] as const;
/**
 * Who steers: `none` has no battery, `selfConsumption` lets it follow the house, and in both cars charge as soon as
 * they are plugged in; `evcc` by evcc's own rules, `smartload` by our cycle, `perfect` by our planner with what will
 * really happen.
 */
export type PolicyName = (typeof POLICIES)[number];

export const ACTUATIONS = ['modes', 'setpoints'] as const;
/** How our plan is carried out: as evcc can, or with power settings that no evcc has. */
export type Actuation = (typeof ACTUATIONS)[number];

export const FORESIGHTS = ['load', 'pv', 'prices'] as const;
/** What our cycle is told in advance, to see what not knowing it costs. */
export type Foresight = (typeof FORESIGHTS)[number];

/** What a policy has to do with. */
export interface Setting {
  scenario: Scenario;
  knowledge: Knowledge;
  house: MeasuredHouse;
  /** At which what is in the battery at the end will be counted, currency/kWh. */
  endWorthPerKwh: number;
  actuation: Actuation;
  foresight: readonly Foresight[];
}

/** Steers one house. Each call is over before time goes on. */
export interface Driver {
  start(): Promise<void>;
  /** A quarter of an hour begins; the last one is over. */
  onQuarter(now: Instant): Promise<void>;
  /** A minute has passed in between. */
  onMinute(now: Instant): Promise<void>;
  /** Somebody plugged a car in, and said what it needs and until when. */
  onPlugIn(car: number, session: Session, now: Instant): Promise<void>;
  onPlugOut(car: number, now: Instant): Promise<void>;
  stop(): Promise<void>;
  /** How long each plan took. */
  planMs(): readonly number[];
  /** Plans that were not the solver's. */
  fallbackPlans(): number;
}

/** A driver that does nothing. */
export const IDLE_DRIVER: Driver = {
  start: async () => {},
  onQuarter: async () => {},
  onMinute: async () => {},
  onPlugIn: async () => {},
  onPlugOut: async () => {},
  stop: async () => {},
  planMs: () => [],
  fallbackPlans: () => 0,
};
