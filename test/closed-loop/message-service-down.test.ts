import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { MINUTE_MS } from '../../api/house/index.ts';
import { runHouse, until } from '../support/running-house.ts';

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

test('a question that a service does not take is kept and asked later, once', async () => {
  const service = await messageService();
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
  try {
    const car = () => running.app.live.snapshot().loadpoints[0];
    await until(() => car()?.connected === true, 60_000, 'the first reading');
    running.house?.plugOut(0);
    await until(() => car()?.connected === false, 60_000, 'the car to be gone');
    running.house?.plugIn(0);
    await until(() => service.refused() >= 2, 120_000, 'two attempts');
    service.comeBack();
    const questions = () => service.taken.filter((title) => /ist angesteckt$/.test(title));
    await until(() => questions().length > 0, 120_000, 'the question');
    const later = running.app.live.snapshot().publishedAt + 5 * MINUTE_MS;
    await until(() => running.app.live.snapshot().publishedAt > later, 120_000, 'another five minutes');
    assert.equal(questions().length, 1);
  } finally {
    await running.stop();
    service.stop();
  }
});
