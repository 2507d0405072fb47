import type { ShadowPoliciesQuery } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

export const AskShadow = graphql(`
  query ShadowPolicies {
    snapshot {
      shadow {
        lpAction
        rlAction
        expectedDifference
        advises
        trying { de en }
        policies { policy days cost advantage verdict { de en } }
        lately { date costs { policy cost } }
        earlier { days costs { policy cost } }
      }
    }
  }
`);

export type Shadow = NonNullable<NonNullable<ShadowPoliciesQuery['snapshot']>['shadow']>;
export type ShadowAction = NonNullable<Shadow['lpAction']>;
