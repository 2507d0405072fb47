/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** evcc's battery modes. */
export type BatteryMode =
  /** Charges from the grid, at the device's own rate. */
  | 'CHARGE'
  /** Does not discharge. */
  | 'HOLD'
  /** Does not charge. */
  | 'HOLDCHARGE'
  /** Self-consumption: charges from surplus, feeds the house. */
  | 'NORMAL'
  /** evcc has not said. */
  | 'UNKNOWN';

/** What can be observed or live, each by itself. */
export type Capability =
  /** The mode of the home battery. */
  | 'BATTERY'
  /** The SoC above which a car may draw on the home battery. */
  | 'BUFFER'
  /** Charging of cars. */
  | 'VEHICLES';

/** A loadpoint's mode in evcc. */
export type ChargeMode =
  /** Charges at least with minimum power, more from surplus. */
  | 'MINPV'
  /** Charges at once with full power. */
  | 'NOW'
  /** Does not charge. */
  | 'OFF'
  /** Charges from surplus only. */
  | 'PV';

/** What became of a write. */
export type CommandState =
  /** Accepted, and evcc's state followed. */
  | 'CONFIRMED'
  /** Refused or not delivered. */
  | 'FAILED'
  /** On its way. */
  | 'SENT'
  /** Accepted, but evcc's state has not followed. */
  | 'UNCONFIRMED';

/** Who set target and departure. */
export type DepartureSource =
  /** The global setting. */
  | 'DEFAULT'
  /** A plan in evcc. */
  | 'EVCC'
  /** Set here by a person. */
  | 'PERSON'
  /** Settings of this vehicle. */
  | 'VEHICLE';

/** What a finding means for the program. */
export type FindingSeverity =
  /** Nothing is optimised until it is fixed. */
  | 'CRITICAL'
  /** A safe default is used instead. */
  | 'WARNING';

/** What is wanted of evcc. */
export type IntentAction =
  /** The battery charges from the grid. */
  | 'BATTERY_CHARGE'
  /** The battery does not discharge. */
  | 'BATTERY_HOLD'
  /** The battery looks after self-consumption. */
  | 'BATTERY_RELEASE'
  /** The buffer stays. */
  | 'BUFFER_KEEP'
  /** The buffer is moved. */
  | 'BUFFER_SET'
  /** The car charges. */
  | 'CAR_CHARGE'
  /** The loadpoint is left as people set it. */
  | 'CAR_LEAVE_ALONE'
  /** The car takes surplus of the sun, in evcc’s own PV mode. */
  | 'CAR_SOLAR'
  /** The car waits for a better time. */
  | 'CAR_WAIT';

/** How much a notice matters. */
export type NoticeSeverity =
  /** Something does not work. */
  | 'ERROR'
  /** Worth knowing. */
  | 'INFO'
  /** Something works less well than it could. */
  | 'WARNING';

/** Why we stand back. */
export type OverrideKind =
  /** A boost was asked for here. */
  | 'BOOST'
  /** evcc steers by itself. */
  | 'OPTIMIZER'
  /** A person changed something in evcc, its app or the car. */
  | 'PERSON';

/** How good a plan is known to be. */
export type PlanStatus =
  /** Made by simple rules, because the solver could not. */
  | 'FALLBACK'
  /** Correct, but not proven in time; `gap` says how much better it could be. */
  | 'FEASIBLE'
  /** Proven to be the best within the gap. */
  | 'OPTIMAL';

/** Where a slot's prices come from. */
export type PriceSource =
  /** No tariff at all: a flat stand-in. */
  | 'ASSUMED'
  /** Not published yet: guessed from earlier prices. */
  | 'ESTIMATED'
  /** The supplier's published price. */
  | 'PUBLISHED';

/** Why something was not done. */
export type RefusalCode =
  /** evcc answered with an error. */
  | 'EVCC_REFUSED'
  /** evcc did not answer. */
  | 'EVCC_UNREACHABLE'
  /** An argument is outside what is allowed. */
  | 'INVALID_VALUE'
  /** Not yet possible; `message` says what is missing. */
  | 'NOT_READY'
  /** No car is plugged in there. */
  | 'NO_CAR'
  /** There is no such loadpoint. */
  | 'UNKNOWN_LOADPOINT'
  /** There is no such source. */
  | 'UNKNOWN_SOURCE';

/** Whether a capability acts. */
export type RolloutMode =
  /** Does it. */
  | 'LIVE'
  /** Works out and records what it would do, and writes nothing. */
  | 'OBSERVATION';

/** Which goal could not be met. */
export type ShortfallKind =
  /** A car will not reach its target in time. */
  | 'DEPARTURE'
  /** More is exported than the connection allows. */
  | 'EXPORT_LIMIT'
  /** More is imported than the connection allows. */
  | 'IMPORT_LIMIT'
  /** The battery falls below its minimum. */
  | 'MIN_SOC'
  /** The battery falls below the reserve kept for the house. */
  | 'RESERVE';

/** Sources that are read anew together. */
export type SourceScope =
  /** The state of evcc and its live values. */
  | 'EVCC'
  /** Files of the configuration. */
  | 'FILES'
  /** Sun and consumption to come. */
  | 'FORECASTS'
  /** What electricity costs, and what feeding in brings. */
  | 'PRICES'
  /** Cars that are asked themselves. */
  | 'VEHICLES';

/** How far a source's value can be trusted. */
export type SourceState =
  /** This house does not have it. */
  | 'ABSENT'
  /** The last reading failed; the value of before still counts. */
  | 'FAILED'
  /** Younger than its maximum age. */
  | 'FRESH'
  /** Being read because somebody asked for it. */
  | 'REFRESHING'
  /** Older than its maximum age, or past what it tells of; a file that says something else. */
  | 'STALE'
  /** Not read yet. */
  | 'WARMING';

export type BatteryPartsFragment = { socPercent: number | null, capacityKwh: number | null, minSocPercent: number, maxSocPercent: number, powerKw: number | null, mode: BatteryMode, externalMode: BatteryMode | null };

export type BufferPartsFragment = { currentBufferPercent: number, inert: { de: string, en: string } | null, logRecent: Array<{ at: string, mode: RolloutMode, confidencePercent: number, spreadCt: number | null, expectedPvKwh: number, oldPercent: number, newPercent: number, applied: boolean, reason: { de: string, en: string } }> };

export type RolloutPartsFragment = { capability: Capability, mode: RolloutMode, liveAt: string | null, daysRemaining: number | null };

export type ActivateLiveMutationVariables = Exact<{
  capability: Capability;
}>;


export type ActivateLiveMutation = { activateLive:
    | { __typename: 'EvccError', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'InvalidValue', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'NoCar', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'NotReady', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'Rollout' }
    | { __typename: 'UnknownLoadpoint', code: RefusalCode, message: { de: string, en: string } }
   };

export type ExtendObservationMutationVariables = Exact<{
  capability: Capability;
  days: number;
}>;


export type ExtendObservationMutation = { extendObservation:
    | { __typename: 'EvccError', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'InvalidValue', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'NoCar', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'NotReady', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'Rollout' }
    | { __typename: 'UnknownLoadpoint', code: RefusalCode, message: { de: string, en: string } }
   };

export type LoadpointPartsFragment = { id: string, title: string, mode: ChargeMode, connected: boolean, charging: boolean, powerKw: number | null, vehicleName: string | null, vehicleTitle: string | null, vehicleSocPercent: number | null, targetSocPercent: number | null, targetEnergyKwh: number | null, departure: string | null, departureSource: DepartureSource | null, neededKwh: number | null, expectedSocPercent: number | null, isHeating: boolean, override: { kind: OverrideKind, since: string, until: string | null, targetSocPercent: number | null, message: { de: string, en: string } } | null };

export type SetDepartureMutationVariables = Exact<{
  loadpoint: string | number;
  departure?: string | null | undefined;
  targetSocPercent?: number | null | undefined;
  targetEnergyKwh?: number | null | undefined;
}>;


export type SetDepartureMutation = { setDeparture:
    | { __typename: 'EvccError', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'InvalidValue', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'Loadpoint' }
    | { __typename: 'NoCar', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'NotReady', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'UnknownLoadpoint', code: RefusalCode, message: { de: string, en: string } }
   };

export type BoostMutationVariables = Exact<{
  loadpoint: string | number;
  minutes?: number | null | undefined;
}>;


export type BoostMutation = { boost:
    | { __typename: 'EvccError', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'InvalidValue', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'Loadpoint' }
    | { __typename: 'NoCar', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'NotReady', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'UnknownLoadpoint', code: RefusalCode, message: { de: string, en: string } }
   };

export type CancelBoostMutationVariables = Exact<{
  loadpoint: string | number;
}>;


export type CancelBoostMutation = { cancelBoost:
    | { __typename: 'EvccError', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'InvalidValue', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'Loadpoint' }
    | { __typename: 'NoCar', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'NotReady', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'UnknownLoadpoint', code: RefusalCode, message: { de: string, en: string } }
   };

export type LiveSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type LiveSubscription = { live: { publishedAt: string, snapshot: { version: string, evccVersion: string | null, siteTitle: string | null, currency: string, timeZone: string, demo: { speed: number } | null, power: { observedAt: string, gridKw: number | null, pvKw: number | null, homeKw: number | null, batteryKw: number | null, importPricePerKwh: number | null, feedInPricePerKwh: number | null } | null, battery: { socPercent: number | null, capacityKwh: number | null, minSocPercent: number, maxSocPercent: number, powerKw: number | null, mode: BatteryMode, externalMode: BatteryMode | null } | null, loadpoints: Array<{ id: string, title: string, mode: ChargeMode, connected: boolean, charging: boolean, powerKw: number | null, vehicleName: string | null, vehicleTitle: string | null, vehicleSocPercent: number | null, targetSocPercent: number | null, targetEnergyKwh: number | null, departure: string | null, departureSource: DepartureSource | null, neededKwh: number | null, expectedSocPercent: number | null, isHeating: boolean, override: { kind: OverrideKind, since: string, until: string | null, targetSocPercent: number | null, message: { de: string, en: string } } | null }>, plan: { computedAt: string, status: PlanStatus, cost: number, selfConsumptionCost: number, solveMs: number, pricesKnownUntil: string | null, fallbackReason: { de: string, en: string } | null, shortfalls: Array<{ kind: ShortfallKind, subject: string | null, energyKwh: number, message: { de: string, en: string } }>, slots: Array<{ start: string, end: string, importPricePerKwh: number, feedInPricePerKwh: number, priceSource: PriceSource, pvKw: number, loadKw: number, importKw: number, exportKw: number, curtailedKw: number, cost: number, batteries: Array<{ id: string, chargeKw: number, dischargeKw: number, socPercent: number }>, cars: Array<{ id: string, chargeKw: number, socPercent: number | null }>, reason: { de: string, en: string } }> } | null, planMissing: { de: string, en: string } | null, intents: Array<{ subject: string, capability: Capability, action: IntentAction, until: string | null, live: boolean, reason: { de: string, en: string } }>, buffer: { currentBufferPercent: number, inert: { de: string, en: string } | null, logRecent: Array<{ at: string, mode: RolloutMode, confidencePercent: number, spreadCt: number | null, expectedPvKwh: number, oldPercent: number, newPercent: number, applied: boolean, reason: { de: string, en: string } }> } | null, rollouts: Array<{ capability: Capability, mode: RolloutMode, liveAt: string | null, daysRemaining: number | null }>, commands: Array<{ id: number, at: string, subject: string, request: string, state: CommandState, answer: string | null, attempts: number, cause: { de: string, en: string } }>, notices: Array<{ code: string, severity: NoticeSeverity, since: string, message: { de: string, en: string } }>, sources: Array<{ id: string, scope: SourceScope, state: SourceState, updatedAt: string | null, lastDurationMs: number | null, error: { de: string, en: string } | null, findings: Array<{ field: string, value: string | null, severity: FindingSeverity, message: { de: string, en: string }, suggestion: { de: string, en: string } }> }>, warming: { done: number, total: number } | null, findings: Array<{ field: string, value: string | null, severity: FindingSeverity, message: { de: string, en: string }, suggestion: { de: string, en: string } }> } | null, change: { changed: Array<string>, version: string | null, evccVersion: string | null, siteTitle: string | null, currency: string | null, timeZone: string | null, demo: { speed: number } | null, power: { observedAt: string, gridKw: number | null, pvKw: number | null, homeKw: number | null, batteryKw: number | null, importPricePerKwh: number | null, feedInPricePerKwh: number | null } | null, battery: { socPercent: number | null, capacityKwh: number | null, minSocPercent: number, maxSocPercent: number, powerKw: number | null, mode: BatteryMode, externalMode: BatteryMode | null } | null, loadpoints: Array<{ id: string, title: string, mode: ChargeMode, connected: boolean, charging: boolean, powerKw: number | null, vehicleName: string | null, vehicleTitle: string | null, vehicleSocPercent: number | null, targetSocPercent: number | null, targetEnergyKwh: number | null, departure: string | null, departureSource: DepartureSource | null, neededKwh: number | null, expectedSocPercent: number | null, isHeating: boolean, override: { kind: OverrideKind, since: string, until: string | null, targetSocPercent: number | null, message: { de: string, en: string } } | null }> | null, plan: { computedAt: string, status: PlanStatus, cost: number, selfConsumptionCost: number, solveMs: number, pricesKnownUntil: string | null, fallbackReason: { de: string, en: string } | null, shortfalls: Array<{ kind: ShortfallKind, subject: string | null, energyKwh: number, message: { de: string, en: string } }>, slots: Array<{ start: string, end: string, importPricePerKwh: number, feedInPricePerKwh: number, priceSource: PriceSource, pvKw: number, loadKw: number, importKw: number, exportKw: number, curtailedKw: number, cost: number, batteries: Array<{ id: string, chargeKw: number, dischargeKw: number, socPercent: number }>, cars: Array<{ id: string, chargeKw: number, socPercent: number | null }>, reason: { de: string, en: string } }> } | null, planMissing: { de: string, en: string } | null, intents: Array<{ subject: string, capability: Capability, action: IntentAction, until: string | null, live: boolean, reason: { de: string, en: string } }> | null, buffer: { currentBufferPercent: number, inert: { de: string, en: string } | null, logRecent: Array<{ at: string, mode: RolloutMode, confidencePercent: number, spreadCt: number | null, expectedPvKwh: number, oldPercent: number, newPercent: number, applied: boolean, reason: { de: string, en: string } }> } | null, rollouts: Array<{ capability: Capability, mode: RolloutMode, liveAt: string | null, daysRemaining: number | null }> | null, commands: Array<{ id: number, at: string, subject: string, request: string, state: CommandState, answer: string | null, attempts: number, cause: { de: string, en: string } }> | null, notices: Array<{ code: string, severity: NoticeSeverity, since: string, message: { de: string, en: string } }> | null, sources: Array<{ id: string, scope: SourceScope, state: SourceState, updatedAt: string | null, lastDurationMs: number | null, error: { de: string, en: string } | null, findings: Array<{ field: string, value: string | null, severity: FindingSeverity, message: { de: string, en: string }, suggestion: { de: string, en: string } }> }> | null, warming: { done: number, total: number } | null, findings: Array<{ field: string, value: string | null, severity: FindingSeverity, message: { de: string, en: string }, suggestion: { de: string, en: string } }> | null } | null } };

export type PowerPartsFragment = { observedAt: string, gridKw: number | null, pvKw: number | null, homeKw: number | null, batteryKw: number | null, importPricePerKwh: number | null, feedInPricePerKwh: number | null };

export type IntentPartsFragment = { subject: string, capability: Capability, action: IntentAction, until: string | null, live: boolean, reason: { de: string, en: string } };

export type PlanSlotPartsFragment = { start: string, end: string, importPricePerKwh: number, feedInPricePerKwh: number, priceSource: PriceSource, pvKw: number, loadKw: number, importKw: number, exportKw: number, curtailedKw: number, cost: number, batteries: Array<{ id: string, chargeKw: number, dischargeKw: number, socPercent: number }>, cars: Array<{ id: string, chargeKw: number, socPercent: number | null }>, reason: { de: string, en: string } };

export type PlanPartsFragment = { computedAt: string, status: PlanStatus, cost: number, selfConsumptionCost: number, solveMs: number, pricesKnownUntil: string | null, fallbackReason: { de: string, en: string } | null, shortfalls: Array<{ kind: ShortfallKind, subject: string | null, energyKwh: number, message: { de: string, en: string } }>, slots: Array<{ start: string, end: string, importPricePerKwh: number, feedInPricePerKwh: number, priceSource: PriceSource, pvKw: number, loadKw: number, importKw: number, exportKw: number, curtailedKw: number, cost: number, batteries: Array<{ id: string, chargeKw: number, dischargeKw: number, socPercent: number }>, cars: Array<{ id: string, chargeKw: number, socPercent: number | null }>, reason: { de: string, en: string } }> };

export type ReplanMutationVariables = Exact<{ [key: string]: never; }>;


export type ReplanMutation = { replan:
    | { __typename: 'EvccError', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'InvalidValue', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'NoCar', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'NotReady', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'Plan' }
    | { __typename: 'UnknownLoadpoint', code: RefusalCode, message: { de: string, en: string } }
   };

type RefusalParts_EvccError_Fragment = { code: RefusalCode, message: { de: string, en: string } };

type RefusalParts_InvalidValue_Fragment = { code: RefusalCode, message: { de: string, en: string } };

type RefusalParts_NoCar_Fragment = { code: RefusalCode, message: { de: string, en: string } };

type RefusalParts_NotReady_Fragment = { code: RefusalCode, message: { de: string, en: string } };

type RefusalParts_UnknownLoadpoint_Fragment = { code: RefusalCode, message: { de: string, en: string } };

type RefusalParts_UnknownSource_Fragment = { code: RefusalCode, message: { de: string, en: string } };

export type RefusalPartsFragment =
  | RefusalParts_EvccError_Fragment
  | RefusalParts_InvalidValue_Fragment
  | RefusalParts_NoCar_Fragment
  | RefusalParts_NotReady_Fragment
  | RefusalParts_UnknownLoadpoint_Fragment
  | RefusalParts_UnknownSource_Fragment
;

export type SourcePartsFragment = { id: string, scope: SourceScope, state: SourceState, updatedAt: string | null, lastDurationMs: number | null, error: { de: string, en: string } | null, findings: Array<{ field: string, value: string | null, severity: FindingSeverity, message: { de: string, en: string }, suggestion: { de: string, en: string } }> };

export type RefreshSourceMutationVariables = Exact<{
  id: string | number;
}>;


export type RefreshSourceMutation = { refreshSource:
    | { __typename: 'EvccError', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'InvalidValue', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'NoCar', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'NotReady', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'Source' }
    | { __typename: 'UnknownLoadpoint', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'UnknownSource', code: RefusalCode, message: { de: string, en: string } }
   };

export type RefreshAllMutationVariables = Exact<{ [key: string]: never; }>;


export type RefreshAllMutation = { refreshAll:
    | { __typename: 'EvccError', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'InvalidValue', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'NoCar', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'NotReady', code: RefusalCode, message: { de: string, en: string } }
    | { __typename: 'RefreshedSources' }
    | { __typename: 'UnknownLoadpoint', code: RefusalCode, message: { de: string, en: string } }
   };

export type CommandPartsFragment = { id: number, at: string, subject: string, request: string, state: CommandState, answer: string | null, attempts: number, cause: { de: string, en: string } };

export type NoticePartsFragment = { code: string, severity: NoticeSeverity, since: string, message: { de: string, en: string } };

export type FindingPartsFragment = { field: string, value: string | null, severity: FindingSeverity, message: { de: string, en: string }, suggestion: { de: string, en: string } };

export const BatteryPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BatteryParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Battery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"socPercent"}},{"kind":"Field","name":{"kind":"Name","value":"capacityKwh"}},{"kind":"Field","name":{"kind":"Name","value":"minSocPercent"}},{"kind":"Field","name":{"kind":"Name","value":"maxSocPercent"}},{"kind":"Field","name":{"kind":"Name","value":"powerKw"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"externalMode"}}]}}]} as unknown as DocumentNode<BatteryPartsFragment, unknown>;
export const BufferPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BufferParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Buffer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentBufferPercent"}},{"kind":"Field","name":{"kind":"Name","value":"inert"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"logRecent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"confidencePercent"}},{"kind":"Field","name":{"kind":"Name","value":"spreadCt"}},{"kind":"Field","name":{"kind":"Name","value":"expectedPvKwh"}},{"kind":"Field","name":{"kind":"Name","value":"oldPercent"}},{"kind":"Field","name":{"kind":"Name","value":"newPercent"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"applied"}}]}}]}}]} as unknown as DocumentNode<BufferPartsFragment, unknown>;
export const RolloutPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RolloutParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Rollout"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"liveAt"}},{"kind":"Field","name":{"kind":"Name","value":"daysRemaining"}}]}}]} as unknown as DocumentNode<RolloutPartsFragment, unknown>;
export const LoadpointPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LoadpointParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Loadpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"connected"}},{"kind":"Field","name":{"kind":"Name","value":"charging"}},{"kind":"Field","name":{"kind":"Name","value":"powerKw"}},{"kind":"Field","name":{"kind":"Name","value":"vehicleName"}},{"kind":"Field","name":{"kind":"Name","value":"vehicleTitle"}},{"kind":"Field","name":{"kind":"Name","value":"vehicleSocPercent"}},{"kind":"Field","name":{"kind":"Name","value":"targetSocPercent"}},{"kind":"Field","name":{"kind":"Name","value":"targetEnergyKwh"}},{"kind":"Field","name":{"kind":"Name","value":"departure"}},{"kind":"Field","name":{"kind":"Name","value":"departureSource"}},{"kind":"Field","name":{"kind":"Name","value":"neededKwh"}},{"kind":"Field","name":{"kind":"Name","value":"expectedSocPercent"}},{"kind":"Field","name":{"kind":"Name","value":"isHeating"}},{"kind":"Field","name":{"kind":"Name","value":"override"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"targetSocPercent"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]}}]} as unknown as DocumentNode<LoadpointPartsFragment, unknown>;
export const PowerPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PowerParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PowerFlow"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"observedAt"}},{"kind":"Field","name":{"kind":"Name","value":"gridKw"}},{"kind":"Field","name":{"kind":"Name","value":"pvKw"}},{"kind":"Field","name":{"kind":"Name","value":"homeKw"}},{"kind":"Field","name":{"kind":"Name","value":"batteryKw"}},{"kind":"Field","name":{"kind":"Name","value":"importPricePerKwh"}},{"kind":"Field","name":{"kind":"Name","value":"feedInPricePerKwh"}}]}}]} as unknown as DocumentNode<PowerPartsFragment, unknown>;
export const IntentPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"IntentParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Intent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"live"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]} as unknown as DocumentNode<IntentPartsFragment, unknown>;
export const PlanSlotPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlanSlotParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PlanSlot"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}},{"kind":"Field","name":{"kind":"Name","value":"importPricePerKwh"}},{"kind":"Field","name":{"kind":"Name","value":"feedInPricePerKwh"}},{"kind":"Field","name":{"kind":"Name","value":"priceSource"}},{"kind":"Field","name":{"kind":"Name","value":"pvKw"}},{"kind":"Field","name":{"kind":"Name","value":"loadKw"}},{"kind":"Field","name":{"kind":"Name","value":"importKw"}},{"kind":"Field","name":{"kind":"Name","value":"exportKw"}},{"kind":"Field","name":{"kind":"Name","value":"curtailedKw"}},{"kind":"Field","name":{"kind":"Name","value":"batteries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"chargeKw"}},{"kind":"Field","name":{"kind":"Name","value":"dischargeKw"}},{"kind":"Field","name":{"kind":"Name","value":"socPercent"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cars"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"chargeKw"}},{"kind":"Field","name":{"kind":"Name","value":"socPercent"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cost"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]} as unknown as DocumentNode<PlanSlotPartsFragment, unknown>;
export const PlanPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlanParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Plan"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"computedAt"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"fallbackReason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cost"}},{"kind":"Field","name":{"kind":"Name","value":"selfConsumptionCost"}},{"kind":"Field","name":{"kind":"Name","value":"solveMs"}},{"kind":"Field","name":{"kind":"Name","value":"pricesKnownUntil"}},{"kind":"Field","name":{"kind":"Name","value":"shortfalls"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"energyKwh"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"slots"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PlanSlotParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlanSlotParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PlanSlot"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}},{"kind":"Field","name":{"kind":"Name","value":"importPricePerKwh"}},{"kind":"Field","name":{"kind":"Name","value":"feedInPricePerKwh"}},{"kind":"Field","name":{"kind":"Name","value":"priceSource"}},{"kind":"Field","name":{"kind":"Name","value":"pvKw"}},{"kind":"Field","name":{"kind":"Name","value":"loadKw"}},{"kind":"Field","name":{"kind":"Name","value":"importKw"}},{"kind":"Field","name":{"kind":"Name","value":"exportKw"}},{"kind":"Field","name":{"kind":"Name","value":"curtailedKw"}},{"kind":"Field","name":{"kind":"Name","value":"batteries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"chargeKw"}},{"kind":"Field","name":{"kind":"Name","value":"dischargeKw"}},{"kind":"Field","name":{"kind":"Name","value":"socPercent"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cars"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"chargeKw"}},{"kind":"Field","name":{"kind":"Name","value":"socPercent"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cost"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]} as unknown as DocumentNode<PlanPartsFragment, unknown>;
export const RefusalPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]} as unknown as DocumentNode<RefusalPartsFragment, unknown>;
export const FindingPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FindingParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]} as unknown as DocumentNode<FindingPartsFragment, unknown>;
export const SourcePartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SourceParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lastDurationMs"}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FindingParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]} as unknown as DocumentNode<SourcePartsFragment, unknown>;
export const CommandPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CommandParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Command"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"request"}},{"kind":"Field","name":{"kind":"Name","value":"cause"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}}]}}]} as unknown as DocumentNode<CommandPartsFragment, unknown>;
export const NoticePartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NoticeParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Notice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]} as unknown as DocumentNode<NoticePartsFragment, unknown>;
export const ActivateLiveDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ActivateLive"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"capability"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Capability"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"activateLive"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"capability"},"value":{"kind":"Variable","name":{"kind":"Name","value":"capability"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]} as unknown as DocumentNode<ActivateLiveMutation, ActivateLiveMutationVariables>;
export const ExtendObservationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ExtendObservation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"capability"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Capability"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"days"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"extendObservation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"capability"},"value":{"kind":"Variable","name":{"kind":"Name","value":"capability"}}},{"kind":"Argument","name":{"kind":"Name","value":"days"},"value":{"kind":"Variable","name":{"kind":"Name","value":"days"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]} as unknown as DocumentNode<ExtendObservationMutation, ExtendObservationMutationVariables>;
export const SetDepartureDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetDeparture"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"loadpoint"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"departure"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"targetSocPercent"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Float"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"targetEnergyKwh"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Float"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setDeparture"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"loadpoint"},"value":{"kind":"Variable","name":{"kind":"Name","value":"loadpoint"}}},{"kind":"Argument","name":{"kind":"Name","value":"departure"},"value":{"kind":"Variable","name":{"kind":"Name","value":"departure"}}},{"kind":"Argument","name":{"kind":"Name","value":"targetSocPercent"},"value":{"kind":"Variable","name":{"kind":"Name","value":"targetSocPercent"}}},{"kind":"Argument","name":{"kind":"Name","value":"targetEnergyKwh"},"value":{"kind":"Variable","name":{"kind":"Name","value":"targetEnergyKwh"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]} as unknown as DocumentNode<SetDepartureMutation, SetDepartureMutationVariables>;
export const BoostDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Boost"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"loadpoint"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"minutes"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"boost"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"loadpoint"},"value":{"kind":"Variable","name":{"kind":"Name","value":"loadpoint"}}},{"kind":"Argument","name":{"kind":"Name","value":"minutes"},"value":{"kind":"Variable","name":{"kind":"Name","value":"minutes"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]} as unknown as DocumentNode<BoostMutation, BoostMutationVariables>;
export const CancelBoostDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelBoost"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"loadpoint"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelBoost"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"loadpoint"},"value":{"kind":"Variable","name":{"kind":"Name","value":"loadpoint"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]} as unknown as DocumentNode<CancelBoostMutation, CancelBoostMutationVariables>;
export const LiveDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Live"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"live"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"publishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"snapshot"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"evccVersion"}},{"kind":"Field","name":{"kind":"Name","value":"siteTitle"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"demo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"speed"}}]}},{"kind":"Field","name":{"kind":"Name","value":"power"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PowerParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"battery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BatteryParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"loadpoints"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LoadpointParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PlanParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"planMissing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"intents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"IntentParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"buffer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BufferParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rollouts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RolloutParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"commands"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CommandParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"notices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NoticeParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SourceParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"warming"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingParts"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"change"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"evccVersion"}},{"kind":"Field","name":{"kind":"Name","value":"siteTitle"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"demo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"speed"}}]}},{"kind":"Field","name":{"kind":"Name","value":"power"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PowerParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"battery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BatteryParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"loadpoints"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LoadpointParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PlanParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"planMissing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"intents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"IntentParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"buffer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BufferParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rollouts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RolloutParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"commands"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CommandParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"notices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NoticeParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SourceParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"warming"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingParts"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlanSlotParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PlanSlot"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}},{"kind":"Field","name":{"kind":"Name","value":"importPricePerKwh"}},{"kind":"Field","name":{"kind":"Name","value":"feedInPricePerKwh"}},{"kind":"Field","name":{"kind":"Name","value":"priceSource"}},{"kind":"Field","name":{"kind":"Name","value":"pvKw"}},{"kind":"Field","name":{"kind":"Name","value":"loadKw"}},{"kind":"Field","name":{"kind":"Name","value":"importKw"}},{"kind":"Field","name":{"kind":"Name","value":"exportKw"}},{"kind":"Field","name":{"kind":"Name","value":"curtailedKw"}},{"kind":"Field","name":{"kind":"Name","value":"batteries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"chargeKw"}},{"kind":"Field","name":{"kind":"Name","value":"dischargeKw"}},{"kind":"Field","name":{"kind":"Name","value":"socPercent"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cars"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"chargeKw"}},{"kind":"Field","name":{"kind":"Name","value":"socPercent"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cost"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FindingParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PowerParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PowerFlow"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"observedAt"}},{"kind":"Field","name":{"kind":"Name","value":"gridKw"}},{"kind":"Field","name":{"kind":"Name","value":"pvKw"}},{"kind":"Field","name":{"kind":"Name","value":"homeKw"}},{"kind":"Field","name":{"kind":"Name","value":"batteryKw"}},{"kind":"Field","name":{"kind":"Name","value":"importPricePerKwh"}},{"kind":"Field","name":{"kind":"Name","value":"feedInPricePerKwh"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BatteryParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Battery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"socPercent"}},{"kind":"Field","name":{"kind":"Name","value":"capacityKwh"}},{"kind":"Field","name":{"kind":"Name","value":"minSocPercent"}},{"kind":"Field","name":{"kind":"Name","value":"maxSocPercent"}},{"kind":"Field","name":{"kind":"Name","value":"powerKw"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"externalMode"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LoadpointParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Loadpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"connected"}},{"kind":"Field","name":{"kind":"Name","value":"charging"}},{"kind":"Field","name":{"kind":"Name","value":"powerKw"}},{"kind":"Field","name":{"kind":"Name","value":"vehicleName"}},{"kind":"Field","name":{"kind":"Name","value":"vehicleTitle"}},{"kind":"Field","name":{"kind":"Name","value":"vehicleSocPercent"}},{"kind":"Field","name":{"kind":"Name","value":"targetSocPercent"}},{"kind":"Field","name":{"kind":"Name","value":"targetEnergyKwh"}},{"kind":"Field","name":{"kind":"Name","value":"departure"}},{"kind":"Field","name":{"kind":"Name","value":"departureSource"}},{"kind":"Field","name":{"kind":"Name","value":"neededKwh"}},{"kind":"Field","name":{"kind":"Name","value":"expectedSocPercent"}},{"kind":"Field","name":{"kind":"Name","value":"isHeating"}},{"kind":"Field","name":{"kind":"Name","value":"override"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"targetSocPercent"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlanParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Plan"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"computedAt"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"fallbackReason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cost"}},{"kind":"Field","name":{"kind":"Name","value":"selfConsumptionCost"}},{"kind":"Field","name":{"kind":"Name","value":"solveMs"}},{"kind":"Field","name":{"kind":"Name","value":"pricesKnownUntil"}},{"kind":"Field","name":{"kind":"Name","value":"shortfalls"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"energyKwh"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"slots"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PlanSlotParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"IntentParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Intent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"live"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BufferParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Buffer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentBufferPercent"}},{"kind":"Field","name":{"kind":"Name","value":"inert"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"logRecent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"confidencePercent"}},{"kind":"Field","name":{"kind":"Name","value":"spreadCt"}},{"kind":"Field","name":{"kind":"Name","value":"expectedPvKwh"}},{"kind":"Field","name":{"kind":"Name","value":"oldPercent"}},{"kind":"Field","name":{"kind":"Name","value":"newPercent"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"applied"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RolloutParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Rollout"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"capability"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"liveAt"}},{"kind":"Field","name":{"kind":"Name","value":"daysRemaining"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CommandParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Command"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"request"}},{"kind":"Field","name":{"kind":"Name","value":"cause"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NoticeParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Notice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SourceParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Source"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lastDurationMs"}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingParts"}}]}}]}}]} as unknown as DocumentNode<LiveSubscription, LiveSubscriptionVariables>;
export const ReplanDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Replan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"replan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]} as unknown as DocumentNode<ReplanMutation, ReplanMutationVariables>;
export const RefreshSourceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RefreshSource"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"refreshSource"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]} as unknown as DocumentNode<RefreshSourceMutation, RefreshSourceMutationVariables>;
export const RefreshAllDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RefreshAll"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"refreshAll"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"de"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]} as unknown as DocumentNode<RefreshAllMutation, RefreshAllMutationVariables>;