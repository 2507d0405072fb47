import type { ActionResult } from './actions.ts';

/** evcc as it was found at an address, for people to look at before it counts. `null` is unknown. */
export interface FoundEvcc {
  /** As it would be kept. */
  address: string;
  version: string | null;
  siteTitle: string | null;
  loadpoints: { title: string; vehicleTitle: string | null }[];
  /** `null` where evcc has none. */
  battery: { socPercent: number | null; capacityKwh: number | null; controllable: boolean } | null;
  hasPv: boolean;
  /** Which of evcc's tariffs have values now. */
  tariffs: { grid: boolean; feedIn: boolean; solar: boolean };
}

/** How far it is settled which evcc is steered. */
export interface SetupState {
  /** Whether that can be chosen on the page; not where a file, the environment or the command line says it. */
  possible: boolean;
  /** Whether it has to be, or may be because nothing but the virtual house is there. */
  needed: boolean;
  /** What was chosen on the page; `null` = nothing. */
  address: string | null;
}

/** What people can ask for on their first visit. */
export interface SetupActions {
  state(): SetupState;
  /** Looks under the names that evcc usually has. */
  find(): Promise<ActionResult<FoundEvcc[]>>;
  /** Looks at one address of the home's network. */
  check(address: string): Promise<ActionResult<FoundEvcc>>;
  /** Keeps an address, provided that evcc is there, and begins anew with it. */
  finish(address: string): Promise<ActionResult<SetupState>>;
  /** Forgets it: what the configuration says counts again. */
  forget(): Promise<ActionResult<SetupState>>;
}
