import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomHouse } from '../../test/random-house.ts';
import { openStore, type Store } from '../history/index.ts';
import { DAY_MS, quarterWith, SLOT_MS } from '../house/index.ts';
import { createMemory } from '../loop/index.ts';
import { fallbackPlan } from '../plan/index.ts';
import { ask, serve } from './test-house.ts';

const FROM = Date.UTC(2026, 9, 20);
const iso = (at: number) => new Date(at).toISOString();

function storeWithQuarters(count: number): Store {
  const store = openStore({ dataDir: null, now: () => FROM });
  store.transaction(() => {
    for (let index = 0; index < count; index++)
      store.recordQuarterHour(
        quarterWith(FROM + index * SLOT_MS, {
          importKwh: 0.25,
          exportKwh: 0,
          loadKwh: 0.25,
          socPercent: 50,
          importPricePerKwh: 0.3,
          feedInPricePerKwh: 0.08,
          cost: 0.075,
        }),
      );
  });
  return store;
}

const QUERY = `query ($from: DateTime!, $to: DateTime!, $resolution: HistoryResolution!, $first: Int, $after: String, $last: Int, $before: String) {
  history(from: $from, to: $to, resolution: $resolution, first: $first, after: $after, last: $last, before: $before) {
    __typename
    ... on HistoryConnection {
      edges { cursor node { start end importKwh knownShare } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
    ... on UserError { field message { de } }
  }
}`;

async function house(t: Parameters<typeof serve>[0], days = 10) {
  const store = storeWithQuarters(days * 96);
  const memory = createMemory(store, () => false);
  t.after(async () => {
    await memory.stop();
    store.close();
  });
  const { url } = await serve(t, { history: (from, to) => store.quarterHours(from, to), memory });
  const range = { from: iso(FROM), to: iso(FROM + days * DAY_MS) };
  const page = async (variables: object) =>
    (await ask(url, QUERY, { ...range, ...variables })).body.data.history;
  return { url, store, range, page };
}

test('pages follow each other without gap or overlap, forwards and backwards', async (t) => {
  const { page } = await house(t);
  const all = (await page({ resolution: 'DAY', first: 100 })).edges;
  const walked: string[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const { edges, pageInfo }: Page = await page({ resolution: 'DAY', first: 3, after });
    walked.push(...edges.map(({ node }) => node.start));
    after = pageInfo.endCursor;
    more = pageInfo.hasNextPage;
  }
  const starts = all.map(({ node }: Page['edges'][number]) => node.start);
  assert.deepEqual(walked, starts);
  const back: string[] = [];
  for (let before: string | null = null, more = true; more; ) {
    const { edges, pageInfo }: Page = await page({ resolution: 'DAY', last: 4, before });
    back.unshift(...edges.map(({ node }) => node.start));
    before = pageInfo.startCursor;
    more = pageInfo.hasPreviousPage;
  }
  assert.deepEqual(back, starts);
});

interface Page {
  edges: { cursor: string; node: { start: string; end: string; importKwh: number; knownShare: number } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
}

test('a page between two cursors tells of what lies on either side', async (t) => {
  const { page } = await house(t, 6);
  const { edges }: Page = await page({ resolution: 'DAY', first: 100 });
  const [first, second] = edges;
  const [secondLast, last] = edges.slice(-2);
  const sides = async (variables: object) => {
    const { pageInfo }: Page = await page({ resolution: 'DAY', ...variables });
    return [pageInfo.hasPreviousPage, pageInfo.hasNextPage];
  };
  assert.deepEqual(await sides({ first: 100 }), [false, false]);
  assert.deepEqual(await sides({ first: 1, before: second?.cursor }), [false, true]);
  assert.deepEqual(await sides({ last: 1, after: secondLast?.cursor }), [true, false]);
  assert.deepEqual(await sides({ first: 100, after: first?.cursor, before: last?.cursor }), [true, true]);
  assert.deepEqual(await sides({ last: 100, after: first?.cursor, before: last?.cursor }), [true, true]);
});

test('a cursor stays where it is whatever is recorded later', async (t) => {
  const { page, store } = await house(t, 3);
  const first: Page = await page({ resolution: 'HOUR', first: 5 });
  const [quarter] = store.quarterHours(FROM, FROM + 1);
  assert.ok(quarter);
  for (const index of [-2, -1]) {
    const start = FROM + index * SLOT_MS;
    store.recordQuarterHour({ ...quarter, start, end: start + SLOT_MS });
  }
  const next: Page = await page({ resolution: 'HOUR', first: 5, after: first.pageInfo.endCursor });
  assert.equal(next.edges[0]?.node.start, first.edges.at(-1)?.node.end);
});

test('the day on which the clocks go back has 25 hours and a hundred quarters', async (t) => {
  const { page } = await house(t);
  const { edges }: Page = await page({ resolution: 'DAY', first: 100 });
  const long = edges.find(({ node }) => node.start === '2026-10-24T22:00:00.000Z');
  assert.equal(long?.node.end, '2026-10-25T23:00:00.000Z');
  assert.equal(long?.node.importKwh, 25);
  assert.equal(long?.node.knownShare, 1);
});

test('what makes no sense is refused with its field', async (t) => {
  const { page } = await house(t, 1);
  const field = async (variables: object) => (await page(variables)).field;
  assert.equal(await field({ resolution: 'DAY', first: 0 }), 'first');
  assert.equal(await field({ resolution: 'DAY', last: 2000 }), 'last');
  assert.equal(await field({ resolution: 'DAY', first: 1, last: 1 }), 'last');
  assert.equal(await field({ resolution: 'DAY', after: 'nonsense' }), 'after');
});

test('a day that no calendar has is refused, as in the table', async (t) => {
  const { url, range } = await house(t, 1);
  const errors = async (from: string) =>
    (await ask(url, QUERY, { ...range, from, resolution: 'DAY' })).body.errors;
  for (const day of ['2026-02-30', '2026-02-29', '2026-04-31', '2026-13-01'])
    assert.match((await errors(`${day}T00:00:00Z`))?.[0].message, /DateTime wants/, day);
  for (const moment of ['2026-10-19T23:00Z', '2026-10-20T00:00:00+14:00'])
    assert.equal(await errors(moment), undefined, moment);
  const table = await fetch(`${url}/history.csv?from=2026-02-30T00:00:00Z&to=${range.to}`);
  assert.equal(table.status, 400);
});

test('a cursor is taken only by the connection that gave it, as it gave it', async (t) => {
  const { page, url, store } = await house(t, 2);
  recordCycles(store, 3);
  const encoded = (text: string) => Buffer.from(text).toString('base64url');
  const given: Page = await page({ resolution: 'DAY', first: 1 });
  const { endCursor } = given.pageInfo;
  const texts = ['k123', 'k1e3', 'k0x10', 'k ', 'k-1', 'history:', 'history:1e3', 'history:-1', 'history:01'];
  const cursors = [...texts.map(encoded), `${endCursor}%%%`, `${endCursor}=`, await cycleCursor(url), ''];
  for (const after of cursors) {
    const refused = await page({ resolution: 'DAY', after });
    assert.equal(refused.field, 'after', after);
    assert.match(refused.message.de, /„history“/);
  }
  const { cycles } = (await ask(url, CYCLES, { after: endCursor })).body.data;
  assert.match(cycles.message.de, /„cycles“/);
});

test('whether there is more on either side is told, also where a page begins at its end', async (t) => {
  const { page, range, store, url } = await house(t, 4);
  const sides = async (variables: object) => {
    const { pageInfo }: Page = await page({ resolution: 'DAY', ...variables });
    return [pageInfo.hasPreviousPage, pageInfo.hasNextPage];
  };
  const { edges }: Page = await page({ resolution: 'DAY' });
  const [first, second, ...others] = edges.map(({ cursor }) => cursor);
  const last = others.at(-1);
  assert.deepEqual(await sides({ first: 1 }), [false, true]);
  assert.deepEqual(await sides({ first: 1, after: first }), [true, true]);
  assert.deepEqual(await sides({ first: 9, after: last }), [true, false]);
  assert.deepEqual(await sides({ last: 1, before: second }), [false, true]);
  assert.deepEqual(await sides({ last: 1, before: first }), [false, true]);
  // Of a range that begins later, a cursor lies before everything, and one that ends earlier behind it.
  assert.deepEqual(await sides({ first: 9, after: first, from: iso(FROM + 2 * DAY_MS) }), [false, false]);
  const to = range.from.replace('20T', '21T');
  assert.deepEqual(await sides({ last: 9, before: last, to }), [false, false]);

  recordCycles(store, 3);
  const cyclesAfter = async (after: string | null) => {
    const { cycles } = (await ask(url, CYCLES, { after })).body.data;
    return [cycles.edges.length, cycles.pageInfo.hasPreviousPage, cycles.pageInfo.hasNextPage];
  };
  assert.deepEqual(await cyclesAfter(null), [1, false, true]);
  assert.deepEqual(await cyclesAfter(await cycleCursor(url)), [1, true, true]);
  const future = Buffer.from('cycles:99').toString('base64url');
  assert.deepEqual(await cyclesAfter(future), [1, false, true]);
});

test('of some kinds of events alone it is told as well whether there is more', async (t) => {
  const { store, url } = await house(t, 1);
  for (const sequence of [1, 2, 3, 4]) {
    const type = sequence % 2 === 0 ? 'DECISION' : 'NOTICE';
    store.recordEvent({ sequence, at: FROM, type, subject: 'battery', message: { de: '', en: '' } });
  }
  const query = `query ($types: [EventType!], $after: String) {
    eventLog(types: $types, first: 1, after: $after) {
      ... on EventLogConnection { edges { cursor node { sequence } } pageInfo { hasNextPage hasPreviousPage } }
    }
  }`;
  const log = async (types: string[] | null, after: string | null) => {
    const { edges, pageInfo } = (await ask(url, query, { types, after })).body.data.eventLog;
    const { hasPreviousPage, hasNextPage } = pageInfo;
    return [edges[0]?.node.sequence ?? null, hasPreviousPage, hasNextPage];
  };
  const at = (sequence: number) => Buffer.from(`eventLog:${sequence}`).toString('base64url');
  assert.deepEqual(await log(null, null), [4, false, true]);
  assert.deepEqual(await log(null, at(4)), [3, true, true]);
  assert.deepEqual(await log(['NOTICE'], at(4)), [3, false, true]);
  assert.deepEqual(await log(['NOTICE'], at(3)), [1, true, false]);
  assert.deepEqual(await log(['DECISION'], at(3)), [2, true, false]);
});

test('a slot that the plan has not is refused with those it has', async (t) => {
  const { store, url } = await house(t, 1);
  recordCycles(store, 1);
  const query = `query ($slot: Int!) {
    explanations(cycle: 1, slot: $slot) {
      ... on Explanations { decisions { start } }
      ... on UserError { field message { en } }
    }
  }`;
  const explained = async (slot: number) => (await ask(url, query, { slot })).body.data.explanations;
  assert.ok((await explained(3)).decisions.length > 0);
  for (const slot of [4, 192, 500]) {
    const { field, message } = await explained(slot);
    assert.deepEqual([field, message.en], ['slot', `slot is ${slot}; 0 to 3 is allowed.`]);
  }
});

test('explanations and the other way refuse unknown cycles and times alike', async (t) => {
  const { store, url } = await house(t, 1);
  recordCycles(store, 1);
  const query = `query ($cycle: Int, $at: DateTime!) {
    explanations(cycle: $cycle, at: $at) { __typename ... on UserError { field message { en } } }
    otherWay(cycle: $cycle, at: $at, subject: "battery") { __typename ... on UserError { field message { en } } }
  }`;
  for (const [cycle, at, field, words] of [
    [77, iso(FROM), 'cycle', /^Cycle 77 is not on record/],
    [0, iso(FROM), 'cycle', /^Cycle 0 is not on record/],
    [1, '2020-01-01T00:00:00Z', 'at', /not within the plan/],
  ] as const) {
    const { explanations, otherWay } = (await ask(url, query, { cycle, at })).body.data;
    assert.deepEqual(explanations, otherWay);
    assert.deepEqual([explanations.__typename, explanations.field], ['InvalidValue', field]);
    assert.match(explanations.message.en, words);
  }
});

test('what the other way costs is the same wherever it is asked for, and is not worked out for many at once', async (t) => {
  const { store, url } = await house(t, 1);
  const input = randomHouse(1, { slots: 12, cars: 0 });
  const plan = fallbackPlan(input, { de: '', en: '' });
  store.recordCycle({ cycleId: 1, at: FROM + 1, durationMs: 1, input, plan, intents: [] });
  const explained = async (slot: number, count: number) =>
    (
      await ask(
        url,
        `query ($slot: Int!, $count: Int!) {
          explanations(cycle: 1, slot: $slot, count: $count) {
            ... on Explanations { decisions { start subject otherwise otherwiseCost otherwiseReason { en } } }
          }
        }`,
        { slot, count },
      )
    ).body.data.explanations.decisions;
  const many = await explained(0, 12);
  assert.equal(many.length, 12);
  assert.ok(many.every(({ otherwiseCost }: { otherwiseCost: unknown }) => otherwiseCost === null));
  const slot = many.findIndex(({ otherwise }: { otherwise: unknown }) => otherwise !== null);
  const [one] = await explained(slot, 1);
  const { otherWay } = (
    await ask(
      url,
      `query ($at: DateTime!, $subject: ID!) {
        otherWay(cycle: 1, at: $at, subject: $subject) { ... on OtherWay { cost message { en } } }
      }`,
      { at: one.start, subject: one.subject },
    )
  ).body.data;
  assert.equal(typeof one.otherwiseCost, 'number');
  assert.deepEqual([one.otherwiseCost, one.otherwiseReason.en], [otherWay.cost, otherWay.message.en]);
});

const CYCLES = `query ($after: String) {
  cycles(first: 1, after: $after) {
    ... on CyclesConnection { edges { cursor } pageInfo { hasNextPage hasPreviousPage } }
    ... on UserError { message { de } }
  }
}`;

async function cycleCursor(url: string): Promise<string> {
  return (await ask(url, CYCLES)).body.data.cycles.edges[0].cursor;
}

function recordCycles(store: Store, count: number): void {
  const input = randomHouse(1, { slots: 4, cars: 0 });
  const plan = fallbackPlan(input, { de: '', en: '' });
  for (let cycleId = 1; cycleId <= count; cycleId += 1)
    store.recordCycle({ cycleId, at: FROM + cycleId, durationMs: 1, input, plan, intents: [] });
}

test('the table has a line for each span, in the numbers of its language', async (t) => {
  const { url, range } = await house(t, 2);
  const address = (rest: string) => `${url}/history.csv?from=${range.from}&to=${range.to}${rest}`;
  const german = await fetch(address('&resolution=DAY&language=de'));
  assert.equal(german.headers.get('content-type'), 'text/csv; charset=utf-8');
  const [head, first] = (await german.text()).split('\r\n');
  assert.ok(head?.startsWith('start;end;importKwh;'));
  assert.ok(first?.startsWith('2026-10-20T00:00:00+02:00;2026-10-21T00:00:00+02:00;22;'), first);
  assert.ok(first?.includes(';0,3;'), first);
  const quarters = (await (await fetch(address(''))).text()).trim().split('\r\n');
  assert.equal(quarters.length, 1 + 2 * 96);
  assert.equal((await fetch(`${url}/history.csv?from=yesterday&to=today`)).status, 400);
  assert.equal((await fetch(`${url}/history.csv?from=${range.to}&to=${range.from}`)).status, 400);
});

test('a table is asked for by days and times as people write them, and refused in their language', async (t) => {
  const { url } = await house(t, 8);
  const starts = async (query: string) => {
    const lines = (await (await fetch(`${url}/history.csv?${query}`)).text()).trim().split('\r\n');
    return lines.slice(1).map((line) => line.split(',')[0]);
  };
  const days = ['2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00'];
  assert.deepEqual(await starts('from=2026-10-25&to=2026-10-27&resolution=day'), days);
  const offset = 'from=2026-10-25T00:00:00+02:00&to=2026-10-27T00:00:00+01:00&resolution=DAY';
  assert.deepEqual(await starts(offset), days);
  const refusal = async (query: string) => {
    const response = await fetch(`${url}/history.csv?${query}`);
    const body: { error: string } = await response.json();
    return [response.status, body.error] as const;
  };
  const [status, german] = await refusal('from=2026-02-30&to=2026-10-27&language=DE');
  assert.equal(status, 400);
  assert.match(german, /^from: ein Tag wie .*\. Zum Beispiel: /);
  assert.match((await refusal('from=2026-10-27&to=2026-10-25&language=de'))[1], /„to“ muss nach „from“/);
  const [, english] = await refusal('to=2026-10-27&resolution=week&language=fr');
  assert.match(english, /^from: a day like .*; resolution: QUARTER_HOUR.*; language: de or en/);
});

test('without the store in this process the same is summed up from quarters', async (t) => {
  const { store, page, range } = await house(t, 2);
  const { url } = await serve(t, { history: (from, to) => store.quarterHours(from, to) });
  const other = (await ask(url, QUERY, { ...range, resolution: 'DAY' })).body.data.history;
  assert.deepEqual(other, await page({ resolution: 'DAY' }));
});
