import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type BufferWrite, orderBufferWrites } from './index.ts';

test('nothing in the way: one write', () => {
  assert.deepEqual(orderBufferWrites({ target: 50, prioritySocPercent: 20, bufferStartSocPercent: 0 }), [
    { setting: 'bufferSoc', value: 50 },
  ]);
});

test('a priority above the target is lowered first, a start below it raised first', () => {
  assert.deepEqual(orderBufferWrites({ target: 20, prioritySocPercent: 40, bufferStartSocPercent: 80 }), [
    { setting: 'prioritySoc', value: 20 },
    { setting: 'bufferSoc', value: 20 },
  ]);
  assert.deepEqual(orderBufferWrites({ target: 70, prioritySocPercent: 40, bufferStartSocPercent: 60 }), [
    { setting: 'bufferStartSoc', value: 70 },
    { setting: 'bufferSoc', value: 70 },
  ]);
});

test('switching the buffer off touches nothing else', () => {
  assert.deepEqual(orderBufferWrites({ target: 0, prioritySocPercent: 40, bufferStartSocPercent: 60 }), [
    { setting: 'bufferSoc', value: 0 },
  ]);
});

test('evcc refuses none of them, from whatever valid state it is in', () => {
  type State = Record<BufferWrite['setting'], number>;
  const isValid = ({ prioritySoc, bufferSoc, bufferStartSoc }: State) =>
    (bufferSoc === 0 || prioritySoc <= bufferSoc) && (bufferStartSoc === 0 || bufferSoc <= bufferStartSoc);
  const percent = fc.integer({ min: 0, max: 100 });
  fc.assert(
    fc.property(
      fc.record({ prioritySoc: percent, bufferSoc: percent, bufferStartSoc: percent }).filter(isValid),
      percent,
      (found, target) => {
        const state: State = { ...found };
        const writes = orderBufferWrites({
          target,
          prioritySocPercent: found.prioritySoc,
          bufferStartSocPercent: found.bufferStartSoc,
        });
        for (const { setting, value } of writes) {
          state[setting] = value;
          assert.ok(isValid(state), JSON.stringify({ found, target, writes }));
        }
        assert.equal(state.bufferSoc, target);
      },
    ),
  );
});
