import { Client, fetchExchange } from 'urql';

/** The endpoint, found relative to the page, so that it is right under any prefix. */
export const GRAPHQL_URL = new URL('graphql', document.baseURI);

/** Carries what people ask for. The state needs neither queries nor a cache: it is pushed whole. */
export const client = new Client({
  url: GRAPHQL_URL.href,
  preferGetMethod: false,
  exchanges: [fetchExchange],
});
