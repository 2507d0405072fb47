import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { HOUR_MS } from '../../api/house/index.ts';
import { type Notified, startHomeAssistant } from '../support/fake-home-assistant.ts';
import { type RunningHouse, runHouse, until } from '../support/running-house.ts';

/** What ntfy is told. */
interface Published {
  topic: string;
  title: string;
  click?: string;
  actions?: { action: string; label: string; url: string; method?: string }[];
}

const PUBLIC_URL = 'http://house.test:8099';
const published: Published[] = [];
const ntfy = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    published.push(JSON.parse(body));
    response.end('{}');
  });
});

let homeAssistant: Awaited<ReturnType<typeof startHomeAssistant>>;
let running: RunningHouse;
/** The cars at the first and the second loadpoint. */
let first = '';
let second = '';

before(async () => {
  homeAssistant = await startHomeAssistant('supervisor-token');
  await new Promise<void>((resolve) => ntfy.listen(0, '127.0.0.1', resolve));
  const plain = await runHouse({});
  const cars = () => plain.app.live.snapshot().loadpoints.map(({ vehicleName }) => vehicleName ?? '');
  await until(() => cars().length > 1, 20_000, 'the first reading');
  [first = '', second = ''] = cars();
  await plain.stop();
  running = await runHouse({
    homeAssistant: homeAssistant.homeAssistant,
    settings: {
      access: {
        listen: 'local',
        tokens: [],
        requireLogin: true,
        allowedHosts: [],
        trustedDocumentsOnly: false,
      },
      notify: {
        language: 'de',
        ntfyUrl: `http://127.0.0.1:${(ntfy.address() as AddressInfo).port}/house`,
        webhookUrl: null,
        homeAssistantService: null,
        publicUrl: PUBLIC_URL,
      },
      drivers: [
        {
          name: 'Anna Müller',
          vehicles: [first],
          telegramChatId: null,
          homeAssistantService: 'mobile_app_anna',
        },
      ],
    },
  });
  await until(() => view(0) !== undefined, 20_000, 'the first reading');
  await until(() => homeAssistant.listeners() === 1, 20_000, 'the subscription');
});

after(async () => {
  await running?.stop();
  homeAssistant?.stop();
  ntfy.close();
});

const view = (index: number) => running.app.live.snapshot().loadpoints[index];

async function plugInAgain(index: number): Promise<void> {
  running.house?.plugOut(index);
  await until(() => view(index)?.connected === false, 30_000, 'the car to be gone');
  running.house?.plugIn(index);
}

test('Home Assistant asks the driver, and a pressed button becomes the departure', async () => {
  await plugInAgain(0);
  const questions = () => homeAssistant.notified.filter(({ data }) => data?.actions);
  await until(() => questions().length > 0, 30_000, 'the question');
  const question: Notified | undefined = questions()[0];
  assert.equal(question?.service, 'mobile_app_anna');
  assert.match(question?.title ?? '', /ist angesteckt/);
  const inFourHours = question?.data?.actions?.find(({ title }) => title === 'in 4 h')?.action ?? '';

  homeAssistant.press(inFourHours.replace(/.{4}\.4h$/, 'AAAA.4h'));
  homeAssistant.press('ANOTHER_AUTOMATION');
  homeAssistant.press(inFourHours);
  await until(() => view(0)?.departureSource === 'PERSON', 20_000, 'the departure');
  const inHours = ((view(0)?.departure ?? 0) - Date.now()) / HOUR_MS;
  assert.ok(inHours > 3.9 && inHours < 4.1, `${inHours}`);
  const confirmed = () =>
    homeAssistant.notified.find(
      ({ data, message }) => data?.tag === question?.data?.tag && /bereit bis/.test(message),
    );
  await until(() => confirmed() !== undefined, 20_000, 'the confirmation in place of the question');
});

test('ntfy asks about a car of nobody, and its buttons answer by an address that is good for nothing else', async () => {
  await plugInAgain(1);
  const question = () => published.find(({ actions }) => actions !== undefined);
  await until(() => question() !== undefined, 30_000, 'the question');
  const { topic, click = '', actions = [] } = question() ?? {};
  assert.equal(topic, 'house');
  assert.deepEqual(
    actions.map(({ action }) => action),
    ['http', 'http', 'view'],
  );
  const here = (url: string) => url.replace(`${PUBLIC_URL}/`, running.url);
  const page = await fetch(here(click));
  const html = await page.text();
  assert.equal(page.status, 200);
  assert.match(html, /Wann wird es gebraucht/);
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
  assert.notEqual(view(1)?.departureSource, 'PERSON', 'opening it answers nothing');

  const say = (url: string, said: string) =>
    fetch(here(url), { method: 'POST', body: new URLSearchParams({ said }) });
  const forged = click.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  assert.equal((await say(forged, 'um 14:30')).status, 410);
  const evil = await fetch(here(click), {
    method: 'POST',
    body: 'um 14:30',
    headers: { origin: 'http://evil.test' },
  });
  assert.equal(evil.status, 403);
  const unclear = await say(click, '<script>');
  assert.equal(unclear.status, 422);
  assert.ok(!(await unclear.text()).includes('<script>'));
  assert.equal((await say(click, 'x'.repeat(3000))).status, 413);
  assert.notEqual(view(1)?.departureSource, 'PERSON');

  const [button] = actions;
  const answer = await fetch(here(button?.url ?? ''), { method: button?.method ?? '' });
  assert.equal(answer.status, 200);
  assert.match(await answer.text(), /bereit bis/);
  await until(() => view(1)?.departureSource === 'PERSON', 10_000, 'the departure');
  assert.equal(view(1)?.vehicleName, second);
  assert.equal((await fetch(here(button?.url ?? ''), { method: 'POST' })).status, 410, 'once');
  assert.equal((await fetch(here(click))).status, 410);
  assert.equal((await fetch(`${running.url}graphql?query={snapshot{sequence}}`)).status, 401, 'nothing else');
  await until(
    () => published.some(({ title, actions: none }) => !none && /angesteckt/.test(title)),
    20_000,
    'the confirmation',
  );
});
