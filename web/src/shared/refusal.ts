import { graphql } from '../gql/index.ts';

/** What every refused mutation answers. */
export const RefusalParts = graphql(`
  fragment RefusalParts on UserError {
    code
    message { de en }
  }
`);
