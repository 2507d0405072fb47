import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutSecrets } from './diagnostics.ts';

test('secrets are masked wherever they stand, and all else stays', () => {
  const found = {
    plan: { cost: 1.2, slots: [{ start: '2026-04-14T08:00:00Z' }] },
    error: 'GET http://admin:hunter2@evcc.local:7070/api/state?token=abc123&limit=5 failed',
    evcc_password: 'hunter2',
    headers: [{ name: 'x', apiToken: 'abc123' }],
    nothing: null,
  };
  const text = JSON.stringify(withoutSecrets(found));
  assert.doesNotMatch(text, /hunter2|abc123/);
  assert.match(text, /evcc\.local:7070/);
  assert.match(text, /limit=5/);
  assert.deepEqual((withoutSecrets(found) as typeof found).plan, found.plan);
});
