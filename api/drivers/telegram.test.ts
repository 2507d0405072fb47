import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE_MS, type VirtualClock, virtualClock } from '../house/index.ts';
import { createPeople } from './people.ts';
import { createTelegramBot } from './telegram.ts';
import { house, NOON, ZOE } from './test-house.ts';

const TOKEN = '1:secret';
let server: Server;
let host = '';
let updates: { update_id: number }[];
/** Statuses with which methods are refused, the next one first. */
let refusals: Record<string, number[]>;
let said: string[];
let troubles: string[];
/** What runs in a test, to be stopped however that ends. */
let running: { stop(): Promise<void> }[];

beforeEach(async () => {
  updates = [];
  refusals = {};
  said = [];
  troubles = [];
  running = [];
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      const method = request.url?.split('/').at(-1) ?? '';
      const body = JSON.parse(text);
      const status = refusals[method]?.shift() ?? 200;
      if (method === 'sendMessage' && status === 200) said.push(body.text);
      const fresh = updates.filter(({ update_id: id }) => id >= body.offset);
      const answer = () =>
        response
          .writeHead(status)
          .end(JSON.stringify({ ok: status === 200, result: method === 'getUpdates' ? fresh : true }));
      if (method === 'getUpdates' && fresh.length === 0) setTimeout(answer, 20);
      else answer();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await Promise.all(running.map((one) => one.stop()));
  server.closeAllConnections();
  server.close();
});

const pressed = (id: number, data: string) => ({
  update_id: id,
  callback_query: { id: 'x', data, message: { chat: { id: 100 } } },
});
const wrote = (id: number, text: string) => ({ update_id: id, message: { chat: { id: 100 }, text } });

async function until(isSo: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 1000 && !isSo(); tries += 1) await sleep(10);
  assert.ok(isSo(), what);
}

function bot(follow: (said: string) => Promise<void>) {
  const offsets: number[] = [];
  const errors: string[] = [];
  const started = createTelegramBot({
    token: TOKEN,
    host,
    offset: 0,
    onIncoming: ({ text, button }) => follow(text ?? button ?? ''),
    onOffset: (offset) => void offsets.push(offset),
    onError: (what) => void errors.push(what),
  });
  started.start();
  running.push(started);
  return { ...started, offsets, errors };
}

test('a pressed button counts also where Telegram takes the press for too old', async () => {
  refusals = { answerCallbackQuery: [400] };
  updates = [pressed(7, '1.button'), wrote(8, 'um 8')];
  const heard: string[] = [];
  const telegram = bot(async (what) => void heard.push(what));
  await until(() => telegram.offsets.includes(9), 'both');
  await telegram.stop();
  assert.deepEqual(heard, ['1.button', 'um 8']);
  assert.deepEqual(telegram.errors, ['answerCallbackQuery: status 400']);
});

test('what was not done when we ended is told again, and what cannot be done stops nothing', async () => {
  updates = [wrote(7, 'first'), wrote(8, 'second')];
  let done = () => {};
  const held = new Promise<void>((resolve) => {
    done = resolve;
  });
  const heard: string[] = [];
  const telegram = bot(async (what) => {
    heard.push(what);
    if (what === 'first') throw new Error(`secret ${TOKEN}`);
    await held;
  });
  await until(() => heard.length === 2, 'the second');
  assert.deepEqual(telegram.offsets, [8], 'the second is not done yet');
  done();
  await telegram.stop();
  assert.deepEqual(telegram.offsets, [8, 9]);
  assert.ok(!JSON.stringify(telegram.errors).includes('secret'));
});

function people(clock: VirtualClock, vehicles: string[] = []) {
  const kept = new Map<string, unknown>();
  const wishes = { target: null, schedule: null, nextDeparture: null, manualSoc: null };
  const control = {
    pause: null,
    slotOverrides: [],
    vehicles: [{ ...wishes, vehicle: 'db:7', title: 'Zoë' }],
    queue: { entries: [], quiet: false, advice: null },
  };
  const ok = async () => ({ ok: true as const, value: ZOE });
  return createPeople({
    settings: {
      drivers: [{ name: 'Anna', vehicles, telegramChatId: '100' }],
      telegramBotToken: TOKEN,
      timeZone: 'Europe/Berlin',
      notify: { language: 'de', ntfyUrl: null, webhookUrl: null, homeAssistantService: null },
    },
    clock,
    snapshots: async function* () {},
    snapshot: () => house(NOON, {}, { control }),
    actions: { setDeparture: ok, boost: ok, cancelBoost: ok },
    store: {
      get: (key, decode) => (kept.has(key) ? decode(kept.get(key)) : null),
      set: (key, value) => void kept.set(key, JSON.parse(JSON.stringify(value))),
    },
    homeAssistant: null,
    telegramUrl: host,
    onTrouble: (what) => void troubles.push(what),
  });
}
const newClock = () =>
  virtualClock(NOON, (error) => {
    throw error;
  });

test('what somebody is answered arrives also where Telegram fails for a moment', async () => {
  const clock = newClock();
  refusals = { sendMessage: [500] };
  updates = [wrote(7, '/boost')];
  const anna = people(clock);
  running.push(anna);
  anna.start();
  await until(() => troubles.length > 0, 'the first attempt');
  await clock.advanceTo(NOON + 2 * MINUTE_MS);
  await until(() => said.length > 0, 'the answer');
  await anna.stop();
  assert.equal(said.length, 1);
  assert.match(said[0] ?? '', /^Zoë_<b> lädt jetzt/);
});

test('a car of a driver that evcc does not know is said, with those that it knows', () => {
  assert.deepEqual(people(newClock(), ['zoe\u0308 ', 'DB:7']).notices(), []);
  const [notice, ...others] = people(newClock(), ['Zoe', 'db:7']).notices();
  assert.deepEqual(
    [notice?.code, notice?.severity, notice?.since, others],
    ['DRIVER_CAR_UNKNOWN_Anna', 'WARNING', NOON, []],
  );
  assert.match(notice?.message.de ?? '', /„Zoe“.*db:7 \(Zoë\)/);
});
