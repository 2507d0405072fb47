import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startHomeAssistant } from '../../test/support/fake-home-assistant.ts';
import { until } from '../../test/support/running-house.ts';
import { createHomeAssistantEvents } from './home-assistant-events.ts';

test('hears of pressed buttons and what was typed, and again after the connection was lost', async () => {
  const fake = await startHomeAssistant('secret-token');
  const heard: [action: string, typed: string | null][] = [];
  const errors: string[] = [];
  const events = createHomeAssistantEvents({
    homeAssistant: fake.homeAssistant,
    onAction: (...pressed) => void heard.push(pressed),
    onError: (what) => void errors.push(what),
    firstPauseMs: 10,
  });
  events.start();
  await until(() => fake.listeners() === 1, 20_000, 'the subscription');
  fake.press('A');
  fake.press('B', 'um 14:30');
  await until(() => heard.length === 2, 20_000, 'two buttons');
  assert.deepEqual(heard, [
    ['A', null],
    ['B', 'um 14:30'],
  ]);
  fake.cut();
  await until(() => fake.listeners() === 1 && fake.connections() === 2, 20_000, 'another subscription');
  fake.press('C');
  await until(() => heard.length === 3, 20_000, 'the third button');
  assert.deepEqual(errors, ['events: connection lost']);
  events.stop();
  fake.stop();
});

test('a token that is refused, and a Home Assistant that is not there, are said without token or address', async () => {
  const fake = await startHomeAssistant('right');
  for (const homeAssistant of [
    { ...fake.homeAssistant, token: 'secret-token' },
    { url: 'http://127.0.0.1:9/core', token: 'secret-token' },
  ]) {
    const errors: string[] = [];
    const events = createHomeAssistantEvents({
      homeAssistant,
      onAction: () => assert.fail('nobody pressed anything'),
      onError: (what) => void errors.push(what),
      firstPauseMs: 5,
    });
    events.start();
    await until(() => errors.length >= 3, 20_000, 'three attempts');
    events.stop();
    assert.match(errors[0] ?? '', /^events: (the token is refused|no connection)$/);
    assert.ok(!/secret|127/.test(errors.join()));
  }
  fake.stop();
});
