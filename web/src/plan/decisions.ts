import type { ExplanationsQuery } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

export const Explanations = graphql(`
  query Explanations($at: DateTime!) {
    explanations(at: $at) {
      __typename
      ... on Explanations {
        decisions { subject start binding otherwise reason { de en } }
      }
      ...RefusalParts
    }
  }
`);

export const AskOtherWay = graphql(`
  query OtherWay($at: DateTime!, $subject: ID!) {
    otherWay(at: $at, subject: $subject) {
      __typename
      ... on OtherWay { cost message { de en } }
      ...RefusalParts
    }
  }
`);

type Found = Extract<ExplanationsQuery['explanations'], { __typename: 'Explanations' }>;
export type Decision = Found['decisions'][number];
