import { z } from 'zod';
import { DAY_MS, type Instant, type Rate } from '../house/index.ts';

/** The shape of prices by weekday and hour needs a few weeks. */
const KEPT_MS = 28 * DAY_MS;

const stored = z.array(z.tuple([z.number(), z.number(), z.number()]));

/** Published prices of the last weeks, to estimate those that are not published yet. */
export interface PriceMemory {
  rates(): readonly Rate[];
  add(rates: readonly Rate[], now: Instant): void;
}

/** @param load what `save` was given last, or null */
export function createPriceMemory(load: unknown, save: (value: unknown) => void): PriceMemory {
  const known = new Map<Instant, Rate>();
  for (const [start, end, value] of stored.safeParse(load).data ?? [])
    known.set(start, { start, end, value });

  return {
    rates: () => [...known.values()],
    add(rates, now) {
      const before = known.size;
      for (const rate of rates) known.set(rate.start, rate);
      if (known.size === before) return;
      for (const [start, rate] of known) if (rate.end < now - KEPT_MS) known.delete(start);
      save([...known.values()].map(({ start, end, value }) => [start, end, value]));
    },
  };
}
