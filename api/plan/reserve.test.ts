import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleBattery, sampleInput, sampleSlots, solveSample } from './sample-house.ts';

/** An hour of sun that could fill the battery by 4 kWh, and a dear evening. */
const evening = (change: Parameters<typeof sampleBattery>[0]) =>
  sampleInput({
    slots: sampleSlots([0.3, 0.9, 0.9, 0.9], (index) => ({ pvKw: index === 0 ? 5 : 0 })),
    batteries: [sampleBattery({ chargeEfficiency: 1, dischargeEfficiency: 1, ...change })],
  });
const lowest = (plan: Awaited<ReturnType<typeof solveSample>>) =>
  Math.min(...plan.slots.slice(1).map(({ batteries }) => batteries[0]?.socPercent ?? 0));

test('a reserve that was not there at first is kept once it is', async () => {
  // 1 kWh of its 3 is there, 4 come: 2 of them are the house’s, whatever the third would earn.
  const plan = await solveSample(evening({ socPercent: 10, minSocPercent: 5, reserveSocPercent: 30 }));
  assert.ok(Math.abs(lowest(plan) - 30) < 1e-6, `${lowest(plan)} %`);
  assert.ok(Math.abs(plan.cost - 0.9) < 1e-6, `${plan.cost}`);
  assert.deepEqual(plan.shortfalls, []);
});

test('a battery below its reserve gives nothing before it has it, however dear energy is', async () => {
  const input = evening({ socPercent: 20, minSocPercent: 5, reserveSocPercent: 80 });
  const plan = await solveSample(input);
  assert.ok(plan.slots.every(({ batteries }) => (batteries[0]?.dischargeKw ?? 0) < 1e-6));
  assert.deepEqual(plan.shortfalls, []);
});

test('what is taken twice from a reserve and put back between counts once', async () => {
  // 2 kW beyond the import limit before and after an hour of sun.
  const slots = sampleSlots([0.3, 0.3, 0.3], (index) => ({
    pvKw: index === 1 ? 4 : 0,
    loadKw: index === 1 ? 1 : 4,
    importLimitKw: 2,
  }));
  const battery = sampleBattery({ socPercent: 50, reserveSocPercent: 50, dischargeEfficiency: 1 });
  const { shortfalls } = await solveSample(sampleInput({ slots, batteries: [battery] }));
  assert.deepEqual(
    shortfalls.map(({ kind }) => kind),
    ['RESERVE'],
  );
  assert.ok(Math.abs((shortfalls[0]?.energyKwh ?? 0) - 2) < 1e-3, `${shortfalls[0]?.energyKwh}`);
});
