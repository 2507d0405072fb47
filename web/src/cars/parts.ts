import { graphql } from '../gql/index.ts';

export const LoadpointParts = graphql(`
  fragment LoadpointParts on Loadpoint {
    id
    title
    mode
    connected
    charging
    powerKw
    vehicleName
    vehicleTitle
    vehicleSocPercent
    targetSocPercent
    targetEnergyKwh
    departure
    departureSource
    neededKwh
    expectedSocPercent
    isHeating
    override {
      kind
      since
      until
      targetSocPercent
      message { de en }
    }
  }
`);

export const SetDeparture = graphql(`
  mutation SetDeparture(
    $loadpoint: ID!
    $departure: DateTime
    $targetSocPercent: Float
    $targetEnergyKwh: Float
  ) {
    setDeparture(
      loadpoint: $loadpoint
      departure: $departure
      targetSocPercent: $targetSocPercent
      targetEnergyKwh: $targetEnergyKwh
    ) {
      __typename
      ...RefusalParts
    }
  }
`);

export const SetTarget = graphql(`
  mutation SetTarget($loadpoint: ID!, $targetSocPercent: Float, $targetEnergyKwh: Float) {
    setTarget(
      loadpoint: $loadpoint
      targetSocPercent: $targetSocPercent
      targetEnergyKwh: $targetEnergyKwh
    ) {
      __typename
      ...RefusalParts
    }
  }
`);

export const Boost = graphql(`
  mutation Boost($loadpoint: ID!, $minutes: Int, $targetSocPercent: Float) {
    boost(loadpoint: $loadpoint, minutes: $minutes, targetSocPercent: $targetSocPercent) {
      __typename
      ...RefusalParts
    }
  }
`);

export const CancelBoost = graphql(`
  mutation CancelBoost($loadpoint: ID!) {
    cancelBoost(loadpoint: $loadpoint) {
      __typename
      ...RefusalParts
    }
  }
`);
