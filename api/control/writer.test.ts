import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type EvccAnswer, type EvccCommand, EvccError } from '../evcc/index.ts';
import { type Command, MINUTE_MS, SECOND_MS, virtualClock } from '../house/index.ts';
import { SOME_TIME } from './test-time.ts';
import type { Wish } from './wish.ts';
import { createWriter } from './writer.ts';

const INTERVAL_S = 30;

/** A writer beside an evcc that answers as it is told to. */
function steering(answer: (command: EvccCommand) => Promise<EvccAnswer>) {
  const clock = virtualClock(SOME_TIME, (error) => assert.fail(String(error)));
  const sent: number[] = [];
  const requests: string[] = [];
  const commands = new Map<number, Command>();
  const conflicts: string[] = [];
  let satisfied = false;
  const writer = createWriter({
    evcc: {
      write: (command) => {
        sent.push((clock.now() - SOME_TIME) / SECOND_MS);
        requests.push(command.kind === 'loadpointMode' ? command.mode : command.kind);
        return answer(command);
      },
    },
    clock,
    nextCommandId: () => commands.size + 1,
    onCommand: (command) => commands.set(command.id, command),
    onConflict: (subject) => conflicts.push(subject),
  });
  const wish = (): Wish => ({
    key: 'loadpoint:garage:mode',
    subject: 'garage',
    command: { kind: 'loadpointMode', loadpoint: 'garage', mode: 'now' },
    satisfied,
    cause: { de: 'Grund', en: 'reason' },
  });
  return {
    writer,
    clock,
    sent,
    requests,
    wish,
    conflicts,
    command: () => commands.get(1),
    count: () => commands.size,
    follow: () => {
      satisfied = true;
    },
    /** Asks for it every ten seconds. */
    async insist(ms: number, wishes = () => [wish()]): Promise<void> {
      for (const until = clock.now() + ms; clock.now() < until; ) {
        await writer.fulfil(wishes(), INTERVAL_S, () => {});
        await clock.advanceTo(clock.now() + 10 * SECOND_MS);
      }
    },
  };
}

const accepted = () =>
  Promise.resolve({ request: 'POST /api/loadpoints/1/mode/now', status: 200, answer: '"now"' });
const failing = (kind: EvccError['kind']) => () =>
  Promise.reject(new EvccError(kind, { de: 'nein', en: 'no' }));

describe('a command', () => {
  it('is sent once, and confirmed once evcc shows it', async () => {
    const { insist, sent, command, follow, writer } = steering(accepted);
    await insist(MINUTE_MS);
    assert.deepEqual(sent, [0]);
    assert.equal(command()?.state, 'SENT');
    assert.deepEqual([...writer.pending()], ['loadpoint:garage:mode']);
    follow();
    await insist(MINUTE_MS);
    assert.equal(command()?.state, 'CONFIRMED');
    assert.equal(command()?.answer, '"now"');
    assert.deepEqual([...writer.pending()], []);
    assert.deepEqual(sent, [0]);
  });

  it('that evcc does not follow within two of its cycles is unconfirmed, and tried with growing pauses', async () => {
    const { insist, sent, command, count, writer } = steering(accepted);
    await insist(2 * INTERVAL_S * SECOND_MS);
    assert.equal(command()?.state, 'SENT');
    await insist(60 * MINUTE_MS);
    const pauses = sent.slice(1).map((at, index) => at - (sent[index] ?? 0));
    assert.ok(
      pauses.every((pause, index) => pause >= (pauses[index - 1] ?? 60)),
      pauses.join(),
    );
    assert.ok(pauses.length >= 4 && pauses.length < 9, pauses.join());
    assert.equal(count(), 1, 'it stays one command');
    assert.equal(command()?.attempts, sent.length);
    assert.deepEqual(writer.unfollowed(), [{ command: command(), consequence: null }]);
  });

  it('that fails is recorded with the error and tried again', async () => {
    const { insist, sent, command } = steering(failing('REFUSED'));
    await insist(20 * SECOND_MS);
    assert.equal(command()?.state, 'FAILED');
    assert.equal(command()?.answer, 'no');
    await insist(10 * MINUTE_MS);
    assert.ok(sent.length >= 4 && sent.length < 8, sent.join());
  });

  it('that is refused because evcc steers by itself is told of', async () => {
    const { insist, conflicts } = steering(failing('CONFLICT'));
    await insist(10 * SECOND_MS);
    assert.deepEqual(conflicts, ['garage']);
  });

  it('that nobody wants any more is not tried again', async () => {
    const { insist, sent, command } = steering(failing('REFUSED'));
    await insist(10 * SECOND_MS);
    await insist(20 * MINUTE_MS, () => []);
    assert.deepEqual(sent, [0]);
    assert.equal(command()?.state, 'FAILED');
  });
});

describe('a command that has to come after another', () => {
  const LIMIT = 'loadpoint:garage:limitSoc';
  const limit = (satisfied = false): Wish => ({
    key: LIMIT,
    subject: 'garage',
    command: { kind: 'limitSoc', loadpoint: 'garage', socPercent: 80 },
    satisfied,
    cause: { de: 'Grund', en: 'reason' },
  });
  const limitFails = ({ kind }: EvccCommand) => (kind === 'limitSoc' ? failing('REFUSED')() : accepted());

  it('is written in the next look, which is worth while once the other is written', async () => {
    const { writer, requests, wish } = steering(accepted);
    const later = { ...wish(), after: [{ key: LIMIT }] };
    assert.equal(await writer.fulfil([limit(), later], INTERVAL_S, () => {}), true);
    assert.equal(await writer.fulfil([limit(), later], INTERVAL_S, () => {}), true);
    assert.deepEqual(requests, ['limitSoc']);
    assert.equal(await writer.fulfil([limit(true), later], INTERVAL_S, () => {}), false);
    assert.deepEqual(requests, ['limitSoc', 'now']);
  });

  for (const [how, answer] of [
    ['refuses', limitFails],
    ['takes and does not show', accepted],
  ] as const)
    it(`is not written where evcc ${how} the other, until it does`, async () => {
      const { insist, requests, wish } = steering(answer);
      const after = [{ key: LIMIT }];
      await insist(30 * MINUTE_MS, () => [limit(), { ...wish(), after }]);
      assert.ok(!requests.includes('now'), requests.join());
      assert.ok(requests.length > 2, 'the other is tried again');
      await insist(10 * SECOND_MS, () => [limit(true), { ...wish(), after }]);
      assert.equal(requests.at(-1), 'now');
    });

  it('waits no longer than it has patience', async () => {
    const { insist, requests, wish, sent } = steering(limitFails);
    const after = [{ key: LIMIT, patienceMs: 3 * MINUTE_MS }];
    await insist(5 * MINUTE_MS, () => [limit(), { ...wish(), after }]);
    assert.equal(sent[requests.indexOf('now')], 180);
  });

  it('gives way to another of the same setting once the prerequisite is refused', async () => {
    const { insist, requests, wish, follow } = steering(limitFails);
    follow();
    const instead: Wish = {
      ...wish(),
      command: { kind: 'loadpointMode', loadpoint: 'garage', mode: 'pv' },
      satisfied: false,
    };
    await insist(MINUTE_MS, () => [limit(), { ...wish(), after: [{ key: LIMIT }], instead }]);
    assert.deepEqual(requests, ['limitSoc', 'limitSoc', 'pv']);
  });
});

describe('what evcc would forget', () => {
  it('is told once more without a record', async () => {
    const { writer, wish, count, sent } = steering(accepted);
    await writer.repeat(wish());
    await writer.repeat(wish());
    assert.deepEqual([sent.length, count()], [2, 0]);
  });

  it('and refuses is one record, and told with growing pauses', async () => {
    let fails = true;
    const { writer, wish, command, count, sent, clock } = steering(() =>
      fails ? failing('REFUSED')() : accepted(),
    );
    for (let second = 0; second < 600; second += 5) {
      await writer.repeat(wish());
      await clock.advanceTo(clock.now() + 5 * SECOND_MS);
    }
    assert.deepEqual(sent, [0, 15, 45, 105, 225, 465]);
    assert.deepEqual([count(), command()?.state, command()?.attempts], [1, 'FAILED', 6]);
    fails = false;
    await clock.advanceTo(clock.now() + 15 * MINUTE_MS);
    await writer.repeat(wish());
    assert.equal(command()?.state, 'CONFIRMED');
  });
});
