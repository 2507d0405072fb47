import type { IntentPartsFragment, PowerPartsFragment } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

export const PowerParts = graphql(`
  fragment PowerParts on PowerFlow {
    observedAt
    gridKw
    pvKw
    homeKw
    batteryKw
    importPricePerKwh
    feedInPricePerKwh
  }
`);

export const IntentParts = graphql(`
  fragment IntentParts on Intent {
    subject
    capability
    action
    until
    next
    live
    reason { de en }
  }
`);

export const Today = graphql(`
  query Today($from: DateTime!, $to: DateTime!) {
    history(from: $from, to: $to) {
      __typename
      ... on HistoryConnection {
        edges { node { cost plannedCost importKwh pvKwh loadKwh carsKwh } }
      }
      ...RefusalParts
    }
  }
`);

export type Power = PowerPartsFragment;
export type Intent = IntentPartsFragment;
