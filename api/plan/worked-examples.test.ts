import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, type Plan, type PlanSlot } from '../house/index.ts';
import {
  SAMPLE_START,
  sampleBattery,
  sampleCar,
  sampleInput,
  sampleSlots,
  solveSample,
  times,
} from './sample-house.ts';

const hours = (slot: PlanSlot) => (slot.end - slot.start) / HOUR_MS;
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const chargedKwh = (plan: Plan) =>
  sum(plan.slots.map((slot) => (slot.batteries[0]?.chargeKw ?? 0) * hours(slot)));
const dischargedKwh = (plan: Plan) =>
  sum(plan.slots.map((slot) => (slot.batteries[0]?.dischargeKw ?? 0) * hours(slot)));
const close = (found: number | null | undefined, expected: number, tolerance = 1e-3) =>
  assert.ok(Math.abs((found ?? Number.NaN) - expected) <= tolerance, `${found} is not ${expected}`);

/** 33.1 kWh, 4.3 kW, 0.92 each way, as in a house that is known in the field. */
const big = (change = {}) =>
  sampleBattery({
    capacityKwh: 33.1,
    socPercent: 0,
    minSocPercent: 0,
    maxChargeKw: 4.3,
    maxDischargeKw: 4.3,
    chargeEfficiency: 0.92,
    dischargeEfficiency: 0.92,
    ...change,
  });

test('fills in the cheap block exactly what the dear one needs', async () => {
  const plan = await solveSample(
    sampleInput({ slots: sampleSlots([...times(6, 0.1), ...times(18, 0.6)]), batteries: [big()] }),
  );
  assert.equal(plan.status, 'OPTIMAL');
  const neededKwh = 18 / 0.92 / 0.92;
  close(chargedKwh(plan), neededKwh);
  close(plan.cost, 0.1 * (6 + neededKwh));
  for (const slot of plan.slots.slice(6)) close(slot.importKw, 0);
  assert.match(plan.slots[0]?.reason.de ?? '', /Batterie lädt: Strom kostet 10 ct, später 60 ct/);
  // One more kWh at night is served from the store, so it costs what charging it costs.
  close(plan.slots[10]?.marginalPricePerKwh, 0.1 / 0.92 / 0.92, 1e-3);
  close(plan.slots[10]?.batteries[0]?.storedValuePerKwh, 0.1 / 0.92, 1e-3);
});

test('at a flat price nothing is charged from the grid, and the battery serves the load only', async () => {
  const plan = await solveSample(
    sampleInput({ slots: sampleSlots(times(24, 0.3)), batteries: [sampleBattery({ canFeedGrid: true })] }),
  );
  close(chargedKwh(plan), 0);
  close(dischargedKwh(plan), 4 * 0.95);
  close(sum(plan.slots.map((slot) => slot.exportKw)), 0);
  close(plan.slots[0]?.batteries[0]?.dischargeKw, 1);
});

test('a spread below the losses is left alone', async () => {
  const plan = await solveSample(
    sampleInput({
      slots: sampleSlots([...times(12, 0.3), ...times(12, 0.3 / 0.92 / 0.92 - 0.002)]),
      batteries: [big()],
    }),
  );
  close(chargedKwh(plan), 0);
});

test('4.5 kW of surplus are given out once', async () => {
  const plan = await solveSample(
    sampleInput({
      slots: sampleSlots(times(4, 0.3), { pvKw: 5.5 }),
      batteries: [sampleBattery({ socPercent: 10, endValuePerKwh: 0.25 })],
      cars: ['a', 'b'].map((id) => sampleCar({ id, endValuePerKwh: 0.2 })),
    }),
  );
  for (const slot of plan.slots) {
    const taken =
      (slot.batteries[0]?.chargeKw ?? 0) + sum(slot.cars.map((car) => car.chargeKw)) + slot.exportKw;
    close(taken, 4.5);
    close(slot.importKw, 0);
  }
});

for (const feedInPricePerKwh of [-0.1, 0.08]) {
  test(`at −10 ct (feed-in ${feedInPricePerKwh}) nothing flows both ways and the sun is used or curtailed`, async () => {
    const plan = await solveSample(
      sampleInput({
        slots: sampleSlots(times(8, -0.1), { pvKw: 3, feedInPricePerKwh }),
        batteries: [sampleBattery({ socPercent: 80, canFeedGrid: feedInPricePerKwh > 0 })],
      }),
    );
    for (const slot of plan.slots) {
      const [battery] = slot.batteries;
      assert.equal(Math.min(slot.importKw, slot.exportKw), 0);
      assert.equal(Math.min(battery?.chargeKw ?? 0, battery?.dischargeKw ?? 0), 0);
    }
    assert.ok(plan.cost < 0);
    if (feedInPricePerKwh < 0) close(sum(plan.slots.map((slot) => slot.exportKw)), 0);
  });
}

test('at −10 ct a full battery burns nothing by charging and discharging at once', async () => {
  const plan = await solveSample(
    sampleInput({
      slots: sampleSlots([...times(8, -0.1), 0.5]),
      // Without wear it would pay to empty it in some hours and refill it in others.
      batteries: [sampleBattery({ socPercent: 100, wearCostPerKwh: 0.02 })],
    }),
  );
  close(plan.cost, -0.8);
  close(plan.slots[7]?.batteries[0]?.socPercent, 100);
});

test('import cheaper than feed-in is no money machine', async () => {
  const plan = await solveSample(
    sampleInput({ slots: sampleSlots([0.07, 0.07], { feedInPricePerKwh: 0.2, pvKw: 0.4 }) }),
  );
  close(plan.cost, 2 * 0.6 * 0.07);
});

for (const [socPercent, maxSocPercent] of [
  [96, 90],
  [0, 100],
  [5, 100],
  [100, 90],
] as const) {
  test(`a battery at ${socPercent} % with a corridor of 10 to ${maxSocPercent} can be planned`, async () => {
    const slots = sampleSlots([...times(6, 0.2), ...times(6, 0.5)]);
    const plan = await solveSample(
      sampleInput({ slots, batteries: [sampleBattery({ socPercent, maxSocPercent })] }),
    );
    const after = plan.slots.map((slot) => slot.batteries[0]?.socPercent ?? 0);
    if (socPercent > maxSocPercent) assert.ok(Math.min(...after) < maxSocPercent);
    else assert.ok((after[0] ?? 0) >= 10 - 1e-6, 'the minimum is reached at once');
  });
}

test('in a zig-zag of quarter-hours only the cheap ones charge', async () => {
  const prices = Array.from({ length: 48 }, (_, index) => (index % 2 === 0 ? 0.1 : 0.5));
  const plan = await solveSample(
    sampleInput({ slots: sampleSlots(prices, {}, 0.25), batteries: [sampleBattery({ socPercent: 10 })] }),
  );
  plan.slots.forEach((slot, index) => {
    if (index % 2 === 1) close(slot.importKw, 0);
  });
  close(plan.cost, 6 * 0.1 + (6 / 0.95 / 0.95) * 0.1);
});

test('an impossible departure is met as far as it goes, and the home battery keeps its plan', async () => {
  const slots = sampleSlots([...times(6, 0.1), ...times(6, 0.5)]);
  const battery = sampleBattery({ socPercent: 10, canFeedGrid: false });
  const car = sampleCar({ targetSocPercent: 100, departure: SAMPLE_START + 2 * HOUR_MS });
  const plan = await solveSample(sampleInput({ slots, batteries: [battery], cars: [car] }));
  const [shortfall] = plan.shortfalls;
  assert.equal(shortfall?.kind, 'DEPARTURE');
  close(shortfall?.energyKwh, 30 - 22);
  close(plan.slots[1]?.cars[0]?.energyKwh, 22);
  for (const slot of plan.slots.slice(6)) close(slot.importKw, 0);
});

test('the earlier departure is served first', async () => {
  const slots = sampleSlots(times(4, 0.3), { importLimitKw: 4 });
  const cars = [
    sampleCar({ id: 'late', maxPowerKw: 3, departure: SAMPLE_START + 4 * HOUR_MS, targetSocPercent: 70 }),
    sampleCar({ id: 'early', maxPowerKw: 3, departure: SAMPLE_START + 3 * HOUR_MS, targetSocPercent: 58 }),
  ];
  const plan = await solveSample(sampleInput({ slots, cars }));
  assert.deepEqual(
    plan.shortfalls.map((shortfall) => shortfall.id),
    ['late'],
  );
  close(plan.slots.at(-1)?.cars[1]?.energyKwh, 9);
});

test('for a departure in the past nothing is charged, and what it lacks is told', async () => {
  const car = sampleCar({ departure: SAMPLE_START - HOUR_MS });
  const plan = await solveSample(sampleInput({ cars: [car] }));
  assert.deepEqual(
    plan.shortfalls.map(({ kind, energyKwh }) => [kind, energyKwh]),
    [['DEPARTURE', 10]],
  );
  close(plan.slots[1]?.cars[0]?.energyKwh, 0);
});

test('a car charges nothing after it left, and within its last slot only while it is there', async () => {
  const car = sampleCar({ targetSocPercent: 100, departure: SAMPLE_START + 1.5 * HOUR_MS });
  const plan = await solveSample(sampleInput({ slots: sampleSlots(times(4, 0.3)), cars: [car] }));
  assert.deepEqual(
    plan.slots.map((slot) => Math.round((slot.cars[0]?.chargeKw ?? 0) * 1000) / 1000),
    [11, 5.5, 0, 0],
  );
});

test('a car stops at its limit, and a target above the limit is cut to it', async () => {
  const car = sampleCar({ targetSocPercent: 90, limitSocPercent: 80, departure: SAMPLE_START + 6 * HOUR_MS });
  const plan = await solveSample(sampleInput({ slots: sampleSlots(times(6, 0.3)), cars: [car] }));
  close(plan.slots.at(-1)?.cars[0]?.socPercent, 80);
  assert.deepEqual(plan.shortfalls, []);
});

test('a car of one fixed power is filled exactly, without a shortfall', async () => {
  const car = sampleCar({
    targetSocPercent: 100,
    socPercent: 89.8,
    minPowerKw: 4.14,
    maxPowerKw: 4.14,
    departure: SAMPLE_START + 6 * HOUR_MS,
  });
  const plan = await solveSample(sampleInput({ slots: sampleSlots(times(24, 0.3), {}, 0.25), cars: [car] }));
  close(plan.slots.at(-1)?.cars[0]?.socPercent, 100);
  assert.deepEqual(plan.shortfalls, []);
});

test('a car without SoC is planned by energy', async () => {
  const car = sampleCar({
    socPercent: null,
    capacityKwh: null,
    targetEnergyKwh: 12,
    departure: SAMPLE_START + 4 * HOUR_MS,
  });
  const plan = await solveSample(sampleInput({ slots: sampleSlots([0.3, 0.2, 0.1, 0.3]), cars: [car] }));
  close(plan.slots.at(-1)?.cars[0]?.energyKwh, 12);
  close(plan.slots[2]?.cars[0]?.chargeKw, 10.6, 0.41);
  assert.equal(plan.slots.at(-1)?.cars[0]?.socPercent, null);
});

test('charging is early when it costs the same', async () => {
  const car = sampleCar({ departure: SAMPLE_START + 6 * HOUR_MS, maxPowerKw: 5 });
  const plan = await solveSample(sampleInput({ slots: sampleSlots(times(6, 0.3)), cars: [car] }));
  close(plan.slots[0]?.cars[0]?.chargeKw, 5);
  close(plan.slots[1]?.cars[0]?.chargeKw, 5);
});

test('charging blocks are few and long where that costs less than a cent', async () => {
  const prices = Array.from({ length: 24 }, (_, index) => (index % 2 === 0 ? 0.3 : 0.3005));
  const car = sampleCar({ departure: SAMPLE_START + 6 * HOUR_MS, minPowerKw: 4 });
  const plan = await solveSample(sampleInput({ slots: sampleSlots(prices, {}, 0.25), cars: [car] }));
  const isOn = (index: number) => (plan.slots[index]?.cars[0]?.chargeKw ?? 0) > 0;
  const starts = plan.slots.filter((_, index) => isOn(index) && !isOn(index - 1));
  assert.equal(starts.length, 1);
  assert.equal(plan.status, 'OPTIMAL');
  close(plan.slots.at(-1)?.cars[0]?.energyKwh, 10);
});

test('what few charging blocks may cost is a matter of taste', async () => {
  const prices = Array.from({ length: 24 }, (_, index) => (index % 2 === 0 ? 0.3 : 0.31));
  const car = sampleCar({ departure: SAMPLE_START + 6 * HOUR_MS, minPowerKw: 4 });
  const slots = sampleSlots(prices, {}, 0.25);
  const plans = await Promise.all(
    [0, 0.2].map((preferenceCost) => solveSample(sampleInput({ slots, cars: [car], preferenceCost }))),
  );
  const startsOf = ({ slots: planned }: Plan) => {
    const isOn = (index: number) => (planned[index]?.cars[0]?.chargeKw ?? 0) > 0;
    return planned.filter((_, index) => isOn(index) && !isOn(index - 1)).length;
  };
  const [cheap, calm] = plans;
  const starts = plans.map(startsOf);
  assert.ok((starts[0] ?? 0) > 1 && starts[1] === 1, `${starts}`);
  assert.deepEqual([cheap?.status, calm?.status], ['OPTIMAL', 'OPTIMAL']);
  const dearer = (calm?.cost ?? 0) - (cheap?.cost ?? 0);
  assert.ok(dearer > 0.01 && dearer <= 0.2 + 1e-6, `${dearer}`);
});

test('a battery in self-consumption never discharges while the sun covers everything', async () => {
  // Feed-in is dearer than anything later: a battery that could would be emptied into the grid.
  const slots = sampleSlots([0.2, 0.2, 0.2], (index) => ({
    pvKw: index === 0 ? 3 : 0.4,
    feedInPricePerKwh: 0.19,
  }));
  const input = sampleInput({ slots, batteries: [sampleBattery({ socPercent: 90 })] });
  const plan = await solveSample(input);
  close(plan.slots[0]?.batteries[0]?.dischargeKw, 0);
  close(plan.slots[1]?.batteries[0]?.dischargeKw, 0.6);
  const free = await solveSample({
    ...input,
    batteries: [sampleBattery({ socPercent: 90, canFeedGrid: true })],
  });
  assert.ok(sum(free.slots.map((slot) => slot.exportKw)) > sum(plan.slots.map((slot) => slot.exportKw)) + 1);
});

test('with a car and some sun, a battery in self-consumption covers at most what is missing', async () => {
  const slots = sampleSlots([0.2, 0.9], (index) => ({ pvKw: index === 0 ? 4 : 0, feedInPricePerKwh: 0.6 }));
  const car = sampleCar({
    minPowerKw: 4,
    maxPowerKw: 4,
    departure: SAMPLE_START + HOUR_MS,
    targetSocPercent: 48,
  });
  const plan = await solveSample(
    sampleInput({ slots, cars: [car], batteries: [sampleBattery({ socPercent: 100, maxDischargeKw: 9 })] }),
  );
  close(plan.slots[0]?.exportKw, 0);
  assert.ok((plan.slots[0]?.batteries[0]?.dischargeKw ?? 9) <= 1 + 1e-6);
});

test('a battery that cannot charge from the grid takes the surplus only', async () => {
  const slots = sampleSlots([0.1, -0.2, 0.6], (index) => ({
    pvKw: index === 0 ? 3 : 0,
    loadKw: index === 2 ? 4 : 1,
  }));
  const plan = await solveSample(
    sampleInput({ slots, batteries: [sampleBattery({ socPercent: 10, canGridCharge: false })] }),
  );
  close(plan.slots[0]?.batteries[0]?.chargeKw, 2);
  close(plan.slots[1]?.batteries[0]?.chargeKw, 0);
});

test('price limits bind grid energy only, and departures come before them', async () => {
  const slots = sampleSlots([0.3, 0.3, 0.3, 0.9], (index) => ({
    pvKw: index === 0 ? 6 : 0,
    feedInPricePerKwh: 0.05,
  }));
  const battery = sampleBattery({ socPercent: 10, maxGridPricePerKwh: 0.2 });
  const atLimit = sampleCar({ maxGridPricePerKwh: 0.2, endValuePerKwh: 0.6 });
  const idle = await solveSample(sampleInput({ slots, batteries: [battery], cars: [atLimit] }));
  close(sum(idle.slots.map((slot) => slot.importKw)), 3, 1.01);
  assert.ok(sum(idle.slots.map((slot) => slot.cars[0]?.chargeKw ?? 0)) <= 5 + 1e-6);
  const leaving = { ...atLimit, endValuePerKwh: 0, departure: SAMPLE_START + 3 * HOUR_MS };
  const plan = await solveSample(sampleInput({ slots, batteries: [battery], cars: [leaving] }));
  assert.deepEqual(plan.shortfalls, []);
  close(plan.slots[2]?.cars[0]?.energyKwh, 10);
  const overruled = plan.slots.find((slot) => (slot.cars[0]?.chargeKw ?? 0) > slot.pvKw);
  assert.match(overruled?.reason.de ?? '', /über der Preisgrenze von 20 ct/);
});

test('a guessed price does not count for a price limit', async () => {
  const slots = sampleSlots([0.3, 0.9], { priceSource: 'ESTIMATED' });
  const plan = await solveSample(
    sampleInput({ slots, batteries: [sampleBattery({ socPercent: 10, maxGridPricePerKwh: 0.2 })] }),
  );
  assert.ok(chargedKwh(plan) > 1);
});

test('the reserve is kept for the house at any usual price', async () => {
  const slots = sampleSlots(times(4, 0.5));
  const plan = await solveSample(
    sampleInput({ slots, batteries: [sampleBattery({ socPercent: 50, reserveSocPercent: 40 })] }),
  );
  close(plan.slots.at(-1)?.batteries[0]?.socPercent, 40);
});

test('a little above the import limit is said with as many decimals as it takes', async () => {
  const slots = sampleSlots([0.3, 0.3], { loadKw: 3.02, importLimitKw: 3 });
  const [shortfall] = (await solveSample(sampleInput({ slots }))).shortfalls;
  assert.match(shortfall?.message.de ?? '', /^0,04 kWh/);
  assert.match(shortfall?.message.en ?? '', /^0\.04 kWh/);
});

test('an import limit that the load alone exceeds is reported, and the battery helps', async () => {
  const slots = sampleSlots([0.3, 0.3], { loadKw: 8, importLimitKw: 3 });
  const plan = await solveSample(sampleInput({ slots, batteries: [sampleBattery({ socPercent: 100 })] }));
  const [shortfall] = plan.shortfalls;
  assert.equal(shortfall?.kind, 'IMPORT_LIMIT');
  close(shortfall?.energyKwh, 2);
});

test('beyond the export limit the sun is curtailed', async () => {
  const plan = await solveSample(sampleInput({ slots: sampleSlots([0.3], { pvKw: 10, exportLimitKw: 6 }) }));
  close(plan.slots[0]?.exportKw, 6);
  close(plan.slots[0]?.curtailedKw, 3);
});

test('charging power fades as the battery fills', async () => {
  const taper = [
    { socPercent: 80, powerKw: 4 },
    { socPercent: 100, powerKw: 1 },
  ];
  const slots = sampleSlots([...times(8, 0.1), ...times(20, 0.6)], {}, 0.5);
  const plan = await solveSample(
    sampleInput({ slots, batteries: [sampleBattery({ socPercent: 70, taper })] }),
  );
  const last = plan.slots[7]?.batteries[0];
  close(last?.socPercent, 100, 0.6);
  const fading = plan.slots.slice(0, 8).map((slot) => slot.batteries[0]?.chargeKw ?? 0);
  assert.ok((fading[0] ?? 0) > 2 && (fading[6] ?? 9) < 2, fading.join(' '));
});

test('with no losses, no wear and one price nothing is moved for nothing', async () => {
  const battery = sampleBattery({
    chargeEfficiency: 1,
    dischargeEfficiency: 1,
    endValuePerKwh: 0.3,
    canFeedGrid: true,
  });
  const plan = await solveSample(
    sampleInput({ slots: sampleSlots(times(24, 0.3), { feedInPricePerKwh: 0.3 }), batteries: [battery] }),
  );
  close(chargedKwh(plan) + dischargedKwh(plan), 0);
});

test('the plan is the same bit for bit for the same input', async () => {
  const input = sampleInput({
    slots: sampleSlots([0.3, 0.1, 0.2, 0.5], (index) => ({ pvKw: index })),
    batteries: [sampleBattery()],
    cars: [sampleCar({ departure: SAMPLE_START + 3.5 * HOUR_MS })],
  });
  assert.deepEqual(await solveSample(input), await solveSample(structuredClone(input)));
});

test('sun that the house could use is curtailed where that empties the battery for a negative price', async () => {
  const full = sampleBattery({ socPercent: 100, chargeEfficiency: 1, dischargeEfficiency: 1 });
  const slots = sampleSlots([...times(3, 0.05), ...times(3, -0.3)], (index) =>
    index < 3 ? { pvKw: 3, loadKw: 3 } : { loadKw: 0.2 },
  );
  for (const change of [{ exportLimitKw: 0 }, { feedInPricePerKwh: -0.05 }]) {
    const plan = await solveSample(
      sampleInput({
        slots: slots.map((slot) => ({ ...slot, ...change })),
        batteries: [{ ...full, canFeedGrid: true }],
      }),
    );
    assert.equal(plan.status, 'OPTIMAL');
    // 9 kWh are given to the house and bought back, beside 0.6 kWh of load, at −30 ct.
    close(plan.cost, -0.3 * 9.6);
  }
});
