import { z } from 'zod';
import { type BufferLogEntry, HOUR_MS, type Instant, SLOT_MS } from '../house/index.ts';
import { type BufferModel, LOG_KEPT, newBufferModel } from './model.ts';
import { bufferReason } from './reason.ts';

/** ISO 8601; without a zone UTC is meant. */
const timestamp = z.string().transform((text, context): Instant => {
  const at = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);
  if (Number.isNaN(at)) context.addIssue({ code: 'custom', message: 'not a timestamp' });
  return at;
});

const event = z.object({
  ts: timestamp,
  mode: z.enum(['observation', 'live']),
  pv_confidence: z.number(),
  price_spread_ct: z.number(),
  hour_of_day: z.number(),
  expected_pv_kw: z.number(),
  old_buffer_pct: z.number(),
  new_buffer_pct: z.number(),
  applied: z.boolean(),
});

const file = z.object({
  deployment_ts: timestamp.nullable().catch(null),
  live_override: z.boolean().nullable().catch(null),
  observation_extended_until: timestamp.nullable().catch(null),
  current_buffer_pct: z.number().min(0).max(100).nullable().catch(null),
  log: z.array(z.unknown()).catch([]),
});

/**
 * Takes over the predecessor's `smartload_buffer_model.json`: first run, override and log, so that its days of
 * observing do not start again. What it does not tell, or tells in a broken way, is left as in a new model.
 *
 * @returns `null` where the JSON is nothing of the kind
 */
export function bufferModelFromPredecessor(json: unknown, now: Instant): BufferModel | null {
  const parsed = file.safeParse(json);
  if (!parsed.success) return null;
  const old = parsed.data;
  const log = old.log.flatMap((row) => logEntry(row) ?? []);
  const firstRunAt = old.deployment_ts ?? log[0]?.at ?? null;
  if (firstRunAt === null && old.live_override === null) return null;

  return {
    ...newBufferModel(Math.min(firstRunAt ?? now, now)),
    observationUntil: observationUntil(old, now),
    currentPercent: old.current_buffer_pct,
    log: log.slice(-LOG_KEPT),
  };
}

/** `live_override`: true = live, false = observing until the extension ends, null = by the clock. */
function observationUntil(old: z.infer<typeof file>, now: Instant): Instant | null {
  if (old.live_override === null) return null;
  return old.live_override ? now : old.observation_extended_until;
}

function logEntry(row: unknown): BufferLogEntry | null {
  const { data } = event.safeParse(row);
  if (!data) return null;
  const judged = {
    mode: data.mode === 'live' ? ('LIVE' as const) : ('OBSERVATION' as const),
    confidencePercent: data.pv_confidence,
    spreadCt: data.price_spread_ct,
    newPercent: data.new_buffer_pct,
  };
  return {
    at: data.ts,
    ...judged,
    hour: data.hour_of_day,
    // It added up the powers of quarter-hours, which is an energy only after their duration.
    expectedPvKwh: (data.expected_pv_kw * SLOT_MS) / HOUR_MS,
    oldPercent: data.old_buffer_pct,
    reason: bufferReason(judged),
    applied: data.applied,
  };
}
