/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  fragment BatteryParts on Battery {\n    socPercent\n    capacityKwh\n    minSocPercent\n    maxSocPercent\n    powerKw\n    mode\n    externalMode\n    wearCostPerKwh\n  }\n": typeof types.BatteryPartsFragmentDoc,
    "\n  fragment BufferParts on Buffer {\n    currentBufferPercent\n    inert { de en }\n    logRecent {\n      at\n      mode\n      confidencePercent\n      spreadCt\n      expectedPvKwh\n      oldPercent\n      newPercent\n      reason { de en }\n      applied\n    }\n  }\n": typeof types.BufferPartsFragmentDoc,
    "\n  fragment RolloutParts on Rollout {\n    capability\n    mode\n    liveAt\n    daysRemaining\n  }\n": typeof types.RolloutPartsFragmentDoc,
    "\n  mutation ActivateLive($capability: Capability!) {\n    activateLive(capability: $capability) {\n      __typename\n      ...RefusalParts\n    }\n  }\n": typeof types.ActivateLiveDocument,
    "\n  mutation ExtendObservation($capability: Capability!, $days: Int!) {\n    extendObservation(capability: $capability, days: $days) {\n      __typename\n      ...RefusalParts\n    }\n  }\n": typeof types.ExtendObservationDocument,
    "\n  query Week($from: DateTime!, $to: DateTime!) {\n    history(from: $from, to: $to, first: 1000) {\n      __typename\n      ... on HistoryConnection {\n        edges { node { start batteryChargeKwh batteryDischargeKwh socPercent } }\n      }\n      ...RefusalParts\n    }\n  }\n": typeof types.WeekDocument,
    "\n  fragment LoadpointParts on Loadpoint {\n    id\n    title\n    mode\n    connected\n    charging\n    powerKw\n    vehicleName\n    vehicleTitle\n    vehicleSocPercent\n    targetSocPercent\n    targetEnergyKwh\n    departure\n    departureSource\n    neededKwh\n    expectedSocPercent\n    isHeating\n    override {\n      kind\n      since\n      until\n      targetSocPercent\n      message { de en }\n    }\n  }\n": typeof types.LoadpointPartsFragmentDoc,
    "\n  mutation SetDeparture(\n    $loadpoint: ID!\n    $departure: DateTime\n    $targetSocPercent: Float\n    $targetEnergyKwh: Float\n  ) {\n    setDeparture(\n      loadpoint: $loadpoint\n      departure: $departure\n      targetSocPercent: $targetSocPercent\n      targetEnergyKwh: $targetEnergyKwh\n    ) {\n      __typename\n      ...RefusalParts\n    }\n  }\n": typeof types.SetDepartureDocument,
    "\n  mutation SetTarget($loadpoint: ID!, $targetSocPercent: Float, $targetEnergyKwh: Float) {\n    setTarget(\n      loadpoint: $loadpoint\n      targetSocPercent: $targetSocPercent\n      targetEnergyKwh: $targetEnergyKwh\n    ) {\n      __typename\n      ...RefusalParts\n    }\n  }\n": typeof types.SetTargetDocument,
    "\n  mutation Boost($loadpoint: ID!, $minutes: Int, $targetSocPercent: Float) {\n    boost(loadpoint: $loadpoint, minutes: $minutes, targetSocPercent: $targetSocPercent) {\n      __typename\n      ...RefusalParts\n    }\n  }\n": typeof types.BoostDocument,
    "\n  mutation CancelBoost($loadpoint: ID!) {\n    cancelBoost(loadpoint: $loadpoint) {\n      __typename\n      ...RefusalParts\n    }\n  }\n": typeof types.CancelBoostDocument,
    "\n  fragment ControlParts on Control {\n    pause { since until message { de en } }\n    queue {\n      quiet\n      advice { kind loadpoint until message { de en } }\n      entries { vehicle title loadpoint state start end departure neededKwh reason { de en } }\n    }\n    slotOverrides { id target action start end message { de en } }\n    vehicles {\n      vehicle\n      title\n      nextDeparture\n      target { since }\n      manualSoc { socPercent since }\n      soc { socPercent measuredAt teller stale }\n      schedule { entries { weekdays time targetSocPercent } }\n    }\n  }\n": typeof types.ControlPartsFragmentDoc,
    "\n  fragment SuggestionParts on DepartureSuggestion {\n    id\n    vehicle\n    title\n    seen\n    days\n    message { de en }\n  }\n": typeof types.SuggestionPartsFragmentDoc,
    "\n  mutation PauseControl($until: DateTime) {\n    pauseControl(until: $until) { __typename ...RefusalParts }\n  }\n": typeof types.PauseControlDocument,
    "\n  mutation ResumeControl {\n    resumeControl { __typename ...RefusalParts }\n  }\n": typeof types.ResumeControlDocument,
    "\n  mutation OverrideSlots($target: ID!, $action: SlotAction!, $start: DateTime!, $end: DateTime!) {\n    overrideSlots(target: $target, action: $action, start: $start, end: $end) { __typename ...RefusalParts }\n  }\n": typeof types.OverrideSlotsDocument,
    "\n  mutation ClearSlotOverride($id: ID!) {\n    clearSlotOverride(id: $id) { __typename ...RefusalParts }\n  }\n": typeof types.ClearSlotOverrideDocument,
    "\n  mutation ReleaseOverride($loadpoint: ID!) {\n    releaseOverride(loadpoint: $loadpoint) { __typename ...RefusalParts }\n  }\n": typeof types.ReleaseOverrideDocument,
    "\n  mutation AcceptDeparture($id: ID!) {\n    acceptDeparture(id: $id) { __typename ...RefusalParts }\n  }\n": typeof types.AcceptDepartureDocument,
    "\n  mutation DismissDeparture($id: ID!) {\n    dismissDeparture(id: $id) { __typename ...RefusalParts }\n  }\n": typeof types.DismissDepartureDocument,
    "\n  mutation SetSchedule($vehicle: ID!, $entries: [ScheduleEntryInput!]!) {\n    setSchedule(vehicle: $vehicle, entries: $entries) { __typename ...RefusalParts }\n  }\n": typeof types.SetScheduleDocument,
    "\n  mutation SetManualSoc($vehicle: ID!, $socPercent: Float!) {\n    setManualSoc(vehicle: $vehicle, socPercent: $socPercent) { __typename ...RefusalParts }\n  }\n": typeof types.SetManualSocDocument,
    "\n  mutation ClearManualSoc($vehicle: ID!) {\n    clearManualSoc(vehicle: $vehicle) { __typename ...RefusalParts }\n  }\n": typeof types.ClearManualSocDocument,
    "\n  mutation PollVehicle($vehicle: ID!) {\n    pollVehicle(vehicle: $vehicle) { __typename ...RefusalParts }\n  }\n": typeof types.PollVehicleDocument,
    "\n  fragment DisplayParts on Display {\n    name\n    view\n    chosenAt\n    connectedSince\n  }\n": typeof types.DisplayPartsFragmentDoc,
    "\n  mutation ShowView($display: String!, $view: View) {\n    showView(display: $display, view: $view) {\n      __typename\n      ...RefusalParts\n    }\n  }\n": typeof types.ShowViewDocument,
    "\n  fragment LiveParts on LiveMessage {\n    sequence\n    instanceId\n    publishedAt\n    events { ...EventParts }\n    snapshot {\n      version\n      evccVersion\n      siteTitle\n      currency\n      timeZone\n      demo { speed }\n      power { ...PowerParts }\n      battery { ...BatteryParts }\n      loadpoints { ...LoadpointParts }\n      plan { ...PlanParts }\n      planMissing { de en }\n      intents { ...IntentParts }\n      buffer { ...BufferParts }\n      rollouts { ...RolloutParts }\n      commands { ...CommandParts }\n      notices { ...NoticeParts }\n      sources { ...SourceParts }\n      warming { done total }\n      findings { ...FindingParts }\n      displays { ...DisplayParts }\n      forecastSkill { ...SkillParts }\n      control { ...ControlParts }\n      departureSuggestions { ...SuggestionParts }\n    }\n    change {\n      changed\n      version\n      evccVersion\n      siteTitle\n      currency\n      timeZone\n      demo { speed }\n      power { ...PowerParts }\n      battery { ...BatteryParts }\n      loadpoints { ...LoadpointParts }\n      plan { ...PlanParts }\n      planMissing { de en }\n      intents { ...IntentParts }\n      buffer { ...BufferParts }\n      rollouts { ...RolloutParts }\n      commands { ...CommandParts }\n      notices { ...NoticeParts }\n      sources { ...SourceParts }\n      warming { done total }\n      findings { ...FindingParts }\n      displays { ...DisplayParts }\n      forecastSkill { ...SkillParts }\n      control { ...ControlParts }\n      departureSuggestions { ...SuggestionParts }\n    }\n  }\n": typeof types.LivePartsFragmentDoc,
    "\n  subscription Live($display: String) {\n    live(display: $display, recentEvents: 100) { ...LiveParts }\n  }\n": typeof types.LiveDocument,
    "\n  query CatchUp {\n    live(recentEvents: 100) { ...LiveParts }\n  }\n": typeof types.CatchUpDocument,
    "\n  fragment PowerParts on PowerFlow {\n    observedAt\n    gridKw\n    pvKw\n    homeKw\n    batteryKw\n    importPricePerKwh\n    feedInPricePerKwh\n  }\n": typeof types.PowerPartsFragmentDoc,
    "\n  fragment IntentParts on Intent {\n    subject\n    capability\n    action\n    until\n    next\n    live\n    reason { de en }\n  }\n": typeof types.IntentPartsFragmentDoc,
    "\n  query Today($from: DateTime!, $to: DateTime!) {\n    history(from: $from, to: $to) {\n      __typename\n      ... on HistoryConnection {\n        edges { node { cost plannedCost importKwh pvKwh loadKwh carsKwh } }\n      }\n      ...RefusalParts\n    }\n  }\n": typeof types.TodayDocument,
    "\n  query PlanBands {\n    snapshot {\n      plan {\n        slots { end pvP10Kw pvP90Kw loadP10Kw loadP90Kw }\n      }\n    }\n  }\n": typeof types.PlanBandsDocument,
    "\n  query Cycles {\n    cycles(first: 40) {\n      __typename\n      ... on CyclesConnection { edges { node { id at } } }\n      ...RefusalParts\n    }\n  }\n": typeof types.CyclesDocument,
    "\n  query CyclePlan($id: Int!) {\n    cycle(id: $id) {\n      __typename\n      ... on Cycle { at plan { ...PlanParts } }\n      ...RefusalParts\n    }\n  }\n": typeof types.CyclePlanDocument,
    "\n  query Explanations($at: DateTime!) {\n    explanations(at: $at) {\n      __typename\n      ... on Explanations {\n        decisions { subject start binding otherwise reason { de en } }\n      }\n      ...RefusalParts\n    }\n  }\n": typeof types.ExplanationsDocument,
    "\n  query OtherWay($at: DateTime!, $subject: ID!) {\n    otherWay(at: $at, subject: $subject) {\n      __typename\n      ... on OtherWay { cost message { de en } }\n      ...RefusalParts\n    }\n  }\n": typeof types.OtherWayDocument,
    "\n  fragment PlanSlotParts on PlanSlot {\n    start\n    end\n    importPricePerKwh\n    feedInPricePerKwh\n    priceSource\n    pvKw\n    loadKw\n    importKw\n    exportKw\n    curtailedKw\n    batteries { id chargeKw dischargeKw socPercent }\n    cars { id chargeKw socPercent }\n    cost\n    reason { de en }\n  }\n": typeof types.PlanSlotPartsFragmentDoc,
    "\n  fragment PlanParts on Plan {\n    computedAt\n    status\n    fallbackReason { de en }\n    cost\n    selfConsumptionCost\n    peaks { peakKw cost }\n    co2Kg\n    loads { id title runs { start end } energyKwh missingKwh }\n    solveMs\n    pricesKnownUntil\n    quietHours { start end }\n    shortfalls { kind subject energyKwh message { de en } }\n    uncertainty { gain insuranceCost }\n    slots { ...PlanSlotParts }\n  }\n": typeof types.PlanPartsFragmentDoc,
    "\n  mutation Replan {\n    replan {\n      __typename\n      ...RefusalParts\n    }\n  }\n": typeof types.ReplanDocument,
    "\n  query SavingsReport($from: String!, $to: String!) {\n    savings(from: $from, to: $to) {\n      __typename\n      ... on SavingsReport {\n        completeDays\n        leftOutDays\n        cost\n        waiting { de en }\n        unsettled { de en }\n        observing { capability message { de en } }\n        differences { policy cost difference uncertainty covers { de en } }\n        days {\n          date\n          missingQuarters\n          measured { cost }\n          policies { policy cost { cost } }\n        }\n      }\n      ...RefusalParts\n    }\n  }\n": typeof types.SavingsReportDocument,
    "\n  query SavingsDay($date: String!) {\n    savingsDay(date: $date) {\n      __typename\n      ... on SavingsExplanation {\n        date\n        modelErrorKwh\n        chargeEfficiency\n        dischargeEfficiency\n        storedWorthAtStart\n        storedWorthAtEnd\n        waiting { de en }\n        unsettled { de en }\n        runs {\n          policy\n          cost { cost meterCost gain importKwh exportKwh storedStartKwh storedEndKwh }\n          steps {\n            start\n            importPricePerKwh\n            feedInPricePerKwh\n            importKwh\n            exportKwh\n            storedKwh\n            cost\n          }\n        }\n      }\n      ...RefusalParts\n    }\n  }\n": typeof types.SavingsDayDocument,
    "\n  fragment SkillParts on ForecastSkill {\n    subject\n    lead\n    confidence\n    week { ...ScoreParts }\n    month { ...ScoreParts }\n  }\n": typeof types.SkillPartsFragmentDoc,
    "\n  fragment ScoreParts on ForecastScore {\n    quarters\n    skill\n    meanAbsoluteError\n    bias\n    betterThanNaive\n    bandCoverage\n  }\n": typeof types.ScorePartsFragmentDoc,
    "\n  query ShadowPolicies {\n    snapshot {\n      shadow {\n        lpAction\n        rlAction\n        expectedDifference\n        advises\n        trying { de en }\n        policies { policy days cost advantage verdict { de en } }\n        lately { date costs { policy cost } }\n        earlier { days costs { policy cost } }\n      }\n    }\n  }\n": typeof types.ShadowPoliciesDocument,
    "\n  fragment FoundEvccParts on FoundEvcc {\n    address\n    version\n    siteTitle\n    loadpoints { title vehicleTitle }\n    battery { socPercent capacityKwh controllable }\n    hasPv\n    tariffs { grid feedIn solar }\n  }\n": typeof types.FoundEvccPartsFragmentDoc,
    "\n  query SetupState {\n    setup { possible needed address }\n    health { instanceId }\n  }\n": typeof types.SetupStateDocument,
    "\n  mutation FindEvcc {\n    findEvcc {\n      __typename\n      ...RefusalParts\n      ... on SearchForEvcc { found { ...FoundEvccParts } }\n    }\n  }\n": typeof types.FindEvccDocument,
    "\n  mutation CheckEvcc($address: String!) {\n    checkEvcc(address: $address) {\n      __typename\n      ...RefusalParts\n      ...FoundEvccParts\n    }\n  }\n": typeof types.CheckEvccDocument,
    "\n  mutation FinishSetup($address: String!) {\n    finishSetup(address: $address) { __typename ...RefusalParts }\n  }\n": typeof types.FinishSetupDocument,
    "\n  mutation ForgetEvcc {\n    forgetEvcc { __typename ...RefusalParts }\n  }\n": typeof types.ForgetEvccDocument,
    "\n  fragment RefusalParts on UserError {\n    code\n    message { de en }\n  }\n": typeof types.RefusalPartsFragmentDoc,
    "\n  fragment SourceParts on Source {\n    id\n    scope\n    state\n    updatedAt\n    error { de en }\n    lastDurationMs\n    findings { ...FindingParts }\n  }\n": typeof types.SourcePartsFragmentDoc,
    "\n  mutation RefreshSource($id: ID!) {\n    refreshSource(id: $id) {\n      __typename\n      ...RefusalParts\n    }\n  }\n": typeof types.RefreshSourceDocument,
    "\n  mutation RefreshAll {\n    refreshAll {\n      __typename\n      ...RefusalParts\n    }\n  }\n": typeof types.RefreshAllDocument,
    "\n  fragment CommandParts on Command {\n    id\n    at\n    subject\n    request\n    cause { de en }\n    state\n    answer\n    attempts\n  }\n": typeof types.CommandPartsFragmentDoc,
    "\n  fragment NoticeParts on Notice {\n    code\n    severity\n    since\n    message { de en }\n  }\n": typeof types.NoticePartsFragmentDoc,
    "\n  fragment EventParts on Event {\n    sequence\n    at\n    type\n    subject\n    message { de en }\n  }\n": typeof types.EventPartsFragmentDoc,
    "\n  fragment FindingParts on Finding {\n    field\n    value\n    severity\n    message { de en }\n    suggestion { de en }\n  }\n": typeof types.FindingPartsFragmentDoc,
    "\n  query Health {\n    health {\n      status\n      version\n      startedAt\n      cycleId\n      lastCycleAt\n      lastCycleMs\n      plannerStatus\n      fallbackCount\n      memoryRssMb\n      logLevel\n    }\n  }\n": typeof types.HealthDocument,
    "\n  query WhatIf($changes: WhatIfChanges!) {\n    whatIf(changes: $changes) {\n      __typename\n      ... on WhatIf {\n        cost\n        costAsPlanned\n        difference\n        carsDifferenceKwh\n        plan { ...PlanParts }\n      }\n      ...RefusalParts\n    }\n  }\n": typeof types.WhatIfDocument,
};
const documents: Documents = {
    "\n  fragment BatteryParts on Battery {\n    socPercent\n    capacityKwh\n    minSocPercent\n    maxSocPercent\n    powerKw\n    mode\n    externalMode\n    wearCostPerKwh\n  }\n": types.BatteryPartsFragmentDoc,
    "\n  fragment BufferParts on Buffer {\n    currentBufferPercent\n    inert { de en }\n    logRecent {\n      at\n      mode\n      confidencePercent\n      spreadCt\n      expectedPvKwh\n      oldPercent\n      newPercent\n      reason { de en }\n      applied\n    }\n  }\n": types.BufferPartsFragmentDoc,
    "\n  fragment RolloutParts on Rollout {\n    capability\n    mode\n    liveAt\n    daysRemaining\n  }\n": types.RolloutPartsFragmentDoc,
    "\n  mutation ActivateLive($capability: Capability!) {\n    activateLive(capability: $capability) {\n      __typename\n      ...RefusalParts\n    }\n  }\n": types.ActivateLiveDocument,
    "\n  mutation ExtendObservation($capability: Capability!, $days: Int!) {\n    extendObservation(capability: $capability, days: $days) {\n      __typename\n      ...RefusalParts\n    }\n  }\n": types.ExtendObservationDocument,
    "\n  query Week($from: DateTime!, $to: DateTime!) {\n    history(from: $from, to: $to, first: 1000) {\n      __typename\n      ... on HistoryConnection {\n        edges { node { start batteryChargeKwh batteryDischargeKwh socPercent } }\n      }\n      ...RefusalParts\n    }\n  }\n": types.WeekDocument,
    "\n  fragment LoadpointParts on Loadpoint {\n    id\n    title\n    mode\n    connected\n    charging\n    powerKw\n    vehicleName\n    vehicleTitle\n    vehicleSocPercent\n    targetSocPercent\n    targetEnergyKwh\n    departure\n    departureSource\n    neededKwh\n    expectedSocPercent\n    isHeating\n    override {\n      kind\n      since\n      until\n      targetSocPercent\n      message { de en }\n    }\n  }\n": types.LoadpointPartsFragmentDoc,
    "\n  mutation SetDeparture(\n    $loadpoint: ID!\n    $departure: DateTime\n    $targetSocPercent: Float\n    $targetEnergyKwh: Float\n  ) {\n    setDeparture(\n      loadpoint: $loadpoint\n      departure: $departure\n      targetSocPercent: $targetSocPercent\n      targetEnergyKwh: $targetEnergyKwh\n    ) {\n      __typename\n      ...RefusalParts\n    }\n  }\n": types.SetDepartureDocument,
    "\n  mutation SetTarget($loadpoint: ID!, $targetSocPercent: Float, $targetEnergyKwh: Float) {\n    setTarget(\n      loadpoint: $loadpoint\n      targetSocPercent: $targetSocPercent\n      targetEnergyKwh: $targetEnergyKwh\n    ) {\n      __typename\n      ...RefusalParts\n    }\n  }\n": types.SetTargetDocument,
    "\n  mutation Boost($loadpoint: ID!, $minutes: Int, $targetSocPercent: Float) {\n    boost(loadpoint: $loadpoint, minutes: $minutes, targetSocPercent: $targetSocPercent) {\n      __typename\n      ...RefusalParts\n    }\n  }\n": types.BoostDocument,
    "\n  mutation CancelBoost($loadpoint: ID!) {\n    cancelBoost(loadpoint: $loadpoint) {\n      __typename\n      ...RefusalParts\n    }\n  }\n": types.CancelBoostDocument,
    "\n  fragment ControlParts on Control {\n    pause { since until message { de en } }\n    queue {\n      quiet\n      advice { kind loadpoint until message { de en } }\n      entries { vehicle title loadpoint state start end departure neededKwh reason { de en } }\n    }\n    slotOverrides { id target action start end message { de en } }\n    vehicles {\n      vehicle\n      title\n      nextDeparture\n      target { since }\n      manualSoc { socPercent since }\n      soc { socPercent measuredAt teller stale }\n      schedule { entries { weekdays time targetSocPercent } }\n    }\n  }\n": types.ControlPartsFragmentDoc,
    "\n  fragment SuggestionParts on DepartureSuggestion {\n    id\n    vehicle\n    title\n    seen\n    days\n    message { de en }\n  }\n": types.SuggestionPartsFragmentDoc,
    "\n  mutation PauseControl($until: DateTime) {\n    pauseControl(until: $until) { __typename ...RefusalParts }\n  }\n": types.PauseControlDocument,
    "\n  mutation ResumeControl {\n    resumeControl { __typename ...RefusalParts }\n  }\n": types.ResumeControlDocument,
    "\n  mutation OverrideSlots($target: ID!, $action: SlotAction!, $start: DateTime!, $end: DateTime!) {\n    overrideSlots(target: $target, action: $action, start: $start, end: $end) { __typename ...RefusalParts }\n  }\n": types.OverrideSlotsDocument,
    "\n  mutation ClearSlotOverride($id: ID!) {\n    clearSlotOverride(id: $id) { __typename ...RefusalParts }\n  }\n": types.ClearSlotOverrideDocument,
    "\n  mutation ReleaseOverride($loadpoint: ID!) {\n    releaseOverride(loadpoint: $loadpoint) { __typename ...RefusalParts }\n  }\n": types.ReleaseOverrideDocument,
    "\n  mutation AcceptDeparture($id: ID!) {\n    acceptDeparture(id: $id) { __typename ...RefusalParts }\n  }\n": types.AcceptDepartureDocument,
    "\n  mutation DismissDeparture($id: ID!) {\n    dismissDeparture(id: $id) { __typename ...RefusalParts }\n  }\n": types.DismissDepartureDocument,
    "\n  mutation SetSchedule($vehicle: ID!, $entries: [ScheduleEntryInput!]!) {\n    setSchedule(vehicle: $vehicle, entries: $entries) { __typename ...RefusalParts }\n  }\n": types.SetScheduleDocument,
    "\n  mutation SetManualSoc($vehicle: ID!, $socPercent: Float!) {\n    setManualSoc(vehicle: $vehicle, socPercent: $socPercent) { __typename ...RefusalParts }\n  }\n": types.SetManualSocDocument,
    "\n  mutation ClearManualSoc($vehicle: ID!) {\n    clearManualSoc(vehicle: $vehicle) { __typename ...RefusalParts }\n  }\n": types.ClearManualSocDocument,
    "\n  mutation PollVehicle($vehicle: ID!) {\n    pollVehicle(vehicle: $vehicle) { __typename ...RefusalParts }\n  }\n": types.PollVehicleDocument,
    "\n  fragment DisplayParts on Display {\n    name\n    view\n    chosenAt\n    connectedSince\n  }\n": types.DisplayPartsFragmentDoc,
    "\n  mutation ShowView($display: String!, $view: View) {\n    showView(display: $display, view: $view) {\n      __typename\n      ...RefusalParts\n    }\n  }\n": types.ShowViewDocument,
    "\n  fragment LiveParts on LiveMessage {\n    sequence\n    instanceId\n    publishedAt\n    events { ...EventParts }\n    snapshot {\n      version\n      evccVersion\n      siteTitle\n      currency\n      timeZone\n      demo { speed }\n      power { ...PowerParts }\n      battery { ...BatteryParts }\n      loadpoints { ...LoadpointParts }\n      plan { ...PlanParts }\n      planMissing { de en }\n      intents { ...IntentParts }\n      buffer { ...BufferParts }\n      rollouts { ...RolloutParts }\n      commands { ...CommandParts }\n      notices { ...NoticeParts }\n      sources { ...SourceParts }\n      warming { done total }\n      findings { ...FindingParts }\n      displays { ...DisplayParts }\n      forecastSkill { ...SkillParts }\n      control { ...ControlParts }\n      departureSuggestions { ...SuggestionParts }\n    }\n    change {\n      changed\n      version\n      evccVersion\n      siteTitle\n      currency\n      timeZone\n      demo { speed }\n      power { ...PowerParts }\n      battery { ...BatteryParts }\n      loadpoints { ...LoadpointParts }\n      plan { ...PlanParts }\n      planMissing { de en }\n      intents { ...IntentParts }\n      buffer { ...BufferParts }\n      rollouts { ...RolloutParts }\n      commands { ...CommandParts }\n      notices { ...NoticeParts }\n      sources { ...SourceParts }\n      warming { done total }\n      findings { ...FindingParts }\n      displays { ...DisplayParts }\n      forecastSkill { ...SkillParts }\n      control { ...ControlParts }\n      departureSuggestions { ...SuggestionParts }\n    }\n  }\n": types.LivePartsFragmentDoc,
    "\n  subscription Live($display: String) {\n    live(display: $display, recentEvents: 100) { ...LiveParts }\n  }\n": types.LiveDocument,
    "\n  query CatchUp {\n    live(recentEvents: 100) { ...LiveParts }\n  }\n": types.CatchUpDocument,
    "\n  fragment PowerParts on PowerFlow {\n    observedAt\n    gridKw\n    pvKw\n    homeKw\n    batteryKw\n    importPricePerKwh\n    feedInPricePerKwh\n  }\n": types.PowerPartsFragmentDoc,
    "\n  fragment IntentParts on Intent {\n    subject\n    capability\n    action\n    until\n    next\n    live\n    reason { de en }\n  }\n": types.IntentPartsFragmentDoc,
    "\n  query Today($from: DateTime!, $to: DateTime!) {\n    history(from: $from, to: $to) {\n      __typename\n      ... on HistoryConnection {\n        edges { node { cost plannedCost importKwh pvKwh loadKwh carsKwh } }\n      }\n      ...RefusalParts\n    }\n  }\n": types.TodayDocument,
    "\n  query PlanBands {\n    snapshot {\n      plan {\n        slots { end pvP10Kw pvP90Kw loadP10Kw loadP90Kw }\n      }\n    }\n  }\n": types.PlanBandsDocument,
    "\n  query Cycles {\n    cycles(first: 40) {\n      __typename\n      ... on CyclesConnection { edges { node { id at } } }\n      ...RefusalParts\n    }\n  }\n": types.CyclesDocument,
    "\n  query CyclePlan($id: Int!) {\n    cycle(id: $id) {\n      __typename\n      ... on Cycle { at plan { ...PlanParts } }\n      ...RefusalParts\n    }\n  }\n": types.CyclePlanDocument,
    "\n  query Explanations($at: DateTime!) {\n    explanations(at: $at) {\n      __typename\n      ... on Explanations {\n        decisions { subject start binding otherwise reason { de en } }\n      }\n      ...RefusalParts\n    }\n  }\n": types.ExplanationsDocument,
    "\n  query OtherWay($at: DateTime!, $subject: ID!) {\n    otherWay(at: $at, subject: $subject) {\n      __typename\n      ... on OtherWay { cost message { de en } }\n      ...RefusalParts\n    }\n  }\n": types.OtherWayDocument,
    "\n  fragment PlanSlotParts on PlanSlot {\n    start\n    end\n    importPricePerKwh\n    feedInPricePerKwh\n    priceSource\n    pvKw\n    loadKw\n    importKw\n    exportKw\n    curtailedKw\n    batteries { id chargeKw dischargeKw socPercent }\n    cars { id chargeKw socPercent }\n    cost\n    reason { de en }\n  }\n": types.PlanSlotPartsFragmentDoc,
    "\n  fragment PlanParts on Plan {\n    computedAt\n    status\n    fallbackReason { de en }\n    cost\n    selfConsumptionCost\n    peaks { peakKw cost }\n    co2Kg\n    loads { id title runs { start end } energyKwh missingKwh }\n    solveMs\n    pricesKnownUntil\n    quietHours { start end }\n    shortfalls { kind subject energyKwh message { de en } }\n    uncertainty { gain insuranceCost }\n    slots { ...PlanSlotParts }\n  }\n": types.PlanPartsFragmentDoc,
    "\n  mutation Replan {\n    replan {\n      __typename\n      ...RefusalParts\n    }\n  }\n": types.ReplanDocument,
    "\n  query SavingsReport($from: String!, $to: String!) {\n    savings(from: $from, to: $to) {\n      __typename\n      ... on SavingsReport {\n        completeDays\n        leftOutDays\n        cost\n        waiting { de en }\n        unsettled { de en }\n        observing { capability message { de en } }\n        differences { policy cost difference uncertainty covers { de en } }\n        days {\n          date\n          missingQuarters\n          measured { cost }\n          policies { policy cost { cost } }\n        }\n      }\n      ...RefusalParts\n    }\n  }\n": types.SavingsReportDocument,
    "\n  query SavingsDay($date: String!) {\n    savingsDay(date: $date) {\n      __typename\n      ... on SavingsExplanation {\n        date\n        modelErrorKwh\n        chargeEfficiency\n        dischargeEfficiency\n        storedWorthAtStart\n        storedWorthAtEnd\n        waiting { de en }\n        unsettled { de en }\n        runs {\n          policy\n          cost { cost meterCost gain importKwh exportKwh storedStartKwh storedEndKwh }\n          steps {\n            start\n            importPricePerKwh\n            feedInPricePerKwh\n            importKwh\n            exportKwh\n            storedKwh\n            cost\n          }\n        }\n      }\n      ...RefusalParts\n    }\n  }\n": types.SavingsDayDocument,
    "\n  fragment SkillParts on ForecastSkill {\n    subject\n    lead\n    confidence\n    week { ...ScoreParts }\n    month { ...ScoreParts }\n  }\n": types.SkillPartsFragmentDoc,
    "\n  fragment ScoreParts on ForecastScore {\n    quarters\n    skill\n    meanAbsoluteError\n    bias\n    betterThanNaive\n    bandCoverage\n  }\n": types.ScorePartsFragmentDoc,
    "\n  query ShadowPolicies {\n    snapshot {\n      shadow {\n        lpAction\n        rlAction\n        expectedDifference\n        advises\n        trying { de en }\n        policies { policy days cost advantage verdict { de en } }\n        lately { date costs { policy cost } }\n        earlier { days costs { policy cost } }\n      }\n    }\n  }\n": types.ShadowPoliciesDocument,
    "\n  fragment FoundEvccParts on FoundEvcc {\n    address\n    version\n    siteTitle\n    loadpoints { title vehicleTitle }\n    battery { socPercent capacityKwh controllable }\n    hasPv\n    tariffs { grid feedIn solar }\n  }\n": types.FoundEvccPartsFragmentDoc,
    "\n  query SetupState {\n    setup { possible needed address }\n    health { instanceId }\n  }\n": types.SetupStateDocument,
    "\n  mutation FindEvcc {\n    findEvcc {\n      __typename\n      ...RefusalParts\n      ... on SearchForEvcc { found { ...FoundEvccParts } }\n    }\n  }\n": types.FindEvccDocument,
    "\n  mutation CheckEvcc($address: String!) {\n    checkEvcc(address: $address) {\n      __typename\n      ...RefusalParts\n      ...FoundEvccParts\n    }\n  }\n": types.CheckEvccDocument,
    "\n  mutation FinishSetup($address: String!) {\n    finishSetup(address: $address) { __typename ...RefusalParts }\n  }\n": types.FinishSetupDocument,
    "\n  mutation ForgetEvcc {\n    forgetEvcc { __typename ...RefusalParts }\n  }\n": types.ForgetEvccDocument,
    "\n  fragment RefusalParts on UserError {\n    code\n    message { de en }\n  }\n": types.RefusalPartsFragmentDoc,
    "\n  fragment SourceParts on Source {\n    id\n    scope\n    state\n    updatedAt\n    error { de en }\n    lastDurationMs\n    findings { ...FindingParts }\n  }\n": types.SourcePartsFragmentDoc,
    "\n  mutation RefreshSource($id: ID!) {\n    refreshSource(id: $id) {\n      __typename\n      ...RefusalParts\n    }\n  }\n": types.RefreshSourceDocument,
    "\n  mutation RefreshAll {\n    refreshAll {\n      __typename\n      ...RefusalParts\n    }\n  }\n": types.RefreshAllDocument,
    "\n  fragment CommandParts on Command {\n    id\n    at\n    subject\n    request\n    cause { de en }\n    state\n    answer\n    attempts\n  }\n": types.CommandPartsFragmentDoc,
    "\n  fragment NoticeParts on Notice {\n    code\n    severity\n    since\n    message { de en }\n  }\n": types.NoticePartsFragmentDoc,
    "\n  fragment EventParts on Event {\n    sequence\n    at\n    type\n    subject\n    message { de en }\n  }\n": types.EventPartsFragmentDoc,
    "\n  fragment FindingParts on Finding {\n    field\n    value\n    severity\n    message { de en }\n    suggestion { de en }\n  }\n": types.FindingPartsFragmentDoc,
    "\n  query Health {\n    health {\n      status\n      version\n      startedAt\n      cycleId\n      lastCycleAt\n      lastCycleMs\n      plannerStatus\n      fallbackCount\n      memoryRssMb\n      logLevel\n    }\n  }\n": types.HealthDocument,
    "\n  query WhatIf($changes: WhatIfChanges!) {\n    whatIf(changes: $changes) {\n      __typename\n      ... on WhatIf {\n        cost\n        costAsPlanned\n        difference\n        carsDifferenceKwh\n        plan { ...PlanParts }\n      }\n      ...RefusalParts\n    }\n  }\n": types.WhatIfDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment BatteryParts on Battery {\n    socPercent\n    capacityKwh\n    minSocPercent\n    maxSocPercent\n    powerKw\n    mode\n    externalMode\n    wearCostPerKwh\n  }\n"): (typeof documents)["\n  fragment BatteryParts on Battery {\n    socPercent\n    capacityKwh\n    minSocPercent\n    maxSocPercent\n    powerKw\n    mode\n    externalMode\n    wearCostPerKwh\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment BufferParts on Buffer {\n    currentBufferPercent\n    inert { de en }\n    logRecent {\n      at\n      mode\n      confidencePercent\n      spreadCt\n      expectedPvKwh\n      oldPercent\n      newPercent\n      reason { de en }\n      applied\n    }\n  }\n"): (typeof documents)["\n  fragment BufferParts on Buffer {\n    currentBufferPercent\n    inert { de en }\n    logRecent {\n      at\n      mode\n      confidencePercent\n      spreadCt\n      expectedPvKwh\n      oldPercent\n      newPercent\n      reason { de en }\n      applied\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RolloutParts on Rollout {\n    capability\n    mode\n    liveAt\n    daysRemaining\n  }\n"): (typeof documents)["\n  fragment RolloutParts on Rollout {\n    capability\n    mode\n    liveAt\n    daysRemaining\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ActivateLive($capability: Capability!) {\n    activateLive(capability: $capability) {\n      __typename\n      ...RefusalParts\n    }\n  }\n"): (typeof documents)["\n  mutation ActivateLive($capability: Capability!) {\n    activateLive(capability: $capability) {\n      __typename\n      ...RefusalParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ExtendObservation($capability: Capability!, $days: Int!) {\n    extendObservation(capability: $capability, days: $days) {\n      __typename\n      ...RefusalParts\n    }\n  }\n"): (typeof documents)["\n  mutation ExtendObservation($capability: Capability!, $days: Int!) {\n    extendObservation(capability: $capability, days: $days) {\n      __typename\n      ...RefusalParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Week($from: DateTime!, $to: DateTime!) {\n    history(from: $from, to: $to, first: 1000) {\n      __typename\n      ... on HistoryConnection {\n        edges { node { start batteryChargeKwh batteryDischargeKwh socPercent } }\n      }\n      ...RefusalParts\n    }\n  }\n"): (typeof documents)["\n  query Week($from: DateTime!, $to: DateTime!) {\n    history(from: $from, to: $to, first: 1000) {\n      __typename\n      ... on HistoryConnection {\n        edges { node { start batteryChargeKwh batteryDischargeKwh socPercent } }\n      }\n      ...RefusalParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LoadpointParts on Loadpoint {\n    id\n    title\n    mode\n    connected\n    charging\n    powerKw\n    vehicleName\n    vehicleTitle\n    vehicleSocPercent\n    targetSocPercent\n    targetEnergyKwh\n    departure\n    departureSource\n    neededKwh\n    expectedSocPercent\n    isHeating\n    override {\n      kind\n      since\n      until\n      targetSocPercent\n      message { de en }\n    }\n  }\n"): (typeof documents)["\n  fragment LoadpointParts on Loadpoint {\n    id\n    title\n    mode\n    connected\n    charging\n    powerKw\n    vehicleName\n    vehicleTitle\n    vehicleSocPercent\n    targetSocPercent\n    targetEnergyKwh\n    departure\n    departureSource\n    neededKwh\n    expectedSocPercent\n    isHeating\n    override {\n      kind\n      since\n      until\n      targetSocPercent\n      message { de en }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetDeparture(\n    $loadpoint: ID!\n    $departure: DateTime\n    $targetSocPercent: Float\n    $targetEnergyKwh: Float\n  ) {\n    setDeparture(\n      loadpoint: $loadpoint\n      departure: $departure\n      targetSocPercent: $targetSocPercent\n      targetEnergyKwh: $targetEnergyKwh\n    ) {\n      __typename\n      ...RefusalParts\n    }\n  }\n"): (typeof documents)["\n  mutation SetDeparture(\n    $loadpoint: ID!\n    $departure: DateTime\n    $targetSocPercent: Float\n    $targetEnergyKwh: Float\n  ) {\n    setDeparture(\n      loadpoint: $loadpoint\n      departure: $departure\n      targetSocPercent: $targetSocPercent\n      targetEnergyKwh: $targetEnergyKwh\n    ) {\n      __typename\n      ...RefusalParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetTarget($loadpoint: ID!, $targetSocPercent: Float, $targetEnergyKwh: Float) {\n    setTarget(\n      loadpoint: $loadpoint\n      targetSocPercent: $targetSocPercent\n      targetEnergyKwh: $targetEnergyKwh\n    ) {\n      __typename\n      ...RefusalParts\n    }\n  }\n"): (typeof documents)["\n  mutation SetTarget($loadpoint: ID!, $targetSocPercent: Float, $targetEnergyKwh: Float) {\n    setTarget(\n      loadpoint: $loadpoint\n      targetSocPercent: $targetSocPercent\n      targetEnergyKwh: $targetEnergyKwh\n    ) {\n      __typename\n      ...RefusalParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Boost($loadpoint: ID!, $minutes: Int, $targetSocPercent: Float) {\n    boost(loadpoint: $loadpoint, minutes: $minutes, targetSocPercent: $targetSocPercent) {\n      __typename\n      ...RefusalParts\n    }\n  }\n"): (typeof documents)["\n  mutation Boost($loadpoint: ID!, $minutes: Int, $targetSocPercent: Float) {\n    boost(loadpoint: $loadpoint, minutes: $minutes, targetSocPercent: $targetSocPercent) {\n      __typename\n      ...RefusalParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelBoost($loadpoint: ID!) {\n    cancelBoost(loadpoint: $loadpoint) {\n      __typename\n      ...RefusalParts\n    }\n  }\n"): (typeof documents)["\n  mutation CancelBoost($loadpoint: ID!) {\n    cancelBoost(loadpoint: $loadpoint) {\n      __typename\n      ...RefusalParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ControlParts on Control {\n    pause { since until message { de en } }\n    queue {\n      quiet\n      advice { kind loadpoint until message { de en } }\n      entries { vehicle title loadpoint state start end departure neededKwh reason { de en } }\n    }\n    slotOverrides { id target action start end message { de en } }\n    vehicles {\n      vehicle\n      title\n      nextDeparture\n      target { since }\n      manualSoc { socPercent since }\n      soc { socPercent measuredAt teller stale }\n      schedule { entries { weekdays time targetSocPercent } }\n    }\n  }\n"): (typeof documents)["\n  fragment ControlParts on Control {\n    pause { since until message { de en } }\n    queue {\n      quiet\n      advice { kind loadpoint until message { de en } }\n      entries { vehicle title loadpoint state start end departure neededKwh reason { de en } }\n    }\n    slotOverrides { id target action start end message { de en } }\n    vehicles {\n      vehicle\n      title\n      nextDeparture\n      target { since }\n      manualSoc { socPercent since }\n      soc { socPercent measuredAt teller stale }\n      schedule { entries { weekdays time targetSocPercent } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SuggestionParts on DepartureSuggestion {\n    id\n    vehicle\n    title\n    seen\n    days\n    message { de en }\n  }\n"): (typeof documents)["\n  fragment SuggestionParts on DepartureSuggestion {\n    id\n    vehicle\n    title\n    seen\n    days\n    message { de en }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PauseControl($until: DateTime) {\n    pauseControl(until: $until) { __typename ...RefusalParts }\n  }\n"): (typeof documents)["\n  mutation PauseControl($until: DateTime) {\n    pauseControl(until: $until) { __typename ...RefusalParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResumeControl {\n    resumeControl { __typename ...RefusalParts }\n  }\n"): (typeof documents)["\n  mutation ResumeControl {\n    resumeControl { __typename ...RefusalParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation OverrideSlots($target: ID!, $action: SlotAction!, $start: DateTime!, $end: DateTime!) {\n    overrideSlots(target: $target, action: $action, start: $start, end: $end) { __typename ...RefusalParts }\n  }\n"): (typeof documents)["\n  mutation OverrideSlots($target: ID!, $action: SlotAction!, $start: DateTime!, $end: DateTime!) {\n    overrideSlots(target: $target, action: $action, start: $start, end: $end) { __typename ...RefusalParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ClearSlotOverride($id: ID!) {\n    clearSlotOverride(id: $id) { __typename ...RefusalParts }\n  }\n"): (typeof documents)["\n  mutation ClearSlotOverride($id: ID!) {\n    clearSlotOverride(id: $id) { __typename ...RefusalParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReleaseOverride($loadpoint: ID!) {\n    releaseOverride(loadpoint: $loadpoint) { __typename ...RefusalParts }\n  }\n"): (typeof documents)["\n  mutation ReleaseOverride($loadpoint: ID!) {\n    releaseOverride(loadpoint: $loadpoint) { __typename ...RefusalParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcceptDeparture($id: ID!) {\n    acceptDeparture(id: $id) { __typename ...RefusalParts }\n  }\n"): (typeof documents)["\n  mutation AcceptDeparture($id: ID!) {\n    acceptDeparture(id: $id) { __typename ...RefusalParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DismissDeparture($id: ID!) {\n    dismissDeparture(id: $id) { __typename ...RefusalParts }\n  }\n"): (typeof documents)["\n  mutation DismissDeparture($id: ID!) {\n    dismissDeparture(id: $id) { __typename ...RefusalParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetSchedule($vehicle: ID!, $entries: [ScheduleEntryInput!]!) {\n    setSchedule(vehicle: $vehicle, entries: $entries) { __typename ...RefusalParts }\n  }\n"): (typeof documents)["\n  mutation SetSchedule($vehicle: ID!, $entries: [ScheduleEntryInput!]!) {\n    setSchedule(vehicle: $vehicle, entries: $entries) { __typename ...RefusalParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetManualSoc($vehicle: ID!, $socPercent: Float!) {\n    setManualSoc(vehicle: $vehicle, socPercent: $socPercent) { __typename ...RefusalParts }\n  }\n"): (typeof documents)["\n  mutation SetManualSoc($vehicle: ID!, $socPercent: Float!) {\n    setManualSoc(vehicle: $vehicle, socPercent: $socPercent) { __typename ...RefusalParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ClearManualSoc($vehicle: ID!) {\n    clearManualSoc(vehicle: $vehicle) { __typename ...RefusalParts }\n  }\n"): (typeof documents)["\n  mutation ClearManualSoc($vehicle: ID!) {\n    clearManualSoc(vehicle: $vehicle) { __typename ...RefusalParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PollVehicle($vehicle: ID!) {\n    pollVehicle(vehicle: $vehicle) { __typename ...RefusalParts }\n  }\n"): (typeof documents)["\n  mutation PollVehicle($vehicle: ID!) {\n    pollVehicle(vehicle: $vehicle) { __typename ...RefusalParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment DisplayParts on Display {\n    name\n    view\n    chosenAt\n    connectedSince\n  }\n"): (typeof documents)["\n  fragment DisplayParts on Display {\n    name\n    view\n    chosenAt\n    connectedSince\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ShowView($display: String!, $view: View) {\n    showView(display: $display, view: $view) {\n      __typename\n      ...RefusalParts\n    }\n  }\n"): (typeof documents)["\n  mutation ShowView($display: String!, $view: View) {\n    showView(display: $display, view: $view) {\n      __typename\n      ...RefusalParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LiveParts on LiveMessage {\n    sequence\n    instanceId\n    publishedAt\n    events { ...EventParts }\n    snapshot {\n      version\n      evccVersion\n      siteTitle\n      currency\n      timeZone\n      demo { speed }\n      power { ...PowerParts }\n      battery { ...BatteryParts }\n      loadpoints { ...LoadpointParts }\n      plan { ...PlanParts }\n      planMissing { de en }\n      intents { ...IntentParts }\n      buffer { ...BufferParts }\n      rollouts { ...RolloutParts }\n      commands { ...CommandParts }\n      notices { ...NoticeParts }\n      sources { ...SourceParts }\n      warming { done total }\n      findings { ...FindingParts }\n      displays { ...DisplayParts }\n      forecastSkill { ...SkillParts }\n      control { ...ControlParts }\n      departureSuggestions { ...SuggestionParts }\n    }\n    change {\n      changed\n      version\n      evccVersion\n      siteTitle\n      currency\n      timeZone\n      demo { speed }\n      power { ...PowerParts }\n      battery { ...BatteryParts }\n      loadpoints { ...LoadpointParts }\n      plan { ...PlanParts }\n      planMissing { de en }\n      intents { ...IntentParts }\n      buffer { ...BufferParts }\n      rollouts { ...RolloutParts }\n      commands { ...CommandParts }\n      notices { ...NoticeParts }\n      sources { ...SourceParts }\n      warming { done total }\n      findings { ...FindingParts }\n      displays { ...DisplayParts }\n      forecastSkill { ...SkillParts }\n      control { ...ControlParts }\n      departureSuggestions { ...SuggestionParts }\n    }\n  }\n"): (typeof documents)["\n  fragment LiveParts on LiveMessage {\n    sequence\n    instanceId\n    publishedAt\n    events { ...EventParts }\n    snapshot {\n      version\n      evccVersion\n      siteTitle\n      currency\n      timeZone\n      demo { speed }\n      power { ...PowerParts }\n      battery { ...BatteryParts }\n      loadpoints { ...LoadpointParts }\n      plan { ...PlanParts }\n      planMissing { de en }\n      intents { ...IntentParts }\n      buffer { ...BufferParts }\n      rollouts { ...RolloutParts }\n      commands { ...CommandParts }\n      notices { ...NoticeParts }\n      sources { ...SourceParts }\n      warming { done total }\n      findings { ...FindingParts }\n      displays { ...DisplayParts }\n      forecastSkill { ...SkillParts }\n      control { ...ControlParts }\n      departureSuggestions { ...SuggestionParts }\n    }\n    change {\n      changed\n      version\n      evccVersion\n      siteTitle\n      currency\n      timeZone\n      demo { speed }\n      power { ...PowerParts }\n      battery { ...BatteryParts }\n      loadpoints { ...LoadpointParts }\n      plan { ...PlanParts }\n      planMissing { de en }\n      intents { ...IntentParts }\n      buffer { ...BufferParts }\n      rollouts { ...RolloutParts }\n      commands { ...CommandParts }\n      notices { ...NoticeParts }\n      sources { ...SourceParts }\n      warming { done total }\n      findings { ...FindingParts }\n      displays { ...DisplayParts }\n      forecastSkill { ...SkillParts }\n      control { ...ControlParts }\n      departureSuggestions { ...SuggestionParts }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Live($display: String) {\n    live(display: $display, recentEvents: 100) { ...LiveParts }\n  }\n"): (typeof documents)["\n  subscription Live($display: String) {\n    live(display: $display, recentEvents: 100) { ...LiveParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CatchUp {\n    live(recentEvents: 100) { ...LiveParts }\n  }\n"): (typeof documents)["\n  query CatchUp {\n    live(recentEvents: 100) { ...LiveParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PowerParts on PowerFlow {\n    observedAt\n    gridKw\n    pvKw\n    homeKw\n    batteryKw\n    importPricePerKwh\n    feedInPricePerKwh\n  }\n"): (typeof documents)["\n  fragment PowerParts on PowerFlow {\n    observedAt\n    gridKw\n    pvKw\n    homeKw\n    batteryKw\n    importPricePerKwh\n    feedInPricePerKwh\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment IntentParts on Intent {\n    subject\n    capability\n    action\n    until\n    next\n    live\n    reason { de en }\n  }\n"): (typeof documents)["\n  fragment IntentParts on Intent {\n    subject\n    capability\n    action\n    until\n    next\n    live\n    reason { de en }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Today($from: DateTime!, $to: DateTime!) {\n    history(from: $from, to: $to) {\n      __typename\n      ... on HistoryConnection {\n        edges { node { cost plannedCost importKwh pvKwh loadKwh carsKwh } }\n      }\n      ...RefusalParts\n    }\n  }\n"): (typeof documents)["\n  query Today($from: DateTime!, $to: DateTime!) {\n    history(from: $from, to: $to) {\n      __typename\n      ... on HistoryConnection {\n        edges { node { cost plannedCost importKwh pvKwh loadKwh carsKwh } }\n      }\n      ...RefusalParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PlanBands {\n    snapshot {\n      plan {\n        slots { end pvP10Kw pvP90Kw loadP10Kw loadP90Kw }\n      }\n    }\n  }\n"): (typeof documents)["\n  query PlanBands {\n    snapshot {\n      plan {\n        slots { end pvP10Kw pvP90Kw loadP10Kw loadP90Kw }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Cycles {\n    cycles(first: 40) {\n      __typename\n      ... on CyclesConnection { edges { node { id at } } }\n      ...RefusalParts\n    }\n  }\n"): (typeof documents)["\n  query Cycles {\n    cycles(first: 40) {\n      __typename\n      ... on CyclesConnection { edges { node { id at } } }\n      ...RefusalParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CyclePlan($id: Int!) {\n    cycle(id: $id) {\n      __typename\n      ... on Cycle { at plan { ...PlanParts } }\n      ...RefusalParts\n    }\n  }\n"): (typeof documents)["\n  query CyclePlan($id: Int!) {\n    cycle(id: $id) {\n      __typename\n      ... on Cycle { at plan { ...PlanParts } }\n      ...RefusalParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Explanations($at: DateTime!) {\n    explanations(at: $at) {\n      __typename\n      ... on Explanations {\n        decisions { subject start binding otherwise reason { de en } }\n      }\n      ...RefusalParts\n    }\n  }\n"): (typeof documents)["\n  query Explanations($at: DateTime!) {\n    explanations(at: $at) {\n      __typename\n      ... on Explanations {\n        decisions { subject start binding otherwise reason { de en } }\n      }\n      ...RefusalParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OtherWay($at: DateTime!, $subject: ID!) {\n    otherWay(at: $at, subject: $subject) {\n      __typename\n      ... on OtherWay { cost message { de en } }\n      ...RefusalParts\n    }\n  }\n"): (typeof documents)["\n  query OtherWay($at: DateTime!, $subject: ID!) {\n    otherWay(at: $at, subject: $subject) {\n      __typename\n      ... on OtherWay { cost message { de en } }\n      ...RefusalParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PlanSlotParts on PlanSlot {\n    start\n    end\n    importPricePerKwh\n    feedInPricePerKwh\n    priceSource\n    pvKw\n    loadKw\n    importKw\n    exportKw\n    curtailedKw\n    batteries { id chargeKw dischargeKw socPercent }\n    cars { id chargeKw socPercent }\n    cost\n    reason { de en }\n  }\n"): (typeof documents)["\n  fragment PlanSlotParts on PlanSlot {\n    start\n    end\n    importPricePerKwh\n    feedInPricePerKwh\n    priceSource\n    pvKw\n    loadKw\n    importKw\n    exportKw\n    curtailedKw\n    batteries { id chargeKw dischargeKw socPercent }\n    cars { id chargeKw socPercent }\n    cost\n    reason { de en }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PlanParts on Plan {\n    computedAt\n    status\n    fallbackReason { de en }\n    cost\n    selfConsumptionCost\n    peaks { peakKw cost }\n    co2Kg\n    loads { id title runs { start end } energyKwh missingKwh }\n    solveMs\n    pricesKnownUntil\n    quietHours { start end }\n    shortfalls { kind subject energyKwh message { de en } }\n    uncertainty { gain insuranceCost }\n    slots { ...PlanSlotParts }\n  }\n"): (typeof documents)["\n  fragment PlanParts on Plan {\n    computedAt\n    status\n    fallbackReason { de en }\n    cost\n    selfConsumptionCost\n    peaks { peakKw cost }\n    co2Kg\n    loads { id title runs { start end } energyKwh missingKwh }\n    solveMs\n    pricesKnownUntil\n    quietHours { start end }\n    shortfalls { kind subject energyKwh message { de en } }\n    uncertainty { gain insuranceCost }\n    slots { ...PlanSlotParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Replan {\n    replan {\n      __typename\n      ...RefusalParts\n    }\n  }\n"): (typeof documents)["\n  mutation Replan {\n    replan {\n      __typename\n      ...RefusalParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SavingsReport($from: String!, $to: String!) {\n    savings(from: $from, to: $to) {\n      __typename\n      ... on SavingsReport {\n        completeDays\n        leftOutDays\n        cost\n        waiting { de en }\n        unsettled { de en }\n        observing { capability message { de en } }\n        differences { policy cost difference uncertainty covers { de en } }\n        days {\n          date\n          missingQuarters\n          measured { cost }\n          policies { policy cost { cost } }\n        }\n      }\n      ...RefusalParts\n    }\n  }\n"): (typeof documents)["\n  query SavingsReport($from: String!, $to: String!) {\n    savings(from: $from, to: $to) {\n      __typename\n      ... on SavingsReport {\n        completeDays\n        leftOutDays\n        cost\n        waiting { de en }\n        unsettled { de en }\n        observing { capability message { de en } }\n        differences { policy cost difference uncertainty covers { de en } }\n        days {\n          date\n          missingQuarters\n          measured { cost }\n          policies { policy cost { cost } }\n        }\n      }\n      ...RefusalParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SavingsDay($date: String!) {\n    savingsDay(date: $date) {\n      __typename\n      ... on SavingsExplanation {\n        date\n        modelErrorKwh\n        chargeEfficiency\n        dischargeEfficiency\n        storedWorthAtStart\n        storedWorthAtEnd\n        waiting { de en }\n        unsettled { de en }\n        runs {\n          policy\n          cost { cost meterCost gain importKwh exportKwh storedStartKwh storedEndKwh }\n          steps {\n            start\n            importPricePerKwh\n            feedInPricePerKwh\n            importKwh\n            exportKwh\n            storedKwh\n            cost\n          }\n        }\n      }\n      ...RefusalParts\n    }\n  }\n"): (typeof documents)["\n  query SavingsDay($date: String!) {\n    savingsDay(date: $date) {\n      __typename\n      ... on SavingsExplanation {\n        date\n        modelErrorKwh\n        chargeEfficiency\n        dischargeEfficiency\n        storedWorthAtStart\n        storedWorthAtEnd\n        waiting { de en }\n        unsettled { de en }\n        runs {\n          policy\n          cost { cost meterCost gain importKwh exportKwh storedStartKwh storedEndKwh }\n          steps {\n            start\n            importPricePerKwh\n            feedInPricePerKwh\n            importKwh\n            exportKwh\n            storedKwh\n            cost\n          }\n        }\n      }\n      ...RefusalParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SkillParts on ForecastSkill {\n    subject\n    lead\n    confidence\n    week { ...ScoreParts }\n    month { ...ScoreParts }\n  }\n"): (typeof documents)["\n  fragment SkillParts on ForecastSkill {\n    subject\n    lead\n    confidence\n    week { ...ScoreParts }\n    month { ...ScoreParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ScoreParts on ForecastScore {\n    quarters\n    skill\n    meanAbsoluteError\n    bias\n    betterThanNaive\n    bandCoverage\n  }\n"): (typeof documents)["\n  fragment ScoreParts on ForecastScore {\n    quarters\n    skill\n    meanAbsoluteError\n    bias\n    betterThanNaive\n    bandCoverage\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ShadowPolicies {\n    snapshot {\n      shadow {\n        lpAction\n        rlAction\n        expectedDifference\n        advises\n        trying { de en }\n        policies { policy days cost advantage verdict { de en } }\n        lately { date costs { policy cost } }\n        earlier { days costs { policy cost } }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ShadowPolicies {\n    snapshot {\n      shadow {\n        lpAction\n        rlAction\n        expectedDifference\n        advises\n        trying { de en }\n        policies { policy days cost advantage verdict { de en } }\n        lately { date costs { policy cost } }\n        earlier { days costs { policy cost } }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment FoundEvccParts on FoundEvcc {\n    address\n    version\n    siteTitle\n    loadpoints { title vehicleTitle }\n    battery { socPercent capacityKwh controllable }\n    hasPv\n    tariffs { grid feedIn solar }\n  }\n"): (typeof documents)["\n  fragment FoundEvccParts on FoundEvcc {\n    address\n    version\n    siteTitle\n    loadpoints { title vehicleTitle }\n    battery { socPercent capacityKwh controllable }\n    hasPv\n    tariffs { grid feedIn solar }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SetupState {\n    setup { possible needed address }\n    health { instanceId }\n  }\n"): (typeof documents)["\n  query SetupState {\n    setup { possible needed address }\n    health { instanceId }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation FindEvcc {\n    findEvcc {\n      __typename\n      ...RefusalParts\n      ... on SearchForEvcc { found { ...FoundEvccParts } }\n    }\n  }\n"): (typeof documents)["\n  mutation FindEvcc {\n    findEvcc {\n      __typename\n      ...RefusalParts\n      ... on SearchForEvcc { found { ...FoundEvccParts } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CheckEvcc($address: String!) {\n    checkEvcc(address: $address) {\n      __typename\n      ...RefusalParts\n      ...FoundEvccParts\n    }\n  }\n"): (typeof documents)["\n  mutation CheckEvcc($address: String!) {\n    checkEvcc(address: $address) {\n      __typename\n      ...RefusalParts\n      ...FoundEvccParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation FinishSetup($address: String!) {\n    finishSetup(address: $address) { __typename ...RefusalParts }\n  }\n"): (typeof documents)["\n  mutation FinishSetup($address: String!) {\n    finishSetup(address: $address) { __typename ...RefusalParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ForgetEvcc {\n    forgetEvcc { __typename ...RefusalParts }\n  }\n"): (typeof documents)["\n  mutation ForgetEvcc {\n    forgetEvcc { __typename ...RefusalParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RefusalParts on UserError {\n    code\n    message { de en }\n  }\n"): (typeof documents)["\n  fragment RefusalParts on UserError {\n    code\n    message { de en }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SourceParts on Source {\n    id\n    scope\n    state\n    updatedAt\n    error { de en }\n    lastDurationMs\n    findings { ...FindingParts }\n  }\n"): (typeof documents)["\n  fragment SourceParts on Source {\n    id\n    scope\n    state\n    updatedAt\n    error { de en }\n    lastDurationMs\n    findings { ...FindingParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RefreshSource($id: ID!) {\n    refreshSource(id: $id) {\n      __typename\n      ...RefusalParts\n    }\n  }\n"): (typeof documents)["\n  mutation RefreshSource($id: ID!) {\n    refreshSource(id: $id) {\n      __typename\n      ...RefusalParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RefreshAll {\n    refreshAll {\n      __typename\n      ...RefusalParts\n    }\n  }\n"): (typeof documents)["\n  mutation RefreshAll {\n    refreshAll {\n      __typename\n      ...RefusalParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CommandParts on Command {\n    id\n    at\n    subject\n    request\n    cause { de en }\n    state\n    answer\n    attempts\n  }\n"): (typeof documents)["\n  fragment CommandParts on Command {\n    id\n    at\n    subject\n    request\n    cause { de en }\n    state\n    answer\n    attempts\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment NoticeParts on Notice {\n    code\n    severity\n    since\n    message { de en }\n  }\n"): (typeof documents)["\n  fragment NoticeParts on Notice {\n    code\n    severity\n    since\n    message { de en }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EventParts on Event {\n    sequence\n    at\n    type\n    subject\n    message { de en }\n  }\n"): (typeof documents)["\n  fragment EventParts on Event {\n    sequence\n    at\n    type\n    subject\n    message { de en }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment FindingParts on Finding {\n    field\n    value\n    severity\n    message { de en }\n    suggestion { de en }\n  }\n"): (typeof documents)["\n  fragment FindingParts on Finding {\n    field\n    value\n    severity\n    message { de en }\n    suggestion { de en }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Health {\n    health {\n      status\n      version\n      startedAt\n      cycleId\n      lastCycleAt\n      lastCycleMs\n      plannerStatus\n      fallbackCount\n      memoryRssMb\n      logLevel\n    }\n  }\n"): (typeof documents)["\n  query Health {\n    health {\n      status\n      version\n      startedAt\n      cycleId\n      lastCycleAt\n      lastCycleMs\n      plannerStatus\n      fallbackCount\n      memoryRssMb\n      logLevel\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WhatIf($changes: WhatIfChanges!) {\n    whatIf(changes: $changes) {\n      __typename\n      ... on WhatIf {\n        cost\n        costAsPlanned\n        difference\n        carsDifferenceKwh\n        plan { ...PlanParts }\n      }\n      ...RefusalParts\n    }\n  }\n"): (typeof documents)["\n  query WhatIf($changes: WhatIfChanges!) {\n    whatIf(changes: $changes) {\n      __typename\n      ... on WhatIf {\n        cost\n        costAsPlanned\n        difference\n        carsDifferenceKwh\n        plan { ...PlanParts }\n      }\n      ...RefusalParts\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;