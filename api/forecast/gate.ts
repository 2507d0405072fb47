import { clamp } from './statistics.ts';

/** Learns how much a forecast may say where another one is to fall back on. */
export interface Gate {
  /** A day passes: what was seen before counts less. */
  fade(): void;
  add(bold: number, safe: number, measured: number): void;
  /** Share of the bold forecast in the mixture with the least squared error so far, 0..1. */
  share(): number;
}

/** A day of evidence counts half after so many days. */
const HALF_LIFE_DAYS = 20;
/** The bold forecast is believed at first, as if it had been right for so many values. */
const TRUSTED_VALUES = 10 * 96;

/** @param trusted how many values of evidence the assumption `assumed` for the share counts for */
export function createGate(assumed = 1, trusted = TRUSTED_VALUES): Gate {
  let product = 0;
  let square = 0;
  let seen = 0;
  return {
    fade() {
      const rest = 0.5 ** (1 / HALF_LIFE_DAYS);
      product *= rest;
      square *= rest;
      seen *= rest;
    },
    add(bold, safe, measured) {
      const apart = bold - safe;
      product += (measured - safe) * apart;
      square += apart * apart;
      seen += 1;
    },
    share() {
      if (square <= 0) return assumed;
      const trust = (square / seen) * trusted;
      return clamp((product + assumed * trust) / (square + trust), 0, 1);
    },
  };
}
