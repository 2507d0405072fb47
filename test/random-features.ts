import type { PlanAbsence, PlanFlexibleLoad, PlanInput } from '../api/house/index.ts';
import { HOUR_MS } from '../api/house/index.ts';
import { randomNumbers } from './random-house.ts';

/** The same house with what only some have, at random but always the same for the same seed. */
export type Feature = (house: PlanInput, seed: number) => PlanInput;

/** Cars come and go several times, some are away at first, some have a minimum SoC. */
export const withTrips: Feature = (house, seed) => {
  const { between, random, start } = randomFor(house, seed * 31 + 1);
  return {
    ...house,
    cars: house.cars.map((car) => {
      const first = random() < 0.3 ? between(-3, -1) : null;
      let at = first === null ? between(2, 16) : between(1, 9);
      const absences: PlanAbsence[] = [];
      if (first !== null) {
        const [from, to] = [start + first * HOUR_MS, start + at * HOUR_MS];
        absences.push({ from, to, consumptionKwh: between(0, 15), targetSocPercent: null });
      }
      if (first !== null) at += between(2, 12);
      const departure = random() < 0.8 ? start + at * HOUR_MS : null;
      for (let trip = 0; trip < 3; trip += 1) {
        const from = start + at * HOUR_MS;
        at += between(0.3, 11);
        const to = start + at * HOUR_MS;
        const targetSocPercent = random() < 0.5 ? between(40, 95) : null;
        absences.push({ from, to, consumptionKwh: between(0, 25), targetSocPercent });
        at += between(0.1, 14);
      }
      return { ...car, departure, absences, minSocPercent: random() < 0.4 ? between(10, 60) : null };
    }),
  };
};

/** The same house with slots of unequal length: some quarters of an hour merged, some cut in pieces. */
export const withUnequalSlots: Feature = (house, seed) => {
  const { random } = randomFor(house, seed * 31 + 2);
  const slots: PlanInput['slots'] = [];
  for (const slot of house.slots) {
    const last = slots.at(-1);
    const roll = random();
    if (last && roll < 0.4 && slot.end - last.start <= 2 * HOUR_MS) last.end = slot.end;
    else if (roll > 0.9) {
      const middle = Math.round(slot.start + (slot.end - slot.start) * (0.2 + 0.6 * random()));
      slots.push({ ...slot, end: middle }, { ...slot, start: middle });
    } else slots.push({ ...slot });
  }
  return { ...house, slots };
};

/** The same house with a second and a third battery of other kinds. */
export const withMoreBatteries: Feature = (house, seed) => {
  const { between, random } = randomFor(house, seed * 31 + 3);
  const [battery] = house.batteries;
  if (!battery) return house;
  const others = ['second', 'third'].map((id) => ({
    ...battery,
    id,
    capacityKwh: between(2, 12),
    socPercent: between(15, 90),
    maxChargeKw: between(1, 4),
    maxDischargeKw: between(1, 4),
    canGridCharge: random() < 0.5,
    canFeedGrid: random() < 0.3,
    canServeCars: random() < 0.5,
    taper: [],
  }));
  return { ...house, batteries: [battery, ...others] };
};

function randomFor(house: PlanInput, seed: number) {
  const random = randomNumbers(seed);
  return {
    random,
    between: (low: number, high: number) => low + (high - low) * random(),
    start: house.slots[0]?.start ?? house.computedAt,
  };
}

/** The same house with a boiler, a washing machine and something whose window is too short. */
export const withLoads: Feature = (house, seed) => {
  const { between, random, start } = randomFor(house, seed * 31 + 4);
  const loads = ['boiler', 'washer', 'late'].flatMap((id, index): PlanFlexibleLoad[] => {
    if (random() < 0.2) return [];
    const earliest = random() < 0.5 ? start + between(-2, 10) * HOUR_MS : null;
    const length = index === 2 ? between(0.2, 2) : between(5, 20);
    return [
      {
        id,
        title: id,
        energyKwh: between(0.5, 6),
        powerKw: between(1, 3),
        earliest,
        latest: random() < 0.7 ? (earliest ?? start) + length * HOUR_MS : null,
        interruptible: random() < 0.5,
      },
    ];
  });
  return { ...house, loads };
};

/** The same house with a capacity tariff, levelled peaks or a price for CO₂. */
export const withPeaksAndCo2: Feature = (house, seed) => {
  const { between, random, start } = randomFor(house, seed * 31 + 5);
  const intervalMinutes = random() < 0.5 ? 15 : 60;
  return {
    ...house,
    peakPrices:
      random() < 0.8
        ? [
            {
              pricePerKw: between(0.5, 6),
              reachedKw: between(1, 6),
              intervalMinutes,
              from: null,
              until: random() < 0.3 ? start + 20 * HOUR_MS : null,
            },
          ]
        : [],
    levelsPeaks: random() < 0.3,
    co2PricePerTonne: random() < 0.5 ? between(20, 200) : 0,
    slots: house.slots.map((slot) => ({ ...slot, co2GramsPerKwh: random() < 0.9 ? between(50, 700) : null })),
  };
};
