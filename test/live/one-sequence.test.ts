import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Snapshot } from '../../api/house/index.ts';
import { runHouse, until } from '../support/running-house.ts';

const ASKERS = 6;
/** So much has to be seen, however long that takes. */
const ENOUGH = { answers: 1000, states: 40 };

/** Fields of every part that changes while a house runs, and the same once more under another name. */
const PARTS = `sequence cycleId publishedAt
  power { observedAt gridKw } battery { socPercent } plan { computedAt cost } intents { subject action since }
  loadpoints { id powerKw } buffer { currentBufferPercent logRecent { at } } sources { id state updatedAt }
  warming { done total } notices { code } commands { id state attempts }`;
const QUERY = `{ one: snapshot { ${PARTS} } other: snapshot { ${PARTS} } health { cycleId } }`;

interface Shown {
  sequence: number;
  cycleId: number;
  power: { observedAt: string; gridKw: number } | null;
}

/** The same parts, taken from the state itself. */
function partsOf(snapshot: Snapshot): unknown {
  const at = (instant: number) => new Date(instant).toISOString();
  const { sequence, cycleId, publishedAt, power, battery, plan, intents, loadpoints, buffer } = snapshot;
  return {
    sequence,
    cycleId,
    publishedAt: at(publishedAt),
    power: power && { observedAt: at(power.observedAt), gridKw: power.gridKw },
    battery: battery && { socPercent: battery.socPercent },
    plan: plan && { computedAt: at(plan.computedAt), cost: plan.cost },
    intents: intents.map(({ subject, action, since }) => ({ subject, action, since: at(since) })),
    loadpoints: loadpoints.map(({ id, powerKw }) => ({ id, powerKw })),
    buffer: buffer && {
      currentBufferPercent: buffer.currentBufferPercent,
      logRecent: buffer.logRecent.map((entry) => ({ at: at(entry.at) })),
    },
    sources: snapshot.sources.map(({ id, state, updatedAt }) => ({
      id,
      state,
      updatedAt: updatedAt === null ? null : at(updatedAt),
    })),
    warming: snapshot.warming,
    notices: snapshot.notices.map(({ code }) => ({ code })),
    commands: snapshot.commands.map(({ id, state, attempts }) => ({ id: Number(id), state, attempts })),
  };
}

it('every field of one answer is of one state, while the loop reads, plans, steers and publishes', async (t) => {
  const { app, url, stop } = await runHouse({ speed: 1200, start: Date.parse('2026-04-14T08:00:00Z') });
  t.after(stop);
  const states = new Map<number, Snapshot>();
  const { publish } = app.live;
  // Each state, as it was the moment it came into being.
  app.live.publish = (...what) => {
    const events = publish(...what);
    states.set(app.live.snapshot().sequence, app.live.snapshot());
    return events;
  };
  states.set(app.live.snapshot().sequence, app.live.snapshot());

  const seen = new Map<number, number>();
  const check = (shown: Shown) => {
    const state = states.get(shown.sequence);
    assert.ok(state, `${shown.sequence} was never published`);
    assert.deepEqual(shown, partsOf(state));
    seen.set(shown.sequence, (seen.get(shown.sequence) ?? 0) + 1);
  };
  const answers = () => [...seen.values()].reduce((sum, count) => sum + count, 0);
  const isOver = () => answers() >= ENOUGH.answers && seen.size >= ENOUGH.states;
  const post = (accept: string, query: string, signal?: AbortSignal) =>
    fetch(new URL('graphql', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify({ query }),
      ...(signal ? { signal } : {}),
    });

  async function ask(): Promise<void> {
    while (!isOver()) {
      const { data } = await (await post('application/json', QUERY)).json();
      check(data.one);
      assert.deepEqual(data.other, data.one);
      assert.equal(data.health.cycleId, data.one.cycleId);
    }
  }

  async function follow(): Promise<void> {
    const leave = new AbortController();
    const response = await post('text/event-stream', `subscription { snapshot { ${PARTS} } }`, leave.signal);
    let text = '';
    for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += part;
      const frames = text.split('\n\n');
      text = frames.pop() ?? '';
      for (const frame of frames) {
        const [, data] = /^data: (\{.*)$/m.exec(frame) ?? [];
        if (data) check(JSON.parse(data).data.snapshot);
      }
      if (isOver()) break;
    }
    leave.abort();
  }

  await until(() => app.live.snapshot().plan !== null, 60_000, 'the first plan');
  await Promise.all([follow(), ...Array.from({ length: ASKERS }, ask)]);
  t.diagnostic(`${answers()} answers of ${seen.size} states`);
});
