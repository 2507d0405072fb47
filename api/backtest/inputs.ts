import { HOUR_MS, SLOT_MS } from '../house/index.ts';
import type { Scenario } from './scenario.ts';
import type { Series } from './series.ts';
import type { Unusable } from './sessions.ts';

/** What of a series is there. Counts are of whole files, hours of the days that were asked for. */
export interface SeriesInput {
  rows: number;
  /** Rows without a value. */
  missing: number;
  /** Rows for a time of which a later row tells again. */
  repeated: number;
  /** Values that cannot be, taken as missing. */
  refused: number;
  /** Nothing is known in so many hours. */
  gapHours: number;
  /** In so many hours of short gaps it goes on. */
  bridgedHours: number;
}

/** What was found in the files. */
export interface Inputs {
  /** That were asked for. */
  hours: number;
  load: SeriesInput;
  pv: SeriesInput;
  price: SeriesInput;
  /** `null` = persistence. */
  pvForecast: SeriesInput | null;
  cars: {
    id: string;
    sessions: number;
    unusable: Record<Unusable, number>;
    /** Of which more was charged than full power can bring; the rest is not asked for. */
    cut: number;
  }[];
}

/** Takes stock of the files of a scenario. */
export function inputsOf(scenario: Scenario): Inputs {
  const { from, to, load, pv, price, pvForecast, cars } = scenario;
  const seriesInput = ({ count, at, isBridged }: Series): SeriesInput => {
    let gaps = 0;
    let bridged = 0;
    for (let quarter = from; quarter < to; quarter += SLOT_MS) {
      if (at(quarter) === null) gaps += 1;
      if (isBridged(quarter)) bridged += 1;
    }
    return { ...count, gapHours: (gaps * SLOT_MS) / HOUR_MS, bridgedHours: (bridged * SLOT_MS) / HOUR_MS };
  };
  return {
    hours: (to - from) / HOUR_MS,
    load: seriesInput(load),
    pv: seriesInput(pv),
    price: seriesInput(price),
    pvForecast: pvForecast && seriesInput(pvForecast.series),
    cars: cars.map(({ id, sessions, unusable, cut }) => ({ id, sessions: sessions.length, unusable, cut })),
  };
}

/** Rows of cars' files that cannot be used, all reasons together. */
export function unusableSessions({ cars }: Inputs): number {
  return cars.reduce(
    (sum, { unusable }) => sum + Object.values(unusable).reduce((all, count) => all + count, 0),
    0,
  );
}
