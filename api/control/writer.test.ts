import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type EvccAnswer, EvccError } from '../evcc/index.ts';
import { type Command, MINUTE_MS, SECOND_MS, virtualClock } from '../house/index.ts';
import { SOME_TIME } from './test-time.ts';
import type { Wish } from './wish.ts';
import { createWriter } from './writer.ts';

const INTERVAL_S = 30;

/** A writer beside an evcc that answers as it is told to. */
function steering(answer: () => Promise<EvccAnswer>) {
  const clock = virtualClock(SOME_TIME, (error) => assert.fail(String(error)));
  const sent: number[] = [];
  const commands = new Map<number, Command>();
  const conflicts: string[] = [];
  let satisfied = false;
  const writer = createWriter({
    evcc: {
      write: () => {
        sent.push((clock.now() - SOME_TIME) / SECOND_MS);
        return answer();
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
    sent,
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
    assert.deepEqual(writer.unfollowed(), [command()]);
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
