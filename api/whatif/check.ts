import { HOUR_MS, type Instant, type PlanInput, type Text } from '../house/index.ts';
import type { CarChange, Changes } from './changes.ts';

/** A change that cannot be planned with. */
export interface ChangeProblem {
  /** The argument, such as `battery.capacityKwh`. */
  field: string;
  message: Text;
}

type Range = readonly [least: number, most: number];

const PERCENT: Range = [0, 100];
const POWER: Range = [0, 1000];
/** In whatever currency, a price is at most so many times the highest of the horizon, and always allowed up to this, per kWh. */
const TIMES_HIGHEST = 20;
const ALWAYS_PER_KWH = 10;

/** What each value may be, for the prices that an input has. */
const ranges = (price: Range) =>
  ({
    battery: {
      capacityKwh: [0, 10_000],
      maxChargeKw: POWER,
      maxDischargeKw: POWER,
      minSocPercent: PERCENT,
      maxSocPercent: PERCENT,
      reserveSocPercent: PERCENT,
      socPercent: PERCENT,
      wearCostPerKwh: [0, 1000],
      maxGridPricePerKwh: price,
    },
    tariff: {
      importPricePerKwh: price,
      importFactor: [0, TIMES_HIGHEST],
      importOffsetPerKwh: price,
      feedInPricePerKwh: price,
    },
    car: { targetSocPercent: PERCENT, targetEnergyKwh: [0, 10_000], maxGridPricePerKwh: price },
  }) as const satisfies Record<string, Record<string, Range>>;

function priceRange({ slots }: PlanInput): Range {
  const highest = Math.max(0, ...slots.map(({ importPricePerKwh }) => Math.abs(importPricePerKwh)));
  const most = Math.max(ALWAYS_PER_KWH, Math.ceil(TIMES_HIGHEST * highest));
  return [-most, most];
}

const FACTOR: Range = [0, 100];
const LEAST_CAPACITY_KWH = 0.1;

/** The first thing that is wrong with the changes to an input; `null` where all can be planned. */
export function checkChanges(input: PlanInput, changes: Changes): ChangeProblem | null {
  const cars = changes.cars ?? [];
  const allowed = ranges(priceRange(input));
  const problems = [
    ...outside('pvFactor', changes.pvFactor, FACTOR),
    ...outside('loadFactor', changes.loadFactor, FACTOR),
    ...among('battery', changes.battery, allowed.battery),
    ...among('tariff', changes.tariff, allowed.tariff),
    ...cars.flatMap((car) => among('cars', car, allowed.car)),
    ...corridor(input, changes),
    ...tooSmall(changes.battery?.capacityKwh),
    ...cars.flatMap(({ id }) => unknownCar(input, id)),
    ...cars.flatMap((car) => otherKindOfTarget(input, car)),
    ...cars.flatMap(({ departure }) => outsideHorizon(input, departure)),
    ...(new Set(cars.map(({ id }) => id)).size < cars.length ? [TWICE] : []),
  ];
  return problems[0] ?? null;
}

function among(name: string, values: object | undefined, ranges: Record<string, Range>): ChangeProblem[] {
  return Object.entries(values ?? {}).flatMap(([key, value]) => {
    const range = ranges[key];
    return range ? outside(`${name}.${key}`, value, range) : [];
  });
}

function outside(field: string, value: unknown, [least, most]: Range): ChangeProblem[] {
  if (value === undefined || value === null) return [];
  if (typeof value === 'number' && value >= least && value <= most) return [];
  return [
    {
      field,
      message: {
        de: `${field} ist ${String(value)}; erlaubt ist ${least} bis ${most}.`,
        en: `${field} is ${String(value)}; ${least} to ${most} is allowed.`,
      },
    },
  ];
}

function corridor({ batteries }: PlanInput, { battery }: Changes): ChangeProblem[] {
  const least = battery?.minSocPercent ?? batteries[0]?.minSocPercent ?? 0;
  const most = battery?.maxSocPercent ?? batteries[0]?.maxSocPercent ?? 100;
  if (battery && batteries.length === 0 && battery.capacityKwh === undefined) return [NO_BATTERY];
  return least < most ? [] : [CORRIDOR];
}

function tooSmall(capacityKwh: number | undefined): ChangeProblem[] {
  return capacityKwh && capacityKwh < LEAST_CAPACITY_KWH ? [TOO_SMALL] : [];
}

function unknownCar({ cars }: PlanInput, id: string): ChangeProblem[] {
  if (cars.some((car) => car.id === id)) return [];
  const known = cars.map((car) => car.id).join(', ');
  return [
    {
      field: 'cars.loadpoint',
      message: {
        de: `An „${id.slice(0, 40)}“ wird kein Auto geplant. ${known ? `Geplant wird an: ${known}.` : 'Es ist keines angesteckt.'}`,
        en: `No car is planned at “${id.slice(0, 40)}”. ${known ? `There is one at: ${known}.` : 'None is plugged in.'}`,
      },
    },
  ];
}

/** A car is planned by its SoC where that is known and by energy where not; the other target would count for nothing. */
function otherKindOfTarget({ cars }: PlanInput, change: CarChange): ChangeProblem[] {
  const car = cars.find(({ id }) => id === change.id);
  if (!car) return [];
  const knowsSoc = car.socPercent !== null && car.capacityKwh !== null;
  if (knowsSoc && change.targetEnergyKwh !== undefined) return [BY_SOC];
  return !knowsSoc && change.targetSocPercent !== undefined ? [BY_ENERGY] : [];
}

function outsideHorizon(
  { slots, computedAt }: PlanInput,
  departure: Instant | null | undefined,
): ChangeProblem[] {
  if (departure === undefined || departure === null) return [];
  const start = slots[0]?.start ?? computedAt;
  const end = slots.at(-1)?.end ?? start;
  if (departure <= start) return [PAST];
  return departure > end ? [tooLate(Math.floor((end - start) / HOUR_MS))] : [];
}

/** A plan would treat it as no hurry, which is a question of its own. */
function tooLate(hours: number): ChangeProblem {
  return {
    field: 'cars.departure',
    message: {
      de: `So weit reicht der Plan nicht: er geht über die nächsten ${hours} Stunden.`,
      en: `The plan does not reach that far: it covers the next ${hours} hours.`,
    },
  };
}

const TWICE: ChangeProblem = {
  field: 'cars',
  message: { de: 'Jedes Auto darf nur einmal genannt sein.', en: 'Each car may be named only once.' },
};
const PAST: ChangeProblem = {
  field: 'cars.departure',
  message: { de: 'Die Abfahrt muss in der Zukunft liegen.', en: 'The departure must be in the future.' },
};
const BY_SOC: ChangeProblem = {
  field: 'cars.targetEnergyKwh',
  message: {
    de: 'Der Ladestand dieses Autos ist bekannt: Das Ziel wird mit targetSocPercent gesagt.',
    en: 'The state of charge of this car is known: its target is said by targetSocPercent.',
  },
};
const BY_ENERGY: ChangeProblem = {
  field: 'cars.targetSocPercent',
  message: {
    de: 'Der Ladestand dieses Autos ist nicht bekannt: Das Ziel wird mit targetEnergyKwh gesagt.',
    en: 'The state of charge of this car is not known: its target is said by targetEnergyKwh.',
  },
};
const CORRIDOR: ChangeProblem = {
  field: 'battery.minSocPercent',
  message: {
    de: 'Der kleinste Ladestand muss unter dem größten liegen.',
    en: 'The lowest state of charge must be below the highest.',
  },
};
const TOO_SMALL: ChangeProblem = {
  field: 'battery.capacityKwh',
  message: {
    de: `Eine Batterie hat mindestens ${LEAST_CAPACITY_KWH} kWh; 0 ist keine.`,
    en: `A battery has at least ${LEAST_CAPACITY_KWH} kWh; 0 is none.`,
  },
};
const NO_BATTERY: ChangeProblem = {
  field: 'battery.capacityKwh',
  message: {
    de: 'Dieses Haus hat keine Batterie: dann muss capacityKwh gesagt sein.',
    en: 'This house has no battery: capacityKwh must be given then.',
  },
};
