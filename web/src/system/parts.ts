import { graphql } from '../gql/index.ts';

export const SourceParts = graphql(`
  fragment SourceParts on Source {
    id
    scope
    state
    updatedAt
    error { de en }
    lastDurationMs
    findings { ...FindingParts }
  }
`);

export const RefreshSource = graphql(`
  mutation RefreshSource($id: ID!) {
    refreshSource(id: $id) {
      __typename
      ...RefusalParts
    }
  }
`);

export const RefreshAll = graphql(`
  mutation RefreshAll {
    refreshAll {
      __typename
      ...RefusalParts
    }
  }
`);

export const CommandParts = graphql(`
  fragment CommandParts on Command {
    id
    at
    subject
    request
    cause { de en }
    state
    answer
    attempts
  }
`);

export const NoticeParts = graphql(`
  fragment NoticeParts on Notice {
    code
    severity
    since
    message { de en }
  }
`);

export const EventParts = graphql(`
  fragment EventParts on Event {
    sequence
    at
    type
    subject
    message { de en }
  }
`);

export const FindingParts = graphql(`
  fragment FindingParts on Finding {
    field
    value
    severity
    message { de en }
    suggestion { de en }
  }
`);

export const Health = graphql(`
  query Health {
    health {
      status
      version
      startedAt
      cycleId
      lastCycleAt
      lastCycleMs
      plannerStatus
      fallbackCount
      memoryRssMb
      logLevel
    }
  }
`);
