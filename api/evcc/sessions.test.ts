import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EvccError } from './error.ts';
import { decodeSessions } from './sessions.ts';

const row = {
  id: 7,
  created: '2026-05-04T18:12:00+02:00',
  finished: '2026-05-05T02:31:00+02:00',
  loadpoint: 'Garage',
  vehicle: 'e-Golf',
  chargedEnergy: 12.3,
  chargeDuration: 14_400_000_000_000,
  socStart: null,
};
const session = {
  loadpoint: 'Garage',
  vehicle: 'e-Golf',
  start: Date.parse('2026-05-04T16:12:00Z'),
  end: Date.parse('2026-05-05T00:31:00Z'),
  energyKwh: 12.3,
};

test('a charge as evcc tells it, also in the wrapper of old versions', () => {
  assert.deepEqual(decodeSessions([row]), [session]);
  assert.deepEqual(decodeSessions({ result: [row] }), [session]);
  assert.deepEqual(decodeSessions([{ ...row, vehicle: '' }]), [{ ...session, vehicle: null }]);
  assert.deepEqual(decodeSessions(null), []);
});

test('charges that cannot be true, and those that go on, are left out', () => {
  const odd = [
    { finished: '0001-01-01T00:00:00Z' },
    { finished: row.created },
    { created: 'yesterday' },
    { chargedEnergy: 0 },
    { chargedEnergy: -3 },
    { chargedEnergy: 12_300 },
    { chargedEnergy: '12' },
    { loadpoint: null },
  ];
  assert.deepEqual(decodeSessions([null, 5, ...odd.map((change) => ({ ...row, ...change })), row]), [
    session,
  ]);
});

test('whatever comes is decoded or refused, and never believed', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (body) => {
      try {
        for (const { start, end, energyKwh } of decodeSessions(body))
          assert.ok(end > start && energyKwh > 0 && energyKwh <= 300);
      } catch (error) {
        assert.ok(error instanceof EvccError);
      }
    }),
  );
});
