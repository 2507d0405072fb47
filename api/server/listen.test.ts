import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { test } from 'node:test';
import { ListenError } from './index.ts';
import { serve } from './test-house.ts';

const reaches = async (host: string, port: number) =>
  fetch(`http://${host}:${port}/health`).then(
    ({ status }) => status === 200,
    () => false,
  );

const outward = Object.values(networkInterfaces())
  .flat()
  .find((found) => found && !found.internal && found.family === 'IPv4')?.address;

test('local is this machine by both families, and nothing else', async (t) => {
  const { port } = await serve(t, { host: undefined, access: { listen: 'local' } });
  assert.ok(await reaches('127.0.0.1', port));
  if (
    Object.values(networkInterfaces())
      .flat()
      .some((found) => found?.address === '::1')
  )
    assert.ok(await reaches('[::1]', port));
  if (outward) assert.equal(await reaches(outward, port), false);
});

test('all is every address, and one is that one', async (t) => {
  const all = await serve(t, { host: undefined, access: { listen: 'all' } });
  assert.ok(await reaches('127.0.0.1', all.port));
  if (outward) assert.ok(await reaches(outward, all.port));
  const one = await serve(t, { host: undefined, access: { listen: '127.0.0.2' } });
  assert.ok(await reaches('127.0.0.2', one.port));
  assert.equal(await reaches('127.0.0.1', one.port), false);
});

test('an address that is none of this machine is told in words', async (t) => {
  for (const address of ['192.0.2.1', '2001:db8::1'])
    await assert.rejects(
      serve(t, { host: undefined, access: { listen: address } }),
      (error: unknown) =>
        error instanceof ListenError && error.text.en.includes(address) && /listen/.test(error.text.de),
      address,
    );
});
