import { z } from 'zod';
import type { EvccClient } from '../evcc/index.ts';
import type { Store } from '../history/index.ts';
import { DAY_MS, type Instant, type Rate } from '../house/index.ts';

/** The load is learned from so many days, and evcc keeps the temperatures of seven. */
const KEPT_MS = 60 * DAY_MS;
/** Nowhere is it colder or warmer, °C. */
const COLDEST_C = -60;
const WARMEST_C = 60;

const stored = z.array(z.tuple([z.number(), z.number(), z.number()]));

/** Outdoor temperatures, past and forecast. */
export interface Temperatures {
  /**
   * All that are known, in °C, with what evcc tells now; empty where it has none.
   *
   * @throws EvccError where evcc does not answer
   */
  read(now: Instant): Promise<Rate[]>;
}

/** Keeps past temperatures for as long as loads are learned from; of a time that is told again the newest counts. */
export function createTemperatures(
  evcc: Partial<Pick<EvccClient, 'readTemperatures'>>,
  store: Pick<Store, 'get' | 'set'>,
): Temperatures {
  const known = new Map<Instant, Rate>();
  for (const [start, end, value] of store.get('temperatures', (json) => stored.parse(json)) ?? [])
    known.set(start, { start, end, value });

  return {
    async read(now) {
      const told = (await evcc.readTemperatures?.()) ?? [];
      for (const rate of told)
        if (rate.value >= COLDEST_C && rate.value <= WARMEST_C) known.set(rate.start, rate);
      for (const [start, { end }] of known) if (end < now - KEPT_MS) known.delete(start);
      if (known.size > 0)
        store.set(
          'temperatures',
          [...known.values()].map(({ start, end, value }) => [start, end, value]),
        );
      return [...known.values()];
    },
  };
}
