import { z } from 'zod';
import { type BufferLogEntry, DAY_MS, type Instant } from '../house/index.ts';

/** So many log entries are kept: a week of quarter-hours and a little. */
export const LOG_KEPT = 700;

/** What the dynamic buffer remembers across restarts: plain JSON, replaced as a whole. */
export interface BufferModel {
  firstRunAt: Instant;
  /** When observing ends, as a person decided; `null` = the configured days after the first run. */
  observationUntil: Instant | null;
  /** The buffer that was worked out last, simulated or live; `null` before the first cycle. */
  currentPercent: number | null;
  /** evcc's `bufferSoc` before we first wrote it; `null` = we have nothing to put back. 0 = off. */
  foundBufferSocPercent: number | null;
  /** What we wrote last; `null` = nothing that is still to be put back. */
  writtenPercent: number | null;
  /** Newest last. */
  log: BufferLogEntry[];
}

const percent = z.number().min(0).max(100);
const instant = z.number().int();
const logEntry = z.object({
  at: instant,
  mode: z.enum(['OBSERVATION', 'LIVE']),
  confidencePercent: z.number(),
  spreadCt: z.number().nullable(),
  hour: z.number(),
  expectedPvKwh: z.number(),
  oldPercent: z.number(),
  newPercent: z.number(),
  reason: z.object({ de: z.string(), en: z.string() }),
  applied: z.boolean(),
});
const bufferModel: z.ZodType<BufferModel> = z.object({
  firstRunAt: instant,
  observationUntil: instant.nullable(),
  currentPercent: percent.nullable(),
  foundBufferSocPercent: percent.nullable(),
  writtenPercent: percent.nullable(),
  log: z.array(logEntry),
});

/** The model of a house in which the buffer runs for the first time. */
export function newBufferModel(now: Instant): BufferModel {
  return {
    firstRunAt: now,
    observationUntil: null,
    currentPercent: null,
    foundBufferSocPercent: null,
    writtenPercent: null,
    log: [],
  };
}

/** A model as it was stored; `null` where the JSON is not one. */
export function bufferModelFromJson(json: unknown): BufferModel | null {
  return bufferModel.safeParse(json).data ?? null;
}

/** Live from `now` on. */
export function activateLive(model: BufferModel, now: Instant): BufferModel {
  return { ...model, observationUntil: now };
}

/** Observes until `now` + `days`, then goes live by itself; takes a buffer that is live back to observing. */
export function extendObservation(model: BufferModel, now: Instant, days: number): BufferModel {
  return { ...model, observationUntil: now + days * DAY_MS };
}

/** When observing ends (or ended) by itself. */
export function observationEnd(model: BufferModel, observationDays: number): Instant {
  return model.observationUntil ?? model.firstRunAt + observationDays * DAY_MS;
}
