import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { randomHouse } from '../../test/random-house.ts';
import { HOUR_MS, type PlanInput } from '../house/index.ts';
import { applyChanges } from './apply.ts';
import type { CarChange, Changes } from './changes.ts';
import { checkChanges } from './check.ts';

const house = randomHouse(3, { cars: 2 });
const start = house.slots[0]?.start ?? 0;

test('no change is the same input, and no change touches what it was given', () => {
  const before = structuredClone(house);
  assert.deepEqual(applyChanges(house, {}), house);
  applyChanges(house, { pvFactor: 2, battery: { capacityKwh: 3 }, tariff: { importPricePerKwh: 1 } });
  assert.deepEqual(house, before);
});

test('prices, sun and load change in every slot, bands with them', () => {
  const pvBand = { p10Kw: 1, p90Kw: 2 };
  const banded = { ...house, slots: house.slots.map((slot) => ({ ...slot, pvBand })) };
  const changed = applyChanges(banded, {
    tariff: { importFactor: 2, importOffsetPerKwh: 0.1, feedInPricePerKwh: 0 },
    pvFactor: 3,
    loadFactor: 0.5,
  });
  for (const [index, slot] of changed.slots.entries()) {
    const was = house.slots[index];
    assert.equal(slot.importPricePerKwh, (was?.importPricePerKwh ?? 0) * 2 + 0.1);
    assert.equal(slot.feedInPricePerKwh, 0);
    assert.equal(slot.pvKw, (was?.pvKw ?? 0) * 3);
    assert.equal(slot.loadKw, (was?.loadKw ?? 0) * 0.5);
    assert.deepEqual(slot.pvBand, { p10Kw: 3, p90Kw: 6 });
  }
});

test('what a stored kWh is worth at the end follows the prices', () => {
  const dear = applyChanges(house, { tariff: { importPricePerKwh: 0.5 } }).batteries[0];
  const cheap = applyChanges(house, { tariff: { importPricePerKwh: 0.1, feedInPricePerKwh: 0 } })
    .batteries[0];
  assert.ok((dear?.endValuePerKwh ?? 0) > (cheap?.endValuePerKwh ?? 0));
});

test('more for feeding in makes nobody buy energy for a car that needs none', () => {
  const cheapest = Math.min(...house.slots.map(({ importPricePerKwh }) => importPricePerKwh));
  for (const feedInPricePerKwh of [0.2, 0.3, 1]) {
    const { cars } = applyChanges(house, { tariff: { feedInPricePerKwh } });
    for (const [at, { endValuePerKwh, chargeEfficiency }] of cars.entries()) {
      const before = house.cars[at]?.endValuePerKwh ?? 0;
      assert.ok(endValuePerKwh === before || endValuePerKwh * chargeEfficiency < cheapest);
    }
  }
});

test('a battery of no size is none, and one in a house without is a usual one', () => {
  assert.deepEqual(applyChanges(house, { battery: { capacityKwh: 0 } }).batteries, []);
  const [battery] = applyChanges({ ...house, batteries: [] }, { battery: { capacityKwh: 8 } }).batteries;
  assert.equal(battery?.capacityKwh, 8);
  assert.equal(battery?.maxChargeKw, 4);
});

test('a car that is filled now leaves once it can be full', () => {
  const [car] = house.cars;
  assert.ok(car && car.capacityKwh !== null && car.socPercent !== null);
  const [filled] = applyChanges(house, { cars: [{ id: car.id, fillNow: true, targetSocPercent: 80 }] }).cars;
  const kwh = ((80 - car.socPercent) / 100) * car.capacityKwh;
  const hours = ((filled?.departure ?? 0) - start) / HOUR_MS;
  assert.ok(hours >= kwh / car.chargeEfficiency / car.maxPowerKw);
  assert.ok(hours < kwh / car.chargeEfficiency / car.maxPowerKw + 0.1);
  assert.equal(filled?.maxGridPricePerKwh, null);
});

test('a departure can be taken back, and what is absent stays', () => {
  const [car] = house.cars;
  const [free] = applyChanges(house, { cars: [{ id: car?.id ?? '', departure: null }] }).cars;
  assert.equal(free?.departure, null);
  assert.equal(free?.targetSocPercent, car?.targetSocPercent);
});

test('a departure before or amid an earlier trip takes that trip in', async () => {
  const { checkInput } = await import('../plan/index.ts');
  const [car] = house.cars;
  assert.ok(car);
  const at = (hour: number) => start + hour * HOUR_MS;
  const trip = (from: number, to: number, consumptionKwh: number) => ({
    from: at(from),
    to: at(to),
    consumptionKwh,
    targetSocPercent: null,
  });
  const commuter = { ...car, departure: at(4), absences: [trip(2, 3, 1), trip(4, 8, 5), trip(9, 10, 2)] };
  const input = { ...house, cars: [commuter, ...house.cars.slice(1)] };
  const moved = (hour: number) => {
    const changed = applyChanges(input, { cars: [{ id: car.id, departure: at(hour) }] });
    assert.deepEqual(checkInput(changed), []);
    return changed.cars[0]?.absences;
  };
  assert.deepEqual(moved(1), [trip(1, 8, 6), trip(9, 10, 2)]);
  assert.deepEqual(moved(2.5), [trip(2, 8, 6), trip(9, 10, 2)]);
  assert.deepEqual(moved(5), [trip(2, 3, 1), trip(5, 8, 5), trip(9, 10, 2)]);
  assert.deepEqual(moved(8.5), [trip(2, 3, 1), trip(9, 10, 2)]);
});

test('what cannot be planned is refused with its field', () => {
  const field = (changes: Changes) => checkChanges(house, changes)?.field ?? null;
  assert.equal(field({}), null);
  assert.equal(field({ pvFactor: -1 }), 'pvFactor');
  assert.equal(field({ pvFactor: Number.NaN }), 'pvFactor');
  assert.equal(field({ battery: { capacityKwh: 1e9 } }), 'battery.capacityKwh');
  assert.equal(field({ battery: { minSocPercent: 90, maxSocPercent: 20 } }), 'battery.minSocPercent');
  assert.equal(
    field({ tariff: { importPricePerKwh: Number.POSITIVE_INFINITY } }),
    'tariff.importPricePerKwh',
  );
  // In any currency: what is some times what is paid may be asked, what nobody ever pays may not.
  assert.equal(field({ tariff: { importPricePerKwh: 10 } }), null);
  assert.equal(field({ tariff: { importPricePerKwh: 1000 } }), 'tariff.importPricePerKwh');
  const dear = { ...house, slots: house.slots.map((slot) => ({ ...slot, importPricePerKwh: 60 })) };
  assert.equal(checkChanges(dear, { tariff: { importPricePerKwh: 1000 } }), null);
  assert.equal(field({ cars: [{ id: 'nowhere' }] }), 'cars.loadpoint');
  const id = house.cars[0]?.id ?? '';
  assert.equal(field({ cars: [{ id, departure: start - 1 }] }), 'cars.departure');
  assert.equal(field({ cars: [{ id }, { id }] }), 'cars');
});

test('a target of the kind by which a car is not planned is refused, and so is a departure that no plan reaches', () => {
  const end = house.slots.at(-1)?.end ?? 0;
  const [known] = house.cars.filter(({ socPercent }) => socPercent !== null);
  assert.ok(known && known.capacityKwh !== null);
  const { id } = known;
  const unknown = { ...house, cars: [{ ...known, socPercent: null }] };
  const field = (input: PlanInput, change: Omit<CarChange, 'id'>) =>
    checkChanges(input, { cars: [{ id, ...change }] })?.field ?? null;
  assert.equal(field(house, { targetEnergyKwh: 20 }), 'cars.targetEnergyKwh');
  assert.equal(field(house, { targetSocPercent: 80 }), null);
  assert.equal(field(unknown, { targetEnergyKwh: 20 }), null);
  assert.equal(field(unknown, { targetSocPercent: 80 }), 'cars.targetSocPercent');
  assert.equal(field(house, { departure: end }), null);
  assert.equal(field(house, { departure: Date.UTC(2099, 0, 1) }), 'cars.departure');
  assert.equal(field(house, { departure: null }), null);
});

test('whatever passes the check can be planned with', async () => {
  const { checkInput } = await import('../plan/index.ts');
  const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const changes = fc.record({
    pvFactor: optional(fc.double({ min: -1, max: 200 })),
    battery: optional(
      fc.record({
        capacityKwh: optional(fc.double({ min: -1, max: 20_000 })),
        minSocPercent: optional(fc.double({ min: -5, max: 105 })),
        maxSocPercent: optional(fc.double({ min: -5, max: 105 })),
        socPercent: optional(fc.double({ min: -5, max: 105 })),
      }),
    ),
    tariff: optional(
      fc.record({ importFactor: optional(fc.double()), importOffsetPerKwh: optional(fc.double()) }),
    ),
  });
  fc.assert(
    fc.property(changes, (change) => {
      if (checkChanges(house, change)) return;
      assert.deepEqual(checkInput(applyChanges(house, change)), []);
    }),
    { numRuns: 300 },
  );
});
