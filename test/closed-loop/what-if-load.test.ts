import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { type RunningHouse, runHouse, until } from '../support/running-house.ts';

/** Some seconds of work. */
const QUESTIONS = 12;

let running: RunningHouse;
before(async () => {
  running = await runHouse({});
  await until(() => running.app.live.snapshot().plan !== null, 60_000, 'the first plan');
});
after(() => running.stop());

const answered = z.object({
  data: z.object({
    whatIf: z.object({ __typename: z.string(), difference: z.number().optional() }),
  }),
});

async function ask(query: string): Promise<unknown> {
  const response = await fetch(`${running.url}graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

test('a flood of questions is answered in turn, and the house plans before it is over', async () => {
  const { cycleId } = running.app.live.snapshot();
  let done = 0;
  const questions = Array.from({ length: QUESTIONS }, async (_, index) => {
    const answer = await ask(
      `{ whatIf(changes: { pvFactor: ${1 + index / 10} }) { __typename ... on WhatIf { difference } } }`,
    );
    done += 1;
    return answered.parse(answer).data.whatIf;
  });
  await until(() => done >= 1, 30_000, 'the first answer');
  await ask('mutation { replan { __typename } }');
  const before = done;
  assert.ok(running.app.live.snapshot().cycleId > cycleId, 'the house has planned anew');
  const answers = await Promise.all(questions);
  assert.ok(before < QUESTIONS, 'it did not wait for all questions');
  for (const { __typename, difference } of answers)
    assert.ok(__typename === 'WhatIf' && Number.isFinite(difference), __typename);
});
