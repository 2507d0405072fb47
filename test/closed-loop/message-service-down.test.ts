import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { HOUR_MS, MINUTE_MS } from '../../api/house/index.ts';
import { type RunningHouse, runHouse, until } from '../support/running-house.ts';

/** A message service that can be down. */
async function messageService() {
  const taken: string[] = [];
  let refused = 0;
  let isDown = true;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      if (isDown) refused += 1;
      else taken.push(JSON.parse(body).title);
      response.writeHead(isDown ? 503 : 200).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/house`,
    taken,
    refused: () => refused,
    comeBack: () => {
      isDown = false;
    },
    stop: () => server.close(),
  };
}

/** The house with a car that was plugged in while the service is down. */
async function asksInVain(service: Awaited<ReturnType<typeof messageService>>): Promise<RunningHouse> {
  const running = await runHouse({
    speed: 30,
    settings: {
      notify: {
        language: 'de',
        ntfyUrl: service.url,
        webhookUrl: null,
        homeAssistantService: null,
        publicUrl: 'http://house.test:8099',
      },
    },
  });
  const car = () => running.app.live.snapshot().loadpoints[0];
  await until(() => car()?.connected === true, 60_000, 'the first reading');
  running.house?.plugOut(0);
  await until(() => car()?.connected === false, 60_000, 'the car to be gone');
  running.house?.plugIn(0);
  await until(() => service.refused() >= 2, 120_000, 'two attempts');
  return running;
}

const questions = ({ taken }: { taken: string[] }) => taken.filter((title) => /ist angesteckt$/.test(title));

/** Five minutes of the house. */
async function later({ app }: RunningHouse): Promise<void> {
  const then = app.live.snapshot().publishedAt + 5 * MINUTE_MS;
  await until(() => app.live.snapshot().publishedAt > then, 120_000, 'another five minutes');
}

test('a question that a service does not take is kept and asked later, once', async () => {
  const service = await messageService();
  const running = await asksInVain(service);
  try {
    service.comeBack();
    await until(() => questions(service).length > 0, 120_000, 'the question');
    await later(running);
    assert.equal(questions(service).length, 1);
  } finally {
    await running.stop();
    service.stop();
  }
});

test('a question that was answered on the page before a service took it is not asked any more', async () => {
  const service = await messageService();
  const running = await asksInVain(service);
  try {
    const { app } = running;
    const departure = app.live.snapshot().publishedAt + 9 * HOUR_MS;
    const wish = { loadpoint: 'garage', departure, targetSocPercent: 80, targetEnergyKwh: null };
    assert.ok((await app.loop.actions.setDeparture(wish)).ok);
    const waits = () => /"QUESTION"/.test(JSON.stringify(app.store.get('outbox', (value) => value)));
    await until(() => !waits(), 120_000, 'it to be taken back');
    service.comeBack();
    await later(running);
    assert.deepEqual(questions(service), []);
  } finally {
    await running.stop();
    service.stop();
  }
});
