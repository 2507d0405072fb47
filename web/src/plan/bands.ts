import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import type { PlanBandsQuery } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import type { Bands, Range } from './slots.ts';

/** What only the picture of the whole plan needs, so that the live stream goes without. */
const PlanBands = graphql(`
  query PlanBands {
    snapshot {
      plan {
        slots { end pvP10Kw pvP90Kw loadP10Kw loadP90Kw }
      }
    }
  }
`);

const UNKNOWN: Bands = new Map();

/**
 * How far PV and load may be off in each slot; unknown until it arrives, and where it does not.
 *
 * @param computedAt of the plan that it is for: another one is asked for anew
 */
export function useBands(computedAt: string): Bands {
  const client = useClient();
  const [bands, setBands] = useState(UNKNOWN);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another plan has other bands
  useEffect(() => {
    let isCurrent = true;
    void client
      .query(PlanBands, {})
      .toPromise()
      .then(({ data }) => {
        if (isCurrent && data) setBands(bandsOf(data));
      });
    return () => {
      isCurrent = false;
    };
  }, [client, computedAt]);
  return bands;
}

function bandsOf({ snapshot }: PlanBandsQuery): Bands {
  const slots = snapshot?.plan?.slots ?? [];
  return new Map(
    slots.map(({ end, pvP10Kw, pvP90Kw, loadP10Kw, loadP90Kw }) => {
      const [pvBand, loadBand] = [rangeOf(pvP10Kw, pvP90Kw), rangeOf(loadP10Kw, loadP90Kw)];
      return [Date.parse(end), { ...(pvBand && { pvBand }), ...(loadBand && { loadBand }) }];
    }),
  );
}

function rangeOf(low: number | null, high: number | null): Range | null {
  return low === null || high === null ? null : [low, high];
}
