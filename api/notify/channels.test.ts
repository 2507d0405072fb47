import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { HOUR_MS } from '../house/index.ts';
import { answerableBy, channelsOf, wants } from './channels.ts';
import { pressedButton } from './home-assistant.ts';
import { type Channel, type Message, NotifyError, type Question } from './message.ts';
import { createTickets, readCode } from './tickets.ts';

interface Received {
  url: string | undefined;
  authorization: string | undefined;
  body: Record<string, unknown>;
}

let server: Server;
let host = '';
let status = 200;
let received: Received[] = [];

before(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      const { url, headers } = request;
      received.push({ url, authorization: headers.authorization, body: JSON.parse(text) });
      response.writeHead(status, { location: '/elsewhere' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => server.close());
beforeEach(() => {
  status = 200;
  received = [];
});

const NOW = Date.UTC(2026, 10, 21, 8);
const message: Message = {
  occasion: 'CAR_FULL',
  vehicle: 'my_<Twingo>',
  at: NOW,
  title: { de: 'my_<Twingo> ist geladen', en: 'my_<Twingo> is charged' },
  text: { de: '80 %', en: '80 %' },
};
const nico = { name: 'Nico', vehicles: ['MY_<TWINGO>'], telegramChatId: '123' };
const anna = {
  name: 'Anna Müller',
  vehicles: ['zoe'],
  telegramChatId: '456',
  homeAssistantService: 'mobile_app_anna',
};
const tickets = createTickets('a secret');
const question: Question = {
  id: 7,
  choices: ['2h', '4h', '8h', 'am'].map((key) => ({ key, label: { de: `in ${key}`, en: `in ${key}` } })),
  likely: ['4h', 'am'],
  ownWords: { de: 'Andere Zeit', en: 'Another time' },
};
const asked: Message = { ...message, occasion: 'QUESTION', until: NOW + HOUR_MS, question };

/** @param named options by their names in the settings, and the bot's token */
function channels({ token = null, ...named }: Record<string, string | null>, isSupervised = true) {
  const nothing = { ntfyUrl: null, webhookUrl: null, homeAssistantService: null };
  const notify = { language: 'de' as const, ...nothing, ...named };
  return channelsOf({
    settings: { notify, drivers: [nico, anna], telegramBotToken: token },
    tickets,
    homeAssistant: isSupervised ? { url: `${host}/core`, token: 'supervisor-token' } : null,
    telegramUrl: host,
  });
}
const ids = (list: readonly Channel[]) => list.map(({ id }) => id);

test('none by default; Home Assistant only where it runs us', () => {
  assert.deepEqual(channels({}, false), []);
  assert.deepEqual(ids(channels({ homeAssistantService: 'mobile_app_x' }, false)), []);
  assert.deepEqual(ids(channels({ homeAssistantService: 'mobile_app_x' })), [
    'home-assistant',
    'home-assistant:Anna Müller',
  ]);
});

test('ntfy gets its topic in the body and credentials in a header', async () => {
  const [ntfy] = channels({ ntfyUrl: `${host.replace('//', '//me:pass@')}/my-topic` });
  await ntfy?.send(message, 'de');
  assert.deepEqual(received, [
    {
      url: '/',
      authorization: `Basic ${Buffer.from('me:pass').toString('base64')}`,
      body: { topic: 'my-topic', title: 'my_<Twingo> ist geladen', message: '80 %' },
    },
  ]);
});

test('a webhook gets all of it, Home Assistant what it shows', async () => {
  const both = channels({ webhookUrl: `${host}/hook`, homeAssistantService: 'notify.mobile_app_x' });
  for (const channel of both) await channel.send(message, 'en');
  const [shown, hook, own] = received;
  assert.equal(hook?.body.at, '2026-11-21T08:00:00.000Z');
  assert.equal(hook?.body.vehicle, 'my_<Twingo>');
  assert.equal(shown?.url, '/core/api/services/notify/mobile_app_x');
  assert.equal(shown?.authorization, 'Bearer supervisor-token');
  assert.equal(shown?.body.message, '80 %');
  assert.deepEqual(shown?.body.data, { tag: 'smartload-CAR_FULL-my_<Twingo>' });
  // Android would take the rest of the name for a tag.
  assert.equal(shown?.body.title, 'my_<\u200BTwingo> is charged');
  assert.equal(own?.url, '/core/api/services/notify/mobile_app_anna');
});

test('a driver hears of the own cars and of the house, in plain text', async () => {
  const [first, , second] = channels({ token: '1:secret' });
  assert.ok(first && second);
  assert.deepEqual([first.driver, second.driver], [nico, anna]);
  assert.equal(wants(first, message), true);
  assert.equal(wants(second, message), false);
  assert.equal(wants(second, { ...message, vehicle: null }), true);
  assert.equal(wants(second, { ...message, vehicle: 'db:3', vehicleTitle: 'Zoe' }), true, 'by its title');
  await first.send(message, 'de');
  assert.equal(received[0]?.url, '/bot1:secret/sendMessage');
  assert.deepEqual(received[0]?.body, { chat_id: '123', text: 'my_<Twingo> ist geladen\n80 %' });
});

test('a question goes to the first person who drives the car and can answer, else to the household', () => {
  const all = channels({ token: '1:secret', ntfyUrl: `${host}/t`, homeAssistantService: 'mobile_app_x' });
  const asks = (vehicle: string, list = all) => ids(answerableBy(list, [nico, anna], vehicle, vehicle));
  assert.deepEqual(asks('my_<twingo>'), ['telegram:Nico']);
  assert.deepEqual(asks('Zoe'), ['home-assistant:Anna Müller', 'telegram:Anna Müller']);
  assert.deepEqual(asks('a guest'), ['home-assistant'], 'ntfy cannot answer without an address of ours');
  const withoutTelegram = channels({ ntfyUrl: `${host}/t`, publicUrl: 'http://house:8099' });
  assert.deepEqual(asks('my_<twingo>', withoutTelegram), ['ntfy']);
});

const shownData = z.object({ tag: z.string(), actions: z.array(z.record(z.string(), z.string())) });

test('Home Assistant shows what is likely first, a field for own words third, and tells all by the event', async () => {
  const [channel] = channels({ homeAssistantService: 'mobile_app_x' });
  await channel?.send(asked, 'de');
  const { tag, actions } = shownData.parse(received[0]?.body.data);
  assert.equal(tag, 'smartload-question-7');
  assert.deepEqual(
    actions.map(({ title, behavior }) => [title, behavior]),
    [
      ['in 4h', undefined],
      ['in am', undefined],
      ['Andere Zeit', 'textInput'],
      ['in 2h', undefined],
      ['in 8h', undefined],
    ],
  );
  const ticket = tickets.ticket(7, 'home-assistant');
  assert.deepEqual(pressedButton(actions[0]?.action ?? '', null), { ticket, said: '4h' });
  assert.deepEqual(pressedButton(actions[2]?.action ?? '', 'um 9'), { ticket, said: 'um 9' });
  assert.equal(pressedButton(actions[2]?.action ?? '', null), null);
  for (const other of ['', 'ALARM', 'SMARTLOAD.', 'SMARTLOAD.7.short.4h', ticket])
    assert.equal(pressedButton(other, 'x'), null);
  received = [];
  await channel?.send({ ...asked, occasion: 'ANSWER' }, 'de');
  assert.deepEqual(received[0]?.body.data, { tag }, 'the answer takes the place of the question');
});

test('ntfy has three buttons, two that answer and a page for the rest', async () => {
  const [channel] = channels({ ntfyUrl: `${host}/t`, publicUrl: 'http://house:8099' });
  await channel?.send(asked, 'en');
  const page = `http://house:8099/answer/${tickets.ticket(7, 'ntfy')}`;
  assert.equal(received[0]?.body.click, page);
  assert.deepEqual(received[0]?.body.actions, [
    { action: 'http', label: 'in 4h', method: 'POST', url: `${page}.4h`, clear: true },
    { action: 'http', label: 'in am', method: 'POST', url: `${page}.am`, clear: true },
    { action: 'view', label: 'Another time', url: page, clear: true },
  ]);
});

test('a webhook is told where each answer goes', async () => {
  const [channel] = channels({ webhookUrl: `${host}/hook`, publicUrl: 'http://house:8099' });
  await channel?.send(asked, 'en');
  const page = `http://house:8099/answer/${tickets.ticket(7, 'webhook')}`;
  const { answers, answerUrl, until } = received[0]?.body ?? {};
  assert.deepEqual([answerUrl, until], [page, '2026-11-21T09:00:00.000Z']);
  assert.match(JSON.stringify(answers), new RegExp(`"url":"${page}\\.am"`));
});

test('a button at Telegram holds 64 bytes, whatever people and cars are called', () => {
  fc.assert(
    fc.property(
      fc.nat(1e12),
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^\w{1,12}$/),
      (id, name, key) => {
        const code = tickets.code(id, `telegram:${name}`, key);
        assert.ok(Buffer.byteLength(code) <= 64, code);
        const read = readCode(code);
        assert.deepEqual(read, { ticket: tickets.ticket(id, `telegram:${name}`), question: id, key });
        assert.ok(tickets.isFor(read?.ticket ?? '', id, `telegram:${name}`));
        assert.ok(!tickets.isFor(read?.ticket ?? '', id, `telegram:${name}x`), 'another person');
        assert.ok(!tickets.isFor(read?.ticket ?? '', id + 1, `telegram:${name}`), 'another question');
        assert.ok(!createTickets('another house').isFor(read?.ticket ?? '', id, `telegram:${name}`));
      },
    ),
  );
});

test('names come through as they are, whatever they hold', async () => {
  const names = [
    'Zoë & Söhne',
    'my_car_1',
    '<b>fett</b>',
    '*stern* _kursiv_ `code`',
    '"; DROP',
    '&lt;&amp;',
    'a\nb',
  ];
  const all = channels({
    token: '1:x',
    ntfyUrl: `${host}/t`,
    webhookUrl: `${host}/h`,
    homeAssistantService: 'n',
  });
  for (const name of names)
    for (const channel of all) {
      received = [];
      await channel.send({ ...message, title: { de: name, en: name } }, 'de');
      const shown = JSON.stringify(received[0]?.body).replaceAll('\u200B', '');
      assert.ok(shown.includes(JSON.stringify(name).slice(1, -1)), `${channel.id}: ${shown}`);
      assert.ok(!shown.includes('parse_mode') && !shown.includes('markdown'));
    }
});

for (const code of [302, 401, 500]) {
  test(`status ${code} is an error without address or token`, async () => {
    status = code;
    const all = channels({
      ntfyUrl: `${host}/secret`,
      webhookUrl: `${host}/secret`,
      homeAssistantService: 'secret',
      token: '1:secret',
    });
    for (const channel of all)
      await assert.rejects(channel.send(message, 'de'), (error) => {
        assert.ok(error instanceof NotifyError);
        assert.ok(!JSON.stringify(error.text).includes('secret') && !error.message.includes('127.0.0.1'));
        return true;
      });
  });
}
