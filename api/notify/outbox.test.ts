import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HOUR_MS, MINUTE_MS } from '../house/index.ts';
import type { Message } from './message.ts';
import {
  dueIn,
  EMPTY_OUTBOX,
  type Outbox,
  outboxSchema,
  withFailed,
  withMessage,
  withSent,
} from './outbox.ts';

const NOW = Date.UTC(2026, 10, 21, 8);
const text = { de: 'voll', en: 'full' };
const message = (at = NOW, vehicle: string | null = 'golf'): Message => ({
  occasion: 'CAR_FULL',
  vehicle,
  at,
  title: text,
  text,
});

test('each channel gets a message once, however often it is tried', () => {
  let outbox = withMessage(EMPTY_OUTBOX, message(), ['ntfy', 'webhook']);
  const [first, second] = dueIn(outbox, NOW);
  assert.ok(first && second);
  outbox = withSent(outbox, first);
  outbox = withFailed(outbox, second, NOW);
  assert.deepEqual(dueIn(outbox, NOW), []);
  const [again] = dueIn(outbox, NOW + MINUTE_MS);
  assert.equal(again?.channel, 'webhook');
  assert.ok(again);
  outbox = withSent(outbox, again);
  assert.deepEqual(outbox.waiting, []);
});

test('the same is said of the same car once in four hours, also after a restart', () => {
  const said = withMessage(EMPTY_OUTBOX, message(), ['ntfy']);
  const restarted = outboxSchema.parse(JSON.parse(JSON.stringify(said)));
  assert.equal(withMessage(restarted, message(NOW + 3 * HOUR_MS), ['ntfy']), restarted);
  assert.equal(withMessage(restarted, message(NOW + HOUR_MS, 'zoe'), ['ntfy']).waiting.length, 2);
  assert.equal(withMessage(restarted, message(NOW + 4 * HOUR_MS), ['ntfy']).waiting.length, 2);
});

test('what is new is said within these hours, though not within minutes, also after a restart', () => {
  const target = (about: string, minutes: number) => ({ ...message(NOW + minutes * MINUTE_MS), about });
  let outbox = EMPTY_OUTBOX;
  const isSaid = (told: Message) => {
    const before = outboxSchema.parse(JSON.parse(JSON.stringify(outbox)));
    outbox = withMessage(before, told, ['ntfy']);
    return outbox !== before;
  };
  assert.ok(isSaid(target('45 %', 0)));
  assert.ok(!isSaid(target('50 %', 4)));
  assert.ok(isSaid(target('55 %', 50)));
  assert.ok(!isSaid(target('45 %', 60)));
  assert.ok(isSaid(target('45 %', 240)));
});

test('a channel that is down is tried ever more rarely, and what is old is given up', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200 }), (minutesLate) => {
      let outbox = withMessage(EMPTY_OUTBOX, message(), ['ntfy']);
      let tries = 0;
      for (let now = NOW; now <= NOW + 24 * HOUR_MS; now += (1 + minutesLate) * MINUTE_MS)
        for (const waiting of dueIn(outbox, now)) {
          tries += 1;
          outbox = withFailed(outbox, waiting, now);
        }
      assert.ok(tries <= 20, `${tries}`);
      assert.deepEqual(outbox.waiting, []);
    }),
  );
});

test('nothing arrives before what is older, unless that is refused itself', () => {
  const waits = (outbox: Outbox, now: number) => dueIn(outbox, now).map((entry) => entry.message.vehicle);
  let outbox = withMessage(EMPTY_OUTBOX, message(NOW, 'older'), ['ntfy']);
  const [older] = dueIn(outbox, NOW);
  assert.ok(older);
  for (let tries = 0; tries < 6; tries += 1) outbox = withFailed(outbox, older, NOW);
  outbox = withMessage(outbox, message(NOW + MINUTE_MS, 'newer'), ['ntfy', 'webhook']);
  assert.deepEqual(waits(outbox, NOW + MINUTE_MS), ['older', 'newer'], 'the webhook has nothing older');
  const [first] = dueIn(outbox, NOW + MINUTE_MS);
  assert.ok(first);
  const down = withFailed(outbox, first, NOW + MINUTE_MS);
  assert.deepEqual(waits(down, NOW + MINUTE_MS), ['newer'], 'that of the webhook');
  assert.deepEqual(waits(down, NOW + 2 * MINUTE_MS), ['older', 'newer']);
  const sent = withSent(outbox, first);
  assert.deepEqual(waits(sent, NOW + MINUTE_MS), ['newer', 'newer']);
  const refused = withFailed(outbox, first, NOW + MINUTE_MS, true);
  assert.deepEqual(waits(refused, NOW + MINUTE_MS), ['newer', 'newer']);
});

test('no more than fifty wait', () => {
  let outbox = EMPTY_OUTBOX;
  for (let car = 0; car < 80; car += 1) outbox = withMessage(outbox, message(NOW, `car ${car}`), ['ntfy']);
  assert.equal(outbox.waiting.length, 50);
  assert.equal(outbox.waiting.at(-1)?.message.vehicle, 'car 79');
});
