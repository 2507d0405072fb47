import type { ControlPartsFragment, SuggestionPartsFragment } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

export const ControlParts = graphql(`
  fragment ControlParts on Control {
    pause { since until message { de en } }
    queue {
      quiet
      advice { kind loadpoint until message { de en } }
      entries { vehicle title loadpoint state start end departure neededKwh reason { de en } }
    }
    slotOverrides { id target action start end message { de en } }
    vehicles {
      vehicle
      title
      nextDeparture
      target { since }
      manualSoc { socPercent since }
      soc { socPercent measuredAt teller stale }
      schedule { entries { weekdays time targetSocPercent } }
    }
  }
`);

export const SuggestionParts = graphql(`
  fragment SuggestionParts on DepartureSuggestion {
    id
    vehicle
    title
    seen
    days
    message { de en }
  }
`);

export const PauseControl = graphql(`
  mutation PauseControl($until: DateTime) {
    pauseControl(until: $until) { __typename ...RefusalParts }
  }
`);

export const ResumeControl = graphql(`
  mutation ResumeControl {
    resumeControl { __typename ...RefusalParts }
  }
`);

export const OverrideSlots = graphql(`
  mutation OverrideSlots($target: ID!, $action: SlotAction!, $start: DateTime!, $end: DateTime!) {
    overrideSlots(target: $target, action: $action, start: $start, end: $end) { __typename ...RefusalParts }
  }
`);

export const ClearSlotOverride = graphql(`
  mutation ClearSlotOverride($id: ID!) {
    clearSlotOverride(id: $id) { __typename ...RefusalParts }
  }
`);

export const ReleaseOverride = graphql(`
  mutation ReleaseOverride($loadpoint: ID!) {
    releaseOverride(loadpoint: $loadpoint) { __typename ...RefusalParts }
  }
`);

export const AcceptDeparture = graphql(`
  mutation AcceptDeparture($id: ID!) {
    acceptDeparture(id: $id) { __typename ...RefusalParts }
  }
`);

export const DismissDeparture = graphql(`
  mutation DismissDeparture($id: ID!) {
    dismissDeparture(id: $id) { __typename ...RefusalParts }
  }
`);

export const SetSchedule = graphql(`
  mutation SetSchedule($vehicle: ID!, $entries: [ScheduleEntryInput!]!) {
    setSchedule(vehicle: $vehicle, entries: $entries) { __typename ...RefusalParts }
  }
`);

export const SetManualSoc = graphql(`
  mutation SetManualSoc($vehicle: ID!, $socPercent: Float!) {
    setManualSoc(vehicle: $vehicle, socPercent: $socPercent) { __typename ...RefusalParts }
  }
`);

export const ClearManualSoc = graphql(`
  mutation ClearManualSoc($vehicle: ID!) {
    clearManualSoc(vehicle: $vehicle) { __typename ...RefusalParts }
  }
`);

export const PollVehicle = graphql(`
  mutation PollVehicle($vehicle: ID!) {
    pollVehicle(vehicle: $vehicle) { __typename ...RefusalParts }
  }
`);

type Control = ControlPartsFragment;
export type Pause = NonNullable<Control['pause']>;
export type SlotOverride = Control['slotOverrides'][number];
export type QueueEntry = Control['queue']['entries'][number];
export type Vehicle = Control['vehicles'][number];
export type ScheduleEntry = NonNullable<Vehicle['schedule']>['entries'][number];
export type Suggestion = SuggestionPartsFragment;
