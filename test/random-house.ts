import type { PlanBattery, PlanCar, PlanFlexibleLoad, PlanInput, PlanSlotInput } from '../api/house/index.ts';
import { HOUR_MS, SLOT_MS } from '../api/house/index.ts';
import { endValuePerKwh } from '../api/plan/index.ts';

/** Kinds of price curve that planners are known to stumble over. */
export const PRICE_KINDS = ['standard', 'negative', 'flat', 'highSpread', 'spotBothWays'] as const;
export type PriceKind = (typeof PRICE_KINDS)[number];

export interface HouseOptions {
  slots?: number;
  prices?: PriceKind;
  cars?: number;
}

const START = Date.UTC(2026, 3, 14, 10, 7);

/** Numbers in [0, 1) that are always the same for a seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A house with battery, PV and cars over 48 h (the first slot partial), the same for the same seed. */
export function randomHouse(seed: number, options: HouseOptions = {}): PlanInput {
  const random = randomNumbers(seed * 7919 + 17);
  const between = (low: number, high: number) => low + (high - low) * random();
  const count = options.slots ?? 192;
  const kind = options.prices ?? PRICE_KINDS[Math.floor(random() * PRICE_KINDS.length)] ?? 'standard';
  const slots = randomSlots(count, kind, random);
  const canFeedGrid = random() < 0.2;
  const battery: PlanBattery = {
    id: 'battery',
    capacityKwh: between(5, 20),
    socPercent: between(5, 95),
    minSocPercent: between(5, 15),
    maxSocPercent: between(85, 100),
    reserveSocPercent: random() < 0.3 ? 20 : 0,
    maxChargeKw: between(2.5, 6),
    maxDischargeKw: between(2.5, 6),
    chargeEfficiency: between(0.9, 0.98),
    dischargeEfficiency: between(0.9, 0.98),
    wearCostPerKwh: between(0, 0.04),
    canGridCharge: random() < 0.8,
    canFeedGrid,
    canServeCars: random() < 0.5,
    maxGridPricePerKwh: random() < 0.3 ? between(0.15, 0.3) : null,
    taper:
      random() < 0.3
        ? [
            { socPercent: 85, powerKw: 5 },
            { socPercent: 100, powerKw: 1 },
          ]
        : [],
    endValuePerKwh: 0,
  };
  battery.endValuePerKwh = endValuePerKwh(slots, battery);
  const cars = Array.from({ length: options.cars ?? 2 }, (_, index) => randomCar(index, random));
  return { computedAt: START, currency: 'EUR', slots, batteries: [battery], cars };
}

function randomSlots(count: number, kind: PriceKind, random: () => number): PlanSlotInput[] {
  const between = (low: number, high: number) => low + (high - low) * random();
  const peakKw = between(4, 15);
  const clouds = between(0.2, 1);
  const baseKw = between(0.2, 0.6);
  const level = between(0.22, 0.34);
  const spread = kind === 'flat' ? 0 : kind === 'highSpread' ? 0.25 : between(0.04, 0.12);
  const hourly = random() < 0.5;
  const first = Math.floor(START / SLOT_MS) * SLOT_MS;
  let noise = 0;
  return Array.from({ length: count }, (_, index): PlanSlotInput => {
    const start = index === 0 ? START : first + index * SLOT_MS;
    const end = first + (index + 1) * SLOT_MS;
    const hour = ((first + index * SLOT_MS) / HOUR_MS) % 24;
    const sun = Math.max(0, Math.sin(((hour - 6) / 13) * Math.PI)) ** 1.3;
    if (!hourly || index % 4 === 0) noise = (random() - 0.5) * spread * 0.6;
    const shape = Math.cos(((hour - 19) / 12) * Math.PI) * 0.7 + Math.cos(((hour - 8) / 6) * Math.PI) * 0.3;
    const dip = kind === 'negative' && hour > 10 && hour < 16 ? -0.45 * sun : 0;
    const importPricePerKwh = level + spread * shape + noise + dip;
    const spot = importPricePerKwh - level + 0.06;
    const feedInPricePerKwh =
      kind === 'spotBothWays' ? spot * 1.3 : kind === 'negative' ? Math.min(0.08, spot) : 0.08;
    const evening = Math.exp(-(((hour - 19.5) / 2) ** 2)) + 0.7 * Math.exp(-(((hour - 7.5) / 1.5) ** 2));
    return {
      start,
      end,
      importPricePerKwh,
      feedInPricePerKwh,
      priceSource: index < 130 ? 'PUBLISHED' : 'ESTIMATED',
      pvKw: peakKw * sun * clouds * (0.7 + 0.3 * random()),
      loadKw: baseKw + evening * between(0.5, 1.5) + (random() < 0.05 ? 2.5 : 0),
      importLimitKw: 17.25,
      exportLimitKw: random() < 0.5 ? peakKw * 0.7 : null,
    };
  });
}

function randomCar(index: number, random: () => number): PlanCar {
  const between = (low: number, high: number) => low + (high - low) * random();
  const threePhase = random() < 0.6;
  const knowsSoc = random() < 0.8;
  const departs = random() < 0.8;
  return {
    id: `loadpoint-${index + 1}`,
    title: `Car ${index + 1}`,
    capacityKwh: knowsSoc ? between(40, 90) : null,
    socPercent: knowsSoc ? between(10, 80) : null,
    limitSocPercent: random() < 0.5 ? 90 : null,
    targetSocPercent: random() < 0.7 ? between(60, 90) : null,
    targetEnergyKwh: knowsSoc ? null : between(5, 30),
    departure: departs ? START + between(4, 40) * HOUR_MS : null,
    minPowerKw: threePhase ? 4.14 : 1.38,
    maxPowerKw: threePhase ? 11 : 3.68,
    chargeEfficiency: between(0.85, 0.95),
    maxGridPricePerKwh: random() < 0.3 ? between(0.2, 0.35) : null,
    taper: [],
    endValuePerKwh: 0.1,
  };
}

/**
 * A house that is unlike others in something: stores outside their corridors, tight or changing limits, shifted prices,
 * slots of unequal length, none to three cars, one or two batteries, departures that have passed or come too soon.
 */
export function variedHouse(seed: number, options: HouseOptions = {}): PlanInput {
  const random = randomNumbers(seed * 104_729 + 7);
  const between = (low: number, high: number) => low + (high - low) * random();
  const maybe = <T>(share: number, changed: T, unchanged: T) => (random() < share ? changed : unchanged);
  const house = randomHouse(seed, { cars: Math.floor(random() * 4), ...options });

  const shift = maybe(0.2, between(-0.4, 0.1), 0);
  const importLimitKw = maybe<number | null>(0.4, between(1.5, 11), maybe<number | null>(0.3, null, 17.25));
  const dimmedFrom = maybe(0.15, Math.floor(between(0, house.slots.length)), house.slots.length);
  const sun = maybe(0.15, 0, 1);
  const slotMs = maybe(0.15, HOUR_MS, SLOT_MS);
  const first = Math.floor(START / SLOT_MS) * SLOT_MS;
  house.slots = house.slots.map((slot, index): PlanSlotInput => {
    const isDimmed = index >= dimmedFrom && index < dimmedFrom + 8;
    return {
      ...slot,
      start: index === 0 ? slot.start : first + index * slotMs,
      end: first + (index + 1) * slotMs,
      importPricePerKwh: slot.importPricePerKwh + shift,
      pvKw: slot.pvKw * sun,
      importLimitKw: isDimmed ? Math.min(4.2, importLimitKw ?? 4.2) : importLimitKw,
      exportLimitKw: slot.feedInPricePerKwh < 0 ? maybe(0.3, 0, slot.exportLimitKw) : slot.exportLimitKw,
    };
  });
  house.batteries = house.batteries.flatMap((battery) => {
    battery.socPercent = maybe(0.3, [0, 3, 50, 97, 100][Math.floor(random() * 5)] ?? 50, battery.socPercent);
    const second = { ...battery, id: 'second', capacityKwh: between(2, 12), socPercent: between(0, 100) };
    return maybe(0.25, [battery, second], [battery]);
  });
  house.cars = house.cars.map((car) => ({
    ...car,
    departure: maybe(0.15, START + between(-2, 3) * HOUR_MS, car.departure),
    minPowerKw: maybe(0.15, 0, car.minPowerKw),
    socPercent: car.socPercent === null ? null : maybe(0.1, between(85, 100), car.socPercent),
    taper: maybe(
      0.2,
      [
        { socPercent: 70, powerKw: 11 },
        { socPercent: 100, powerKw: 2 },
      ],
      car.taper,
    ),
    endValuePerKwh: maybe(0.3, between(0, 0.4), car.endValuePerKwh),
  }));
  house.cars = house.cars.map((car): PlanCar => {
    const { departure } = car;
    const withMinimum = car.socPercent === null ? car : { ...car, minSocPercent: between(5, 40) };
    if (departure === null || departure <= START) return maybe<PlanCar>(0.1, withMinimum, car);
    const absence = {
      from: departure,
      to: departure + between(1, 9) * HOUR_MS,
      consumptionKwh: between(0, 12),
      targetSocPercent: null,
    };
    const absent = { ...car, absences: [absence] };
    return maybe<PlanCar>(0.1, withMinimum, maybe<PlanCar>(0.2, absent, car));
  });
  const load: PlanFlexibleLoad = {
    id: 'load',
    title: 'Load',
    energyKwh: between(0.5, 5),
    powerKw: between(1, 3),
    earliest: maybe<number | null>(0.5, START + between(0, 3) * HOUR_MS, null),
    latest: maybe<number | null>(0.5, START + between(2, 10) * HOUR_MS, null),
    interruptible: random() < 0.5,
  };
  if (random() < 0.2) house.loads = [load];
  return house;
}
