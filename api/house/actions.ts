import type {
  ControlView,
  Pause,
  ScheduleEntry,
  SlotAction,
  SlotOverride,
  VehicleWishes,
} from './control.ts';
import type { DepartureSuggestion } from './departure.ts';
import type { Display, View } from './display.ts';
import type { Plan } from './plan.ts';
import type { Capability } from './settings.ts';
import type { LoadpointView, Rollout, Source, SourceScope } from './snapshot.ts';
import type { Text } from './text.ts';
import type { Instant } from './time.ts';

/** Why something that a person asked for was not done, in terms they can act on. */
export interface Refusal {
  ok: false;
  code:
    | 'UNKNOWN_LOADPOINT'
    | 'UNKNOWN_SOURCE'
    | 'UNKNOWN_VEHICLE'
    | 'UNKNOWN_OVERRIDE'
    | 'NO_CAR'
    | 'INVALID_VALUE'
    | 'NOT_READY'
    | 'EVCC_UNREACHABLE'
    | 'EVCC_REFUSED';
  /** Argument that it is about; `null` where it is none. */
  field: string | null;
  message: Text;
}

export type ActionResult<T> = { ok: true; value: T } | Refusal;

/** A boost ends at the first of: `until`, `targetSocPercent`, the car leaving, or a cancel. */
export interface BoostRequest {
  loadpoint: string;
  until: Instant | null;
  /** 1 to 1440; without any end 90 minutes are meant. */
  minutes: number | null;
  targetSocPercent: number | null;
}

/** A departure that a person sets for the car at a loadpoint; `departure: null` takes it back. */
export interface DepartureRequest {
  loadpoint: string;
  departure: Instant | null;
  targetSocPercent: number | null;
  /** For a car without SoC. */
  targetEnergyKwh: number | null;
}

/** What a car at a loadpoint is to have, from now on; both `null` takes it back. */
export interface TargetRequest {
  loadpoint: string;
  targetSocPercent: number | null;
  /** For a car without SoC. */
  targetEnergyKwh: number | null;
}

/** Slots that a person decides: from `start` to `end`, at most a week ahead. */
export interface SlotRequest {
  start: Instant;
  end: Instant;
  /** `battery` or a loadpoint's id. */
  target: string;
  action: SlotAction;
}

/** What people can ask of the displays. */
export interface DisplayActions {
  /** Chooses what a display shows; `null` takes the choice back. */
  showView(display: string, view: View | null): Promise<ActionResult<Display>>;
}

/** Everything that people can ask for. Each answer comes once the request is stored and will outlive a crash. */
export interface Actions extends LoopActions, DisplayActions {}

/** What people can ask the loop for. */
export interface LoopActions {
  activateLive(capability: Capability): Promise<ActionResult<Rollout>>;
  /** Observes until now + days (1 to 90), then goes live by itself. */
  extendObservation(capability: Capability, days: number): Promise<ActionResult<Rollout>>;
  /** Runs a cycle now; the answer is its plan. */
  replan(): Promise<ActionResult<Plan>>;
  setDeparture(request: DepartureRequest): Promise<ActionResult<LoadpointView>>;
  boost(request: BoostRequest): Promise<ActionResult<LoadpointView>>;
  cancelBoost(loadpoint: string): Promise<ActionResult<LoadpointView>>;
  setTarget(request: TargetRequest): Promise<ActionResult<LoadpointView>>;
  /** Takes control of a loadpoint back: whatever a person changed there, a boost and running slots end. */
  releaseOverride(loadpoint: string): Promise<ActionResult<LoadpointView>>;
  /** Releases everything, until `until` or, with `null`, until `resumeControl`. */
  pauseControl(until: Instant | null): Promise<ActionResult<Pause>>;
  resumeControl(): Promise<ActionResult<ControlView>>;
  overrideSlots(request: SlotRequest): Promise<ActionResult<SlotOverride>>;
  clearSlotOverride(id: string): Promise<ActionResult<SlotOverride>>;
  /** Replaces a car's whole schedule; no entries take it back. */
  setSchedule(vehicle: string, entries: readonly ScheduleEntry[]): Promise<ActionResult<VehicleWishes>>;
  /** Adds a suggested departure to the car's schedule. */
  acceptDeparture(id: string): Promise<ActionResult<VehicleWishes>>;
  /** Never suggests it again. */
  dismissDeparture(id: string): Promise<ActionResult<DepartureSuggestion>>;
  setManualSoc(vehicle: string, socPercent: number): Promise<ActionResult<VehicleWishes>>;
  clearManualSoc(vehicle: string): Promise<ActionResult<VehicleWishes>>;
  /** Reads the car anew, as soon as its source allows. */
  pollVehicle(vehicle: string): Promise<ActionResult<VehicleWishes>>;
  /** Reads a source anew; the answer comes when that is done, and says whether it went well. */
  refreshSource(id: string): Promise<ActionResult<Source>>;
  /** Reads all sources of a scope anew, `null` = all there are. */
  refreshSources(scope: SourceScope | null): Promise<ActionResult<Source[]>>;
}
