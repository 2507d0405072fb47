import type { BatteryPartsFragment, BufferPartsFragment, RolloutPartsFragment } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

export const BatteryParts = graphql(`
  fragment BatteryParts on Battery {
    socPercent
    capacityKwh
    minSocPercent
    maxSocPercent
    powerKw
    mode
    externalMode
    wearCostPerKwh
  }
`);

export const BufferParts = graphql(`
  fragment BufferParts on Buffer {
    currentBufferPercent
    inert { de en }
    logRecent {
      at
      mode
      confidencePercent
      spreadCt
      expectedPvKwh
      oldPercent
      newPercent
      reason { de en }
      applied
    }
  }
`);

export const RolloutParts = graphql(`
  fragment RolloutParts on Rollout {
    capability
    mode
    liveAt
    daysRemaining
  }
`);

export const ActivateLive = graphql(`
  mutation ActivateLive($capability: Capability!) {
    activateLive(capability: $capability) {
      __typename
      ...RefusalParts
    }
  }
`);

export const ExtendObservation = graphql(`
  mutation ExtendObservation($capability: Capability!, $days: Int!) {
    extendObservation(capability: $capability, days: $days) {
      __typename
      ...RefusalParts
    }
  }
`);

export const Week = graphql(`
  query Week($from: DateTime!, $to: DateTime!) {
    history(from: $from, to: $to, first: 1000) {
      __typename
      ... on HistoryConnection {
        edges { node { start batteryChargeKwh batteryDischargeKwh socPercent } }
      }
      ...RefusalParts
    }
  }
`);

export type Battery = BatteryPartsFragment;
export type Buffer = BufferPartsFragment;
export type Rollout = RolloutPartsFragment;
