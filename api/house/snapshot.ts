import type { ControlView } from './control.ts';
import type { DepartureSuggestion } from './departure.ts';
import type { Display } from './display.ts';
import type { Warming } from './event.ts';
import type { Finding } from './finding.ts';
import type { Plan } from './plan.ts';
import type { Capability } from './settings.ts';
import type { ShadowView } from './shadow.ts';
import type { BatteryMode, ChargeMode } from './site.ts';
import type { ForecastSkill } from './skill.ts';
import type { Text } from './text.ts';
import type { Instant } from './time.ts';

/** Powers of one moment. `null` is unknown. */
export interface PowerFlow {
  observedAt: Instant;
  /** + import, − export. */
  gridKw: number | null;
  pvKw: number | null;
  /** Household without cars. */
  homeKw: number | null;
  /** + discharge, − charge. */
  batteryKw: number | null;
  /** All loadpoints together. */
  carsKw: number | null;
  importPricePerKwh: number | null;
  feedInPricePerKwh: number | null;
}

export interface BatteryView {
  socPercent: number | null;
  capacityKwh: number | null;
  minSocPercent: number;
  maxSocPercent: number;
  /** + discharge, − charge. */
  powerKw: number | null;
  controllable: boolean;
  /** What evcc applied last. */
  mode: BatteryMode;
  /** External mode in force, ours or another's. */
  externalMode: BatteryMode | null;
  /** What discharging a kWh counts for wear, currency. */
  wearCostPerKwh: number;
}

/** Why we leave a loadpoint or the battery alone. */
export interface Override {
  /**
   * `BOOST`, `SLOTS` and `PAUSE`: asked for here. `PERSON`: changed in evcc, its app or the car. `OPTIMIZER`: evcc
   * steers by itself.
   */
  kind: 'BOOST' | 'SLOTS' | 'PAUSE' | 'PERSON' | 'OPTIMIZER';
  since: Instant;
  /** When it ends by itself; `null` = when the car leaves or the change is taken back. */
  until: Instant | null;
  /** A boost ends at this SoC. */
  targetSocPercent: number | null;
  message: Text;
}

export interface LoadpointView {
  /** evcc's name of the loadpoint, the id everywhere in the API. */
  id: string;
  title: string;
  mode: ChargeMode;
  connected: boolean;
  charging: boolean;
  powerKw: number | null;
  vehicleName: string | null;
  vehicleTitle: string | null;
  vehicleSocPercent: number | null;
  capacityKwh: number | null;
  /** SoC wanted at departure; `null` where the car is planned by energy. */
  targetSocPercent: number | null;
  targetEnergyKwh: number | null;
  departure: Instant | null;
  /** Who set target and departure. */
  departureSource: 'PERSON' | 'EVCC' | 'SCHEDULE' | 'VEHICLE' | 'DEFAULT' | null;
  /** Energy still needed for the target, AC side. */
  neededKwh: number | null;
  /** SoC that the plan reaches by departure. */
  expectedSocPercent: number | null;
  isHeating: boolean;
  override: Override | null;
}

/** What can be wanted of evcc. */
export type IntentAction =
  | 'BATTERY_RELEASE'
  | 'BATTERY_HOLD'
  | 'BATTERY_CHARGE'
  | 'BATTERY_HOLD_CHARGE'
  | 'BATTERY_TO_CAR'
  | 'CAR_WAIT'
  | 'CAR_SOLAR'
  | 'CAR_CHARGE'
  | 'CAR_LEAVE_ALONE'
  | 'BUFFER_SET'
  | 'BUFFER_KEEP';

/** What we want of evcc for one thing. */
export interface Intent {
  /** `battery`, `buffer` or a loadpoint's id. */
  subject: string;
  capability: Capability;
  action: IntentAction;
  /** Power or limit that belongs to the action; `null` where it has none. */
  powerKw: number | null;
  socPercent: number | null;
  since: Instant;
  /** When the plan wants something else; `null` = not within the horizon. */
  until: Instant | null;
  /** What it wants then; absent or `null` with `until`, and where that is not the plan's. */
  next?: IntentAction | null;
  /** Written to evcc (`LIVE`), or only worked out. */
  live: boolean;
  reason: Text;
}

/** One write to evcc. */
export interface Command {
  id: number;
  at: Instant;
  subject: string;
  /** Method and path as sent, without host. */
  request: string;
  cause: Text;
  state: 'SENT' | 'CONFIRMED' | 'FAILED' | 'UNCONFIRMED';
  /** evcc's answer or the error, shortened. */
  answer: string | null;
  attempts: number;
}

export interface Rollout {
  capability: Capability;
  mode: 'OBSERVATION' | 'LIVE';
  /** When observing ends by itself; `null` once live. */
  liveAt: Instant | null;
  daysRemaining: number | null;
}

export interface BufferLogEntry {
  at: Instant;
  mode: 'OBSERVATION' | 'LIVE';
  confidencePercent: number;
  /** P80 − P20 of the known prices ahead, in hundredths of the currency per kWh; `null` where no price is known. */
  spreadCt: number | null;
  /** Local. */
  hour: number;
  /** PV energy expected in the next four hours. */
  expectedPvKwh: number;
  oldPercent: number;
  newPercent: number;
  reason: Text;
  applied: boolean;
}

export interface BufferView {
  /** The SoC above which a car may draw on the home battery. */
  currentBufferPercent: number;
  mode: 'OBSERVATION' | 'LIVE';
  daysRemaining: number | null;
  observationLiveAt: Instant | null;
  /** Newest last, at most 100. */
  logRecent: BufferLogEntry[];
  /** Why the buffer cannot move at all, with the setting that changes it; `null` where it can. */
  inert: Text | null;
}

/** What sources are read anew together. */
export const SOURCE_SCOPES = ['PRICES', 'FORECASTS', 'VEHICLES', 'EVCC', 'FILES'] as const;
export type SourceScope = (typeof SOURCE_SCOPES)[number];

/** Where values come from, and how far they can be trusted. */
export interface Source {
  /** `evccState`, `evccLive`, `gridTariff`, `feedInTariff`, `solarForecast`, `loadHistory`, `options`, … */
  id: string;
  scope: SourceScope;
  /** `REFRESHING` only while somebody waits for it: the polls of every minute are not shown. */
  state: 'WARMING' | 'FRESH' | 'REFRESHING' | 'STALE' | 'FAILED' | 'ABSENT';
  /** Last good reading. */
  updatedAt: Instant | null;
  /** Past this age the value counts as stale; `null` = a file, which is stale once it says something else. */
  maxAgeS: number | null;
  error: Text | null;
  /** How long the last reading took, good or not; `null` where none was timed. */
  lastDurationMs: number | null;
  /** What is wrong with a changed file that was not taken over, or which values of a source cannot be true. */
  findings: Finding[];
}

/** A banner: what is wrong or worth knowing, until it no longer is. */
export interface Notice {
  /** Stable, for clients that hide or translate it. */
  code: string;
  severity: 'INFO' | 'WARNING' | 'ERROR';
  since: Instant;
  message: Text;
}

/** The whole state after a cycle or a live change. Immutable. */
export interface Snapshot {
  /** Counts up over all snapshots and events, across restarts. */
  sequence: number;
  /** New with each start of the program. */
  instanceId: string;
  publishedAt: Instant;
  /** Number of the last finished cycle, 0 before the first; counts on across restarts. */
  cycleId: number;
  version: string;
  /** Set while the virtual house is run. `speed` = seconds of the house for one of ours. */
  demo: { speed: number } | null;
  siteTitle: string | null;
  currency: string;
  timeZone: string;
  evccVersion: string | null;
  power: PowerFlow | null;
  battery: BatteryView | null;
  loadpoints: LoadpointView[];
  /** What people decided, and in which order cars charge; absent = nothing. */
  control?: ControlView;
  plan: Plan | null;
  /** Why there is no plan yet; `null` where there is one. */
  planMissing: Text | null;
  intents: Intent[];
  buffer: BufferView | null;
  rollouts: Rollout[];
  /** Newest first, at most 20. */
  commands: Command[];
  /** Worst first. */
  notices: Notice[];
  sources: Source[];
  /** How far the first readings have come; `null` once the first plan is there. */
  warming: Warming | null;
  /** Warnings about the configuration. */
  findings: Finding[];
  /** By name: those that are connected, and those for which somebody chose. */
  displays: Display[];
  /** What the forecasts of the last days were worth. */
  forecastSkill: ForecastSkill[];
  /** Policies that decide beside the plan; absent or `null` before the first decision and without a battery. */
  shadow?: ShadowView | null;
  /** Departures that a person may confirm. */
  departureSuggestions: DepartureSuggestion[];
}
