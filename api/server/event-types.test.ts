import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EventPayload, EventType, Text } from '../house/index.ts';
import { NOW, serve, testSource } from './test-house.ts';

const TEXT: Text = { de: 'Wort', en: 'word' };

/** An event of each kind, and what a client sees that asks for all there is to it. */
const CASES: [type: EventType, payload: EventPayload | null, seen: object][] = [
  ['NOTICE', null, { __typename: 'LogEvent' }],
  [
    'SOURCE_REFRESHED',
    { kind: 'SOURCE', source: testSource(), summary: TEXT },
    { __typename: 'SourceEvent', source: { id: 'evccState', state: 'FRESH', ageS: 60 }, summary: TEXT },
  ],
  ['WARMING', { kind: 'WARMING', done: 2, total: 6 }, { __typename: 'WarmingEvent', done: 2, total: 6 }],
  [
    'DECISION',
    { kind: 'DECISION', from: 'BATTERY_HOLD', to: 'BATTERY_RELEASE', live: false, reason: TEXT },
    {
      __typename: 'DecisionEvent',
      from: 'BATTERY_HOLD',
      to: 'BATTERY_RELEASE',
      live: false,
      reason: TEXT,
    },
  ],
  [
    'COMMAND',
    {
      kind: 'COMMAND',
      command: {
        id: 3,
        at: NOW,
        subject: 'battery',
        request: 'POST /api/x',
        cause: TEXT,
        state: 'SENT',
        answer: null,
        attempts: 1,
      },
    },
    { __typename: 'CommandEvent', command: { id: 3, state: 'SENT' } },
  ],
  ['OVERRIDE', { kind: 'OVERRIDE', override: null }, { __typename: 'OverrideEvent', override: null }],
  [
    'ROLLOUT',
    { kind: 'ROLLOUT', rollout: { capability: 'BUFFER', mode: 'LIVE', liveAt: null, daysRemaining: null } },
    { __typename: 'RolloutEvent', rollout: { capability: 'BUFFER', mode: 'LIVE' } },
  ],
  [
    'NOTICE',
    {
      kind: 'NOTICE',
      notice: { code: 'DIMMED', severity: 'INFO', since: NOW, message: TEXT },
      active: false,
    },
    { __typename: 'NoticeEvent', notice: { code: 'DIMMED' }, active: false },
  ],
  [
    'ACTIVE_VIEW',
    { kind: 'ACTIVE_VIEW', display: 'kitchen', view: 'plan' },
    { __typename: 'ActiveViewEvent', display: 'kitchen', view: 'plan' },
  ],
];

const QUERY = `subscription { events(after: "0", types: [NOTICE, SOURCE_REFRESHED, WARMING, DECISION, COMMAND, OVERRIDE, ROLLOUT, ACTIVE_VIEW]) {
  __typename
  ... on SourceEvent { source { id state ageS } summary { de en } }
  ... on WarmingEvent { done total }
  ... on DecisionEvent { from to live reason { de en } }
  ... on CommandEvent { command { id state } }
  ... on OverrideEvent { override { kind } }
  ... on RolloutEvent { rollout { capability mode } }
  ... on NoticeEvent { notice { code } active }
  ... on ActiveViewEvent { display view }
} }`;

test('an event says by its type what it is about', async (t) => {
  const { url, live } = await serve(t);
  live.publish(
    {},
    CASES.map(([type, payload]) => ({ type, subject: null, message: TEXT, payload })),
  );
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: QUERY }),
  });
  const seen: object[] = [];
  let text = '';
  for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    const frames = text.split('\n\n');
    text = frames.pop() ?? '';
    for (const frame of frames) {
      const [, data] = /^data: (.*)$/m.exec(frame) ?? [];
      if (data) seen.push(JSON.parse(data).data.events);
    }
    if (seen.length > CASES.length) break;
  }
  assert.deepEqual(seen, [{ __typename: 'ReadyEvent' }, ...CASES.map(([, , expected]) => expected)]);
});
