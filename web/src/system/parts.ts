import { graphql } from '../gql/index.ts';

export const SourceParts = graphql(`
  fragment SourceParts on Source {
    id
    state
    updatedAt
    error { de en }
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

export const FindingParts = graphql(`
  fragment FindingParts on Finding {
    field
    value
    severity
    message { de en }
    suggestion { de en }
  }
`);
