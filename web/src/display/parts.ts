import { graphql } from '../gql/index.ts';

export const DisplayParts = graphql(`
  fragment DisplayParts on Display {
    name
    view
    chosenAt
    connectedSince
  }
`);

export const ShowView = graphql(`
  mutation ShowView($display: String!, $view: View) {
    showView(display: $display, view: $view) {
      __typename
      ...RefusalParts
    }
  }
`);
