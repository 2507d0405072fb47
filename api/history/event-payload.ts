import { z } from 'zod';
import { CAPABILITIES, type EventPayload, SOURCE_SCOPES } from '../house/index.ts';

export const text = z.object({ de: z.string(), en: z.string() });

const finding = z.object({
  field: z.string(),
  value: z.string().nullable(),
  severity: z.enum(['CRITICAL', 'WARNING']),
  message: text,
  suggestion: text,
});

const source = z.object({
  id: z.string(),
  scope: z.enum(SOURCE_SCOPES),
  state: z.enum(['WARMING', 'FRESH', 'REFRESHING', 'STALE', 'FAILED', 'ABSENT']),
  updatedAt: z.number().nullable(),
  maxAgeS: z.number().nullable(),
  error: text.nullable(),
  lastDurationMs: z.number().nullable(),
  findings: z.array(finding),
});

const action = z.enum([
  'BATTERY_RELEASE',
  'BATTERY_HOLD',
  'BATTERY_CHARGE',
  'BATTERY_HOLD_CHARGE',
  'BATTERY_TO_CAR',
  'CAR_WAIT',
  'CAR_SOLAR',
  'CAR_CHARGE',
  'CAR_LEAVE_ALONE',
  'BUFFER_SET',
  'BUFFER_KEEP',
]);

export const commandShape = {
  id: z.number(),
  at: z.number(),
  subject: z.string(),
  request: z.string(),
  cause: text,
  state: z.enum(['SENT', 'CONFIRMED', 'FAILED', 'UNCONFIRMED']),
  answer: z.string().nullable(),
  attempts: z.number(),
};

const override = z.object({
  kind: z.enum(['BOOST', 'SLOTS', 'PAUSE', 'PERSON', 'OPTIMIZER']),
  since: z.number(),
  until: z.number().nullable(),
  targetSocPercent: z.number().nullable(),
  message: text,
});

const rollout = z.object({
  capability: z.enum(CAPABILITIES),
  mode: z.enum(['OBSERVATION', 'LIVE']),
  liveAt: z.number().nullable(),
  daysRemaining: z.number().nullable(),
});

const notice = z.object({
  code: z.string(),
  severity: z.enum(['INFO', 'WARNING', 'ERROR']),
  since: z.number(),
  message: text,
});

/** What an event is about, as it is kept. */
export const eventPayload: z.ZodType<EventPayload> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('SOURCE'), source, summary: text.nullable() }),
  z.object({ kind: z.literal('WARMING'), done: z.number(), total: z.number() }),
  z.object({
    kind: z.literal('DECISION'),
    from: action.nullable(),
    to: action,
    live: z.boolean(),
    reason: text,
  }),
  z.object({ kind: z.literal('COMMAND'), command: z.object(commandShape) }),
  z.object({ kind: z.literal('OVERRIDE'), override: override.nullable() }),
  z.object({ kind: z.literal('ROLLOUT'), rollout }),
  z.object({ kind: z.literal('NOTICE'), notice, active: z.boolean() }),
  z.object({ kind: z.literal('ACTIVE_VIEW'), display: z.string(), view: z.string() }),
]);
