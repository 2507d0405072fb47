import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { realClock, virtualClock } from './clock.ts';

const fail = (error: unknown) => {
  throw error;
};

describe('the virtual clock', () => {
  it('runs what falls due in order, each to its end', async () => {
    const clock = virtualClock(1000, fail);
    const seen: string[] = [];
    clock.after(20, () => void seen.push(`b@${clock.now()}`));
    clock.after(10, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(`a@${clock.now()}`);
    });
    clock.after(31, () => void seen.push('never'));
    await clock.advanceTo(1030);
    assert.deepEqual(seen, ['a@1010', 'b@1020']);
    assert.equal(clock.now(), 1030);
  });

  it('repeats until cancelled', async () => {
    const clock = virtualClock(0, fail);
    let runs = 0;
    const timer = clock.every(10, () => {
      runs++;
      if (runs === 3) timer.cancel();
    });
    await clock.advanceTo(1000);
    assert.equal(runs, 3);
  });

  it('reports what a task throws and goes on', async () => {
    const errors: unknown[] = [];
    const clock = virtualClock(0, (error) => errors.push(error));
    let ran = false;
    clock.after(1, () => {
      throw new Error('broken');
    });
    clock.after(2, () => {
      ran = true;
    });
    await clock.advanceTo(5);
    assert.equal(errors.length, 1);
    assert.ok(ran);
  });
});

describe('a virtual clock that is set', () => {
  for (const stepMs of [-3_600_000, 3_600_000])
    it(`by ${stepMs} ms keeps its timers and the time that passed`, async () => {
      const clock = virtualClock(10_000_000, fail);
      const seen: number[] = [];
      clock.every(1000, () => void seen.push(clock.elapsedMs()));
      await clock.advanceTo(10_002_500);
      clock.stepBy(stepMs);
      assert.deepEqual([clock.now(), clock.elapsedMs()], [10_002_500 + stepMs, 2500]);
      await clock.advanceTo(clock.now() + 2000);
      assert.deepEqual(seen, [1000, 2000, 3000, 4000]);
    });
});

describe('the real clock', () => {
  for (const stepMs of [-3_600_000, 3_600_000])
    it(`shows what it is set to, by ${stepMs} ms, and lets its timers run on`, async (t) => {
      const clock = realClock({ onError: fail });
      const wall = Date.now;
      const runs: number[] = [];
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = clock.every(20, () => {
        runs.push(clock.elapsedMs());
        if (runs.length === 2) t.mock.method(Date, 'now', () => wall() + stepMs);
        if (runs.length === 5) resolve();
      });
      await promise;
      timer.cancel();
      assert.ok(Math.abs(clock.now() - wall() - stepMs) < 1_800_000);
      for (const [index, at] of runs.entries()) assert.ok(at >= (index + 1) * 20 - 2, `${runs}`);
    });

  it('can run faster', async () => {
    const clock = realClock({ speed: 1000, start: 0, onError: fail });
    await new Promise<void>((resolve) => clock.after(20_000, resolve));
    // A timer may fire up to a real millisecond early, which is a second of this clock.
    assert.ok(clock.now() >= 19_000);
    assert.ok(clock.now() < 3_600_000);
  });
});
