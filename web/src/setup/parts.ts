import type { FoundEvccPartsFragment } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

export const FoundEvccParts = graphql(`
  fragment FoundEvccParts on FoundEvcc {
    address
    version
    siteTitle
    loadpoints { title vehicleTitle }
    battery { socPercent capacityKwh controllable }
    hasPv
    tariffs { grid feedIn solar }
  }
`);

/** With the running house: there is none as long as the configuration is rejected. */
export const SetupState = graphql(`
  query SetupState {
    setup { possible needed address }
    health { instanceId }
  }
`);

export const FindEvcc = graphql(`
  mutation FindEvcc {
    findEvcc {
      __typename
      ...RefusalParts
      ... on SearchForEvcc { found { ...FoundEvccParts } }
    }
  }
`);

export const CheckEvcc = graphql(`
  mutation CheckEvcc($address: String!) {
    checkEvcc(address: $address) {
      __typename
      ...RefusalParts
      ...FoundEvccParts
    }
  }
`);

export const FinishSetup = graphql(`
  mutation FinishSetup($address: String!) {
    finishSetup(address: $address) { __typename ...RefusalParts }
  }
`);

export const ForgetEvcc = graphql(`
  mutation ForgetEvcc {
    forgetEvcc { __typename ...RefusalParts }
  }
`);

export type FoundEvcc = FoundEvccPartsFragment;

/** The three steps of the first visit. */
export const STEPS = ['find', 'check', 'steer'] as const;
export type Step = (typeof STEPS)[number];
