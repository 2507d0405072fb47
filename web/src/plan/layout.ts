/** A band of the chart, in CSS pixels from its top. */
export interface Band {
  top: number;
  bottom: number;
}

/** The bands share one time axis; each has a line for its title above it. */
export const LEFT = 34;
export const RIGHT = 10;
export const PRICE: Band = { top: 24, bottom: 112 };
export const POWER: Band = { top: 142, bottom: 302 };

/** What lies below the powers. */
export interface Layout {
  /** Import and export; `null` where the picture goes without. */
  grid: Band | null;
  soc: Band;
  height: number;
}

/** At a glance. */
export const SHORT: Layout = { grid: null, soc: { top: 332, bottom: 412 }, height: 448 };
/** With everything there is. */
export const FULL: Layout = {
  grid: { top: 332, bottom: 402 },
  soc: { top: 432, bottom: 512 },
  height: 548,
};
