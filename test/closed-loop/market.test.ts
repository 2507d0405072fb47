import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { openStore } from '../../api/history/index.ts';
import {
  type FlexibleLoadSettings,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  quarterWith,
  type Settings,
  SLOT_MS,
} from '../../api/house/index.ts';
import { ask, at, steerHouse } from './steered-house.ts';

const WASHER: FlexibleLoadSettings = {
  name: 'Waschmaschine',
  energyKwh: 2,
  powerKw: 2,
  earliest: '09:00',
  latest: '11:00',
  weekdays: [1, 2, 3, 4, 5],
  interruptible: false,
};

it('a load runs once, in one block within its window, and the peak that was measured is paid for already', async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'smartload-market-'));
  t.after(() => rmSync(dataDir, { recursive: true, force: true }));
  importBefore(dataDir, at('2026-03-02', 19), 1.7);
  const settings: Partial<Settings> = {
    flexibleLoads: [WASHER],
    peakPrice: { pricePerKw: 5, period: 'month', intervalMinutes: 15, minimumKw: 0 },
  };
  await steerHouse({ start: at('2026-03-16', 8, 1), seed: 3, dataDir, settings }, async (house) => {
    const { clock, snapshot, pass, passUntil, port } = house;
    await passUntil('the first plan', () => snapshot().plan !== null, HOUR_MS);
    const [today] = snapshot().plan?.loads ?? [];
    assert.equal(today?.id, 'Waschmaschine 2026-03-16');
    assert.equal(today?.runs.length, 1);
    const [peak] = snapshot().plan?.peaks ?? [];
    assert.ok(Math.abs((peak?.peakKw ?? 0) - 6.8) < 1e-9 && (peak?.cost ?? 1) < 1e-9);

    const runningAt: Instant[] = [];
    for (let slot = at('2026-03-16', 8, 15); slot <= at('2026-03-16', 11); slot += SLOT_MS) {
      await pass(slot + 2 * MINUTE_MS - clock.now());
      const now = snapshot().plan?.slots.find(({ start, end }) => start <= clock.now() && clock.now() < end);
      const load = now?.loads?.find(({ id }) => id === 'Waschmaschine 2026-03-16');
      if (load && load.powerKw > 0) runningAt.push(slot);
    }
    const [first = 0] = runningAt;
    assert.ok(first >= at('2026-03-16', 9) && runningAt.length >= 4 && runningAt.length <= 5);
    assert.deepEqual(
      runningAt,
      runningAt.map((_, index) => first + index * SLOT_MS),
      'without a pause',
    );

    const { snapshot: shown } = await ask<{ snapshot: { plan: { loads: { id: string }[] } } }>(
      port,
      '{ snapshot { plan { loads { id title runs { start end } energyKwh missingKwh } peaks { peakKw cost } co2Kg } } }',
    );
    const ids = shown.plan.loads.map(({ id }) => id);
    assert.ok(ids.includes('Waschmaschine 2026-03-17') && !ids.includes('Waschmaschine 2026-03-16'));
  });
});

/** Has the house remember a quarter of an hour with so much import. */
function importBefore(dataDir: string, start: Instant, importKwh: number): void {
  const store = openStore({ dataDir, now: () => start });
  store.recordQuarterHour(quarterWith(start, { importKwh }));
  store.close();
}
