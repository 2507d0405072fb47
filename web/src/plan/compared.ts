import type { WhatIfQueryVariables } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import type { Slot } from './slots.ts';

export const Cycles = graphql(`
  query Cycles {
    cycles(first: 40) {
      __typename
      ... on CyclesConnection { edges { node { id at } } }
      ...RefusalParts
    }
  }
`);

export const CyclePlan = graphql(`
  query CyclePlan($id: Int!) {
    cycle(id: $id) {
      __typename
      ... on Cycle { at plan { ...PlanParts } }
      ...RefusalParts
    }
  }
`);

export const COMPARISONS = ['nothing', 'evcc', 'selfConsumption', 'noBattery', 'hourAgo'] as const;
export type ComparisonKind = (typeof COMPARISONS)[number];

/** A plan that is drawn beside the one in force. */
export interface Compared {
  /** Its slots that lie within the one in force. */
  slots: readonly Slot[];
  /** What there is to say of it; `null` as long as it is asked for. */
  text: string | null;
}

export const NOT_COMPARED: Compared = { slots: [], text: null };

/** What another way to go through the same hours changes, as a question to the server. */
export const OTHER_WAYS = {
  evcc: { rule: 'EVCC' },
  selfConsumption: { rule: 'SELF_CONSUMPTION' },
  noBattery: { battery: { capacityKwh: 0 } },
} satisfies Partial<Record<ComparisonKind, WhatIfQueryVariables['changes']>>;
export type OtherWayKind = keyof typeof OTHER_WAYS;
