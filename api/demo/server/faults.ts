import { type HouseFaults, NO_FAULTS } from '../simulation.ts';

/** What can go wrong with the virtual house; every fault may be switched while it runs. */
export interface Faults extends HouseFaults {
  /** Connections are reset. */
  unreachable: boolean;
  /** Every answer is late by so many real milliseconds. */
  slowMs: number;
  /** Every answer is a 500. */
  serverErrors: boolean;
  /** Every answer is a web page, as from a router or a captive portal. */
  html: boolean;
  /** The state stands still and the WebSocket is silent. */
  frozen: boolean;
}

export const NOTHING_WRONG: Readonly<Faults> = {
  ...NO_FAULTS,
  unreachable: false,
  slowMs: 0,
  serverErrors: false,
  html: false,
  frozen: false,
};

/** Switches for the faults. */
export interface FaultSwitches {
  readonly current: Readonly<Faults>;
  /** Changes the named faults and leaves the others as they are. */
  set(faults: Partial<Faults>): void;
  clear(): void;
  /**
   * Restarts evcc: sockets drop, external battery mode and running state are forgotten, settings stay, routes are
   * missing for `startupMs` of house time. After a `crash` the inverter stays in its mode until its own timeout.
   */
  restart(options?: { crash?: boolean; startupMs?: number }): void;
}
