import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { HOUR_MS } from '../../api/house/index.ts';
import { startTelegram } from '../support/fake-telegram.ts';
import { type RunningHouse, runHouse, until } from '../support/running-house.ts';

const TOKEN = '1:secret-token';
let telegram: Awaited<ReturnType<typeof startTelegram>>;
let running: RunningHouse;

before(async () => {
  telegram = await startTelegram(TOKEN);
  running = await runHouse({
    telegramHost: telegram.host,
    settings: {
      telegramBotToken: TOKEN,
      drivers: [
        { name: 'Nico <b>', vehicles: [], telegramChatId: '100' },
        { name: 'Anna', vehicles: ['some_other_car'], telegramChatId: '200' },
      ],
    },
  });
  await until(() => running.app.live.snapshot().loadpoints.length > 0, 20_000, 'the first reading');
});

after(async () => {
  await running?.stop();
  telegram?.stop();
});

/** What is said in talking, without news about cars and cables. */
const talk = () => telegram.said.filter(({ text }) => !/^(Bitte |.* geladen\n|.* kWh fehlen\n)/.test(text));
const answers = () => talk().map(({ chat_id: chat, text }) => `${chat}: ${text}`);
const next = (count: number) => until(() => talk().length >= count, 20_000, `${count} messages`);
const view = () => running.app.live.snapshot().loadpoints[0];

test('a driver is asked when the car is plugged in, and what is answered becomes the departure', async () => {
  const car = view()?.vehicleName ?? '';
  running.house?.plugOut(0);
  await until(() => view()?.connected === false, 30_000, 'the car to be gone');
  running.house?.plugIn(0);
  await next(1);
  const [question] = talk();
  assert.equal(question?.chat_id, '100');
  assert.match(question?.text ?? '', /Wann wird es gebraucht/);
  const buttons = question?.reply_markup?.inline_keyboard.flat() ?? [];
  assert.deepEqual(
    buttons.map(({ text }) => text),
    ['in 2 h', 'in 4 h', 'in 8 h', 'morgen früh'],
  );
  for (const { callback_data: data } of buttons) assert.ok(Buffer.byteLength(data) <= 64);

  // A stranger, and somebody who drives another car, change nothing.
  telegram.press(999, buttons[0]?.callback_data ?? '');
  telegram.press(200, buttons[0]?.callback_data ?? '');
  await next(2);
  assert.match(answers()[1] ?? '', /^200: Diese Frage gilt nicht mehr/);
  assert.notEqual(view()?.departureSource, 'PERSON');

  telegram.write(100, 'irgendwann');
  await next(3);
  assert.match(answers()[2] ?? '', /^100: Das habe ich nicht verstanden/);

  telegram.press(100, buttons[1]?.callback_data ?? '');
  await next(4);
  assert.match(answers()[3] ?? '', /ist bereit bis/);
  await until(() => view()?.departureSource === 'PERSON', 10_000, 'the departure');
  const inHours = ((view()?.departure ?? 0) - Date.now()) / HOUR_MS;
  assert.ok(inHours > 3.9 && inHours < 4.1, `${inHours}`);

  // The same question is answered once.
  telegram.press(100, buttons[0]?.callback_data ?? '');
  await next(5);
  assert.match(answers()[4] ?? '', /gilt nicht mehr/);
  assert.equal(view()?.vehicleName, car);
});

test('who plugs in again within four hours is not asked again', async () => {
  const before = talk().length;
  running.house?.plugOut(0);
  await until(() => view()?.connected === false, 30_000, 'the car to be gone');
  running.house?.plugIn(0);
  await until(() => view()?.connected === true, 30_000, 'the car to be back');
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal(talk().length, before);
});

test('/boost and /stop by a driver who has one car here; help for anything else', async () => {
  running.house?.plugOut(1);
  await until(() => running.app.live.snapshot().loadpoints[1]?.connected === false, 30_000, 'one car');
  const before = talk().length;
  telegram.write(100, '/boost');
  await next(before + 1);
  assert.match(answers()[before] ?? '', /lädt jetzt mit voller Leistung/);
  await until(() => view()?.override?.kind === 'BOOST', 10_000, 'the boost');
  telegram.write(100, '/stop');
  await next(before + 2);
  await until(() => view()?.override === null, 20_000, 'the end of the boost');
  telegram.write(100, 'Hallo');
  await next(before + 3);
  assert.match(answers()[before + 2] ?? '', /\/boost/);
  telegram.write(200, '/boost');
  await next(before + 4);
  assert.match(answers()[before + 3] ?? '', /Keines Ihrer Autos/);
  assert.ok(!JSON.stringify(running.app.live.snapshot()).includes('secret-token'));
});
