import { parentPort } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';

const FIRST_QUERY = `# The house now, and the next two days as they are planned.
query HouseNow {
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
subscription AsItHappens {
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
mutation PlanAnew {
  replan {
    __typename
    ... on Plan { computedAt status cost }
    ... on UserError { code message { en } field }
  }
}
`;

const ENDPOINT = 'graphql';

const html = String(
  await renderGraphiQL({
    title: 'Smartload GraphiQL',
    endpoint: ENDPOINT,
    subscriptionsProtocol: 'SSE',
    defaultTabs: [FIRST_QUERY, SUBSCRIPTION, MUTATION].map((query) => ({ query })),
  }),
);

// Relative to the page, so that it works under any prefix that a proxy puts before it. Only a browser can work
// that out, and GraphiQL itself takes a relative endpoint as one of the host when it subscribes.
const page = html.replace(
  `"endpoint":${JSON.stringify(ENDPOINT)}`,
  `"endpoint":new URL(${JSON.stringify(ENDPOINT)},location.href).href`,
);
parentPort?.postMessage(new Uint8Array(gzipSync(page)));
