import { graphql } from '../gql/index.ts';

export const PlanSlotParts = graphql(`
  fragment PlanSlotParts on PlanSlot {
    start
    end
    importPricePerKwh
    feedInPricePerKwh
    priceSource
    pvKw
    loadKw
    importKw
    exportKw
    curtailedKw
    batteries { id chargeKw dischargeKw socPercent }
    cars { id chargeKw socPercent }
    cost
    reason { de en }
  }
`);

export const PlanParts = graphql(`
  fragment PlanParts on Plan {
    computedAt
    status
    fallbackReason { de en }
    cost
    selfConsumptionCost
    peaks { peakKw cost }
    co2Kg
    loads { id title runs { start end } energyKwh missingKwh }
    solveMs
    pricesKnownUntil
    quietHours { start end }
    shortfalls { kind subject energyKwh message { de en } }
    uncertainty { gain insuranceCost }
    slots { ...PlanSlotParts }
  }
`);

export const Replan = graphql(`
  mutation Replan {
    replan {
      __typename
      ...RefusalParts
    }
  }
`);
