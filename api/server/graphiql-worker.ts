import { parentPort } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';

const FIRST_QUERY = `# The house now, and the next two days as they are planned.
{
  snapshot {
    sequence
    publishedAt
    currency
    power { gridKw pvKw homeKw batteryKw carsKw }
    battery { socPercent mode }
    plan {
      status
      cost
      selfConsumptionCost
      slots {
        start
        importPricePerKwh
        pvKw
        importKw
        exportKw
        batteries { id chargeKw dischargeKw socPercent }
        cars { id chargeKw socPercent }
        reason { en }
      }
    }
  }
}
`;

const SUBSCRIPTION = `# The whole state at once, then what changes, as it happens.
subscription {
  live {
    sequence
    publishedAt
    snapshot { power { gridKw pvKw homeKw batteryKw carsKw } }
    change { changed power { gridKw pvKw homeKw batteryKw carsKw } }
    events { at type message { en } }
  }
}
`;

const MUTATION = `# Plans anew. An answer is a plan, or an error to act on.
mutation {
  replan {
    __typename
    ... on Plan { computedAt status cost }
    ... on UserError { code message { en } field }
  }
}
`;

const html = String(
  await renderGraphiQL({
    title: 'Smartload GraphiQL',
    // Relative, so that it works under any prefix that a proxy puts before it.
    endpoint: 'graphql',
    subscriptionsProtocol: 'SSE',
    defaultTabs: [FIRST_QUERY, SUBSCRIPTION, MUTATION].map((query) => ({ query })),
  }),
);
parentPort?.postMessage(new Uint8Array(gzipSync(html)));
