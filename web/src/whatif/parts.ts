import type { WhatIfQuery } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

export const WhatIf = graphql(`
  query WhatIf($changes: WhatIfChanges!) {
    whatIf(changes: $changes) {
      __typename
      ... on WhatIf {
        cost
        costAsPlanned
        difference
        carsDifferenceKwh
        plan { ...PlanParts }
      }
      ...RefusalParts
    }
  }
`);

export type Answer = Extract<WhatIfQuery['whatIf'], { __typename: 'WhatIf' }>;
