import { type HouseFaults, NO_FAULTS } from '../simulation.ts';

/**
 * How a write is answered: with a 500, with a 404, with a 409 as where evcc's optimizer owns the setting, or with 200
 * while nothing happens.
 */
export type WriteFault = 'error' | 'missing' | 'owned' | 'ignored';

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
  /** How every write is answered; `null` = as it should be. */
  writes: WriteFault | null;
  /** How those writes are answered whose path holds one of these. */
  writesTo: Readonly<Record<string, WriteFault>>;
  /** Somebody put the loadpoints into the opposite order. */
  reversedLoadpoints: boolean;
  /** New names of loadpoints, by the old ones. */
  loadpointNames: Readonly<Record<string, string>>;
  /** The SoC that every known car tells instead of its own, in %. */
  vehicleSoc: number | null;
}

export const NOTHING_WRONG: Readonly<Faults> = {
  ...NO_FAULTS,
  unreachable: false,
  slowMs: 0,
  serverErrors: false,
  html: false,
  frozen: false,
  writes: null,
  writesTo: {},
  reversedLoadpoints: false,
  loadpointNames: {},
  vehicleSoc: null,
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
