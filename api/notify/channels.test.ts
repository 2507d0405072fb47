import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { channelsOf } from './channels.ts';
import { type Message, NotifyError } from './message.ts';

interface Asked {
  url: string | undefined;
  authorization: string | undefined;
  body: Record<string, unknown>;
}

let server: Server;
let host = '';
let status = 200;
let asked: Asked[] = [];

before(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      const { url, headers } = request;
      asked.push({ url, authorization: headers.authorization, body: JSON.parse(text) });
      response.writeHead(status, { location: '/elsewhere' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => server.close());
beforeEach(() => {
  status = 200;
  asked = [];
});

const message: Message = {
  occasion: 'CAR_FULL',
  vehicle: 'my_<Twingo>',
  at: Date.UTC(2026, 10, 21, 8),
  title: { de: 'my_<Twingo> ist geladen', en: 'my_<Twingo> is charged' },
  text: { de: '80 %', en: '80 %' },
};
/** @param named options by their names in the settings, and the bot's token */
function channels({ token = null, ...named }: Record<string, string | null>) {
  const nothing = { ntfyUrl: null, webhookUrl: null, homeAssistantService: null };
  const notify = { language: 'de' as const, ...nothing, ...named };
  const settings = { notify, drivers: [nico, anna], telegramBotToken: token };
  return channelsOf(settings, 'supervisor-token', { telegram: host, supervisor: `${host}/core/api` });
}

const nico = { name: 'Nico', vehicles: ['MY_<TWINGO>'], telegramChatId: '123' };
const anna = { name: 'Anna', vehicles: ['zoe'], telegramChatId: '456' };

test('none by default', () => {
  assert.deepEqual(channels({}), []);
});

test('ntfy gets its topic in the body and credentials in a header', async () => {
  const [ntfy] = channels({ ntfyUrl: `${host.replace('//', '//me:pass@')}/my-topic` });
  await ntfy?.send(message, 'de');
  assert.deepEqual(asked, [
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
  assert.equal(asked[0]?.body.at, '2026-11-21T08:00:00.000Z');
  assert.equal(asked[0]?.body.vehicle, 'my_<Twingo>');
  assert.equal(asked[1]?.url, '/core/api/services/notify/mobile_app_x');
  assert.equal(asked[1]?.authorization, 'Bearer supervisor-token');
  assert.deepEqual(asked[1]?.body, { title: 'my_<Twingo> is charged', message: '80 %' });
});

test('a driver hears of the own cars and of the house, in plain text', async () => {
  const [first, second] = channels({ token: '1:secret' });
  assert.equal(first?.wants(message), true);
  assert.equal(second?.wants(message), false);
  assert.equal(second?.wants({ ...message, vehicle: null }), true);
  await first?.send(message, 'de');
  assert.equal(asked[0]?.url, '/bot1:secret/sendMessage');
  assert.deepEqual(asked[0]?.body, { chat_id: '123', text: 'my_<Twingo> ist geladen\n80 %' });
});

for (const code of [302, 401, 500]) {
  test(`status ${code} is an error without address or token`, async () => {
    status = code;
    const all = channels({
      ntfyUrl: `${host}/secret`,
      webhookUrl: `${host}/secret`,
      token: '1:secret',
    } as Record<string, string>);
    for (const channel of all)
      await assert.rejects(channel.send(message, 'de'), (error) => {
        assert.ok(error instanceof NotifyError);
        assert.ok(!JSON.stringify(error.text).includes('secret') && !error.message.includes('127.0.0.1'));
        return true;
      });
  });
}
