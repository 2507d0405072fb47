import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MINUTE_MS, type ScheduleEntry } from '../../api/house/index.ts';
import { at, type SteeredHouse, steerHouse } from './steered-house.ts';

const START = {
  start: at('2026-03-16', 20),
  seed: 1,
  house: { start: { carSocPercent: [40, 75] } },
} as const;
/** 2026-03-17 is a Tuesday. */
const tuesday = (time: string, targetSocPercent: number): ScheduleEntry => ({
  weekdays: [2],
  time,
  targetSocPercent,
});

async function scheduled(house: SteeredHouse, entries: ScheduleEntry[]): Promise<void> {
  await house.pass(5 * MINUTE_MS);
  assert.ok((await house.app.loop.actions.setSchedule('kompakt', entries)).ok);
}

describe('two departures on one day', () => {
  it('at the same time are refused, with the entry that is there twice', () =>
    steerHouse(START, async ({ app, pass }) => {
      await pass(5 * MINUTE_MS);
      const both = [tuesday('07:00', 50), { weekdays: [1, 2], time: '07:00', targetSocPercent: 100 }];
      const refused = await app.loop.actions.setSchedule('kompakt', both);
      assert.ok(!refused.ok);
      assert.match(refused.message.de, /Dienstag 07:00/);
      assert.match(refused.message.en, /Tuesday 07:00/);
    }));

  it('some hours apart: the higher target is reached by the first, then the next one counts', () =>
    steerHouse(START, async (house) => {
      await scheduled(house, [tuesday('07:00', 50), tuesday('10:30', 100)]);
      await house.pass(at('2026-03-17', 6, 58) - house.clock.now());
      const { vehicleSocPercent, targetSocPercent, departure } = house.loadpoint('garage');
      assert.deepEqual([targetSocPercent, departure], [100, at('2026-03-17', 7)]);
      assert.ok((vehicleSocPercent ?? 0) > 98, `${vehicleSocPercent} %`);
      await house.pass(3 * MINUTE_MS);
      assert.equal(house.loadpoint('garage').departure, at('2026-03-17', 10, 30));
    }));
});
