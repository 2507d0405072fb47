import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breachKw, idleAt, impliedPosition, positionIn, type Switch } from './switches.ts';

/** Columns: the switch, what is below the reserve, what has fallen. */
const reserve: Switch = { kind: 'RESERVE', column: 0, belowKwh: 1, fallen: [2] };

test('a switch that a solution has decided stands there, whatever its flows would allow', () => {
  const notYet = Float64Array.of(0, 0, 0);
  assert.equal(impliedPosition(reserve, notYet), 1);
  assert.equal(positionIn(reserve, notYet), 0, 'it waits, although the reserve is reached');
  assert.equal(positionIn(reserve, Float64Array.of(0.9999999, 2e-6, 0)), 1);
});

test('a switch that a solution leaves between stands where its flows say', () => {
  assert.equal(positionIn(reserve, Float64Array.of(0.4, 0, 0)), 1);
  assert.equal(positionIn(reserve, Float64Array.of(0.6, 1.5, 0)), 0);
});

test('the meter imports where anything is imported, be it all beyond the limit', () => {
  const meter: Switch = { kind: 'METER', column: 0, imports: [1, 2], export: 3 };
  const beyond = Float64Array.of(0.3, 0, 2, 0.5);
  assert.equal(impliedPosition(meter, beyond), 1);
  assert.equal(breachKw(meter, beyond), 0.5);
  assert.deepEqual(idleAt(meter, 0), [1, 2]);
});
