import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, type PlanInput } from '../house/index.ts';
import { checkInput } from './check-input.ts';
import { fallbackPlan } from './fallback.ts';
import { withoutProblems } from './leave-out.ts';
import { SAMPLE_START, sampleBattery, sampleInput } from './sample-house.ts';

const start = SAMPLE_START;
const end = SAMPLE_START + HOUR_MS;
const FIXED = { id: 'battery', start, end, action: 'CHARGE' };
const FORCED = { id: 'battery', start, chargeKw: 1, dischargeKw: null };

test('sensible decisions, quiet hours, waiting cars and forced flows are in order', () => {
  const orders = {
    fixed: [FIXED],
    forced: [FORCED],
    quietHours: [{ start, end }],
    waiting: [{ vehicle: 'van', title: 'Van' }],
  };
  assert.deepEqual(checkInput(Object.assign(sampleInput(), orders)), []);
});

/** What comes from elsewhere may be anything, whatever the types say. */
const cases: [string, number | null, string, object][] = [
  ['FIXED', 0, 'fixed', { fixed: [null] }],
  ['INPUT', null, 'fixed', { fixed: {} }],
  ['INPUT', null, 'fixed', { fixed: 'x' }],
  ['FIXED', 1, 'start', { fixed: [FIXED, { ...FIXED, start: Number.NaN }] }],
  ['FIXED', 0, 'end', { fixed: [{ ...FIXED, end: Number.NaN }] }],
  ['FIXED', 0, 'end', { fixed: [{ ...FIXED, end: start - 1 }] }],
  ['FIXED', 0, 'action', { fixed: [{ ...FIXED, action: 'FOO' }] }],
  ['FORCED', 0, 'forced', { forced: [null] }],
  ['FORCED', 0, 'chargeKw', { forced: [{ ...FORCED, chargeKw: Number.NaN }] }],
  ['QUIET_HOURS', 0, 'start', { quietHours: [{ start: Number.NaN, end }] }],
  ['WAITING', 0, 'waiting', { waiting: [null] }],
  ['BATTERY', 0, 'canGridCharge', { batteries: [{ ...sampleBattery(), canGridCharge: undefined }] }],
  ['BATTERY', 0, 'canFeedGrid', { batteries: [{ ...sampleBattery(), canFeedGrid: Number.NaN }] }],
  ['BATTERY', 0, 'canServeCars', { batteries: [{ ...sampleBattery(), canServeCars: 'x' }] }],
  ['BATTERY', 0, 'id', { batteries: [{ ...sampleBattery(), id: undefined }] }],
];
for (const [part, index, field, change] of cases) {
  test(`${part} ${index} ${field} of ${JSON.stringify(change)} is named, and the rest can be planned`, () => {
    const input = Object.assign(sampleInput(), change);
    const problems = checkInput(input);
    assert.deepEqual(
      problems.map((problem) => [problem.part, problem.index, problem.field]),
      [[part, index, field]],
    );
    const rest = withoutProblems(input, problems);
    assert.deepEqual(checkInput(rest), []);
    assert.equal(fallbackPlan(rest, { de: '', en: '' }).slots.length, input.slots.length);
  });
}

test('an input that is none is named, and nothing is left of it', () => {
  const none: PlanInput = JSON.parse('null');
  const problems = checkInput(none);
  assert.deepEqual(
    problems.map(({ part, index, field }) => [part, index, field]),
    [['INPUT', null, 'input']],
  );
  assert.deepEqual(withoutProblems(none, problems).slots, []);
});
