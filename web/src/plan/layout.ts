/** A band of the chart, in CSS pixels from its top. */
export interface Band {
  top: number;
  bottom: number;
}

/** Three bands share one time axis; each has a line for its title above it. */
export const LEFT = 34;
export const RIGHT = 10;
export const PRICE: Band = { top: 24, bottom: 112 };
export const POWER: Band = { top: 142, bottom: 302 };
export const SOC: Band = { top: 332, bottom: 412 };
export const HEIGHT = 448;
