import { z } from 'zod';
import { HOUR_MS, type Instant, type Plan, type Slot } from '../house/index.ts';

const spanShape = z.object({ start: z.number(), end: z.number(), cost: z.number() });
/** What a plan expected for a span while it was, or will be, in force. */
type Span = z.infer<typeof spanShape>;

const spansShape = z.array(spanShape);
export type PlannedSpans = z.infer<typeof spansShape>;

/** Further ahead than this nothing is kept over a restart: the first cycle plans anew. */
const KEPT_MS = HOUR_MS;

/** What the plans in force expected, for what is not over yet. */
export interface PlannedCosts {
  /** The plan counts from its first slot on; up to there stays what the one before it expected. */
  follow(plan: Plan): void;
  /**
   * Expected cost of a span of time, currency: of a slot in which a plan was replaced, the share of time that each was in
   * force. `null` where for a part of it none was. What lies before its end is forgotten.
   */
  take(span: Slot): number | null;
  /** Plain JSON, kept over a restart. */
  state(): PlannedSpans;
}

/** @param kept what was known before a restart */
export function createPlannedCosts(kept: PlannedSpans | null): PlannedCosts {
  let spans: readonly Span[] = kept ?? [];
  return {
    follow({ slots }) {
      const [first] = slots;
      if (!first) return;
      const before = spans.flatMap((span) => within(span, Number.NEGATIVE_INFINITY, first.start));
      spans = [...before, ...slots.map(({ start, end, cost }) => ({ start, end, cost }))];
    },
    take({ start, end }) {
      const parts = spans.flatMap((span) => within(span, start, end));
      spans = spans.flatMap((span) => within(span, end, Number.POSITIVE_INFINITY));
      const coveredMs = parts.reduce((sum, part) => sum + part.end - part.start, 0);
      return coveredMs < end - start ? null : parts.reduce((sum, { cost }) => sum + cost, 0);
    },
    state() {
      const until = (spans[0]?.start ?? 0) + KEPT_MS;
      return spans.filter((span) => span.start < until);
    },
  };
}

/** Reads what was kept as JSON. @throws where it is none */
export function decodePlannedSpans(value: unknown): PlannedSpans {
  return spansShape.parse(value);
}

/** The part of a span between two instants, with its share of the cost. */
function within(span: Span, from: Instant, to: Instant): Span[] {
  const start = Math.max(span.start, from);
  const end = Math.min(span.end, to);
  if (end <= start) return [];
  return [{ start, end, cost: (span.cost * (end - start)) / (span.end - span.start) }];
}
