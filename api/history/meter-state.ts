import { z } from 'zod';

const reading = z.number().nullable();

const loadpointSample = z.object({
  id: z.string(),
  powerKw: reading,
  connected: z.boolean(),
  maxPowerKw: reading,
  readyAt: reading.default(null),
});

const meterSample = z.object({
  at: z.number(),
  gridKw: reading,
  pvKw: reading,
  homeKw: reading,
  batteryKw: reading,
  carsKw: reading,
  socPercent: reading,
  importPricePerKwh: reading,
  feedInPricePerKwh: reading,
  loadpoints: z.array(loadpointSample).default([]),
});

/** Powers and prices of one moment. `null` is unknown. Grid + import, battery + discharge. */
export type MeterSample = z.infer<typeof meterSample>;
/** One loadpoint of it. */
export type LoadpointSample = z.infer<typeof loadpointSample>;

const tally = z.object({ sum: z.number(), knownMs: z.number() });
/** Something that adds up, and for how much of the quarter it was known. */
export type Tally = z.infer<typeof tally>;

const runningQuarter = z.object({
  start: z.number(),
  importKwh: tally,
  exportKwh: tally,
  pvKwh: tally,
  loadKwh: tally,
  batteryChargeKwh: tally,
  batteryDischargeKwh: tally,
  carsKwh: tally,
  cost: tally,
  loadpoints: z
    .record(
      z.string(),
      loadpointSample.pick({ connected: true, maxPowerKw: true, readyAt: true }).extend({ energyKwh: tally }),
    )
    .default({}),
});
/** What the running quarter of an hour has brought so far. */
export type RunningQuarter = z.infer<typeof runningQuarter>;

const meterState = z.object({ last: meterSample, quarter: runningQuarter });

/** All that the meter knows, as plain JSON: kept over a restart, the running quarter goes on. */
export type MeterState = z.infer<typeof meterState>;

/** Reads a state that was kept as JSON. @throws where it is none */
export function decodeMeterState(value: unknown): MeterState {
  return meterState.parse(value);
}
