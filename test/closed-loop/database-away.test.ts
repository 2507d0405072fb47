import assert from 'node:assert/strict';
import { it } from 'node:test';
import { serverPrograms, startServer } from '../../api/history/test-postgres.ts';
import { HOUR_MS, SLOT_MS } from '../../api/house/index.ts';
import { waitFor } from './processes.ts';
import { ask, at, steerHouse } from './steered-house.ts';

const START = at('2026-03-16', 12);
const bin = serverPrograms();
const skip = bin ? false : 'needs a PostgreSQL server of Debian (apt-get install postgresql) and its user';

interface Answers {
  cycles: { __typename: string; edges?: unknown[]; code?: string; message?: { en: string } };
  cycle: { __typename: string } | null;
  history: { __typename: string; edges?: unknown[] };
  eventLog: { __typename: string };
}

const from = new Date(START).toISOString();
const to = new Date(START + 4 * HOUR_MS).toISOString();
const question = (cycleId: number) => `{
  cycles { __typename ... on CyclesConnection { edges { cursor } } ... on UserError { code message { en } } }
  cycle(id: ${cycleId}) { __typename }
  history(from: "${from}", to: "${to}") { __typename ... on HistoryConnection { edges { cursor } } }
  eventLog { __typename }
}`;
const SAVINGS = '{ savings(from: "2026-03-01", to: "2026-03-31") { __typename } }';

it('says that the history cannot be read while the database is away, goes on steering, and loses nothing', {
  skip,
}, async (t) => {
  const server = await startServer(String(bin));
  t.after(() => server.stop());
  const databaseUrl = server.newDatabase();
  await steerHouse({ start: START, seed: 1, databaseUrl }, async ({ app, port, pass, snapshot }) => {
    await pass(HOUR_MS);
    const before = snapshot().cycleId;
    const known = await ask<Answers>(port, question(before));
    assert.equal(known.cycle?.__typename, 'Cycle');
    assert.ok((known.cycles.edges ?? []).length > 0);
    await server.kill();

    await pass(HOUR_MS);
    assert.ok(snapshot().cycleId > before, 'it plans on');
    assert.notEqual(app.store.problem(), null);
    const away = await ask<Answers>(port, question(before));
    for (const answer of Object.values(away)) assert.equal(answer?.__typename, 'NotReady');
    assert.deepEqual(await ask(port, SAVINGS), { savings: { __typename: 'NotReady' } });
    assert.equal(away.cycles.code, 'NOT_READY');
    assert.match(away.cycles.message?.en ?? '', /cannot be read just now.*PostgreSQL/);
    const table = await fetch(`http://127.0.0.1:${port}/history.csv?${new URLSearchParams({ from, to })}`);
    assert.equal(table.status, 503);
    const metrics = await fetch(`http://127.0.0.1:${port}/metrics`);
    assert.equal(metrics.status, 200);

    await server.start();
    await waitFor('what waits is written', () => app.store.flush());
    const after = await ask<Answers>(port, question(before));
    assert.equal(after.cycle?.__typename, 'Cycle');
    assert.ok((after.cycles.edges ?? []).length > (known.cycles.edges ?? []).length);
    assert.equal(app.store.quarterHours(START + SLOT_MS, START + 2 * HOUR_MS).length, 7);
    assert.deepEqual(await ask(port, SAVINGS), { savings: { __typename: 'SavingsReport' } });
    assert.equal(app.store.problem(), null);
  });
});
