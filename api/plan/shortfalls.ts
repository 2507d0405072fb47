import type {
  PlanBattery,
  PlanBatterySlot,
  PlanCar,
  PlanCarSlot,
  PlanFlexibleLoad,
  PlanInput,
  PlanLoadSlot,
  Shortfall,
} from '../house/index.ts';
import { formatNumber, type Language, type Text } from '../house/index.ts';
import { absencesOf, dueAt } from './absences.ts';
import { trackCar } from './car-track.ts';
import { carEnergy, slotHours, storedKwh } from './physics.ts';
import { carCourse } from './stays.ts';

const NEGLIGIBLE_KWH = 1e-3;

/** The flows that shortfalls are read from. */
export interface Flows {
  importKw: number;
  exportKw: number;
  batteries: PlanBatterySlot[];
  cars: PlanCarSlot[];
  loads?: PlanLoadSlot[];
}

/** What a plan could not meet, most important first: limits, minimum SoC, departures by time, loads, reserve. */
export function findShortfalls(input: PlanInput, flows: readonly Flows[]): Shortfall[] {
  const carShortfalls = input.cars.flatMap((car) => missedBy(input, flows, car));
  const found: Shortfall[] = [
    overLimit('IMPORT_LIMIT', input, flows),
    overLimit('EXPORT_LIMIT', input, flows),
    ...input.batteries.map((battery, at) => belowMinimum(battery, at, flows)),
    ...byKind(carShortfalls, 'MIN_SOC'),
    ...byKind(carShortfalls, 'DEPARTURE').sort((a, b) => (a.departure ?? 0) - (b.departure ?? 0)),
    ...(input.loads ?? []).map((load, at) => missedLoad(load, flows, at)),
    ...input.batteries.map((battery, at) => takenFromReserve(battery, at, flows)),
  ];
  return found.filter((shortfall) => shortfall.energyKwh > NEGLIGIBLE_KWH);
}

function overLimit(
  kind: 'IMPORT_LIMIT' | 'EXPORT_LIMIT',
  input: PlanInput,
  flows: readonly Flows[],
): Shortfall {
  let energyKwh = 0;
  input.slots.forEach((slot, index) => {
    const limitKw = kind === 'IMPORT_LIMIT' ? slot.importLimitKw : slot.exportLimitKw;
    const powerKw = (kind === 'IMPORT_LIMIT' ? flows[index]?.importKw : flows[index]?.exportKw) ?? 0;
    if (limitKw !== null) energyKwh += Math.max(0, powerKw - limitKw) * slotHours(slot);
  });
  const message =
    kind === 'IMPORT_LIMIT'
      ? text(
          energyKwh,
          'kWh Netzbezug liegen über der Grenze des Anschlusses.',
          'kWh of import exceed the limit.',
        )
      : text(energyKwh, 'kWh Einspeisung liegen über der Grenze.', 'kWh of export exceed the limit.');
  return { kind, id: null, energyKwh, message };
}

/** The furthest that a battery is below its minimum at the end of a slot. */
function belowMinimum(battery: PlanBattery, at: number, flows: readonly Flows[]): Shortfall {
  const lackKwh = flows.map((flow) => lackOf(battery, battery.minSocPercent, flow.batteries[at]));
  const energyKwh = Math.max(0, ...lackKwh);
  const message = text(
    energyKwh,
    'kWh fehlen der Batterie zeitweise bis zu ihrem Minimum.',
    'kWh below the battery minimum.',
  );
  return { kind: 'MIN_SOC', id: battery.id, energyKwh, message };
}

/** How far it falls into its reserve; what it lacks of it from the start is none of the plan's doing. */
function takenFromReserve(battery: PlanBattery, at: number, flows: readonly Flows[]): Shortfall {
  const levelPercent = Math.min(battery.reserveSocPercent, battery.maxSocPercent);
  let energyKwh = 0;
  let leastLackKwh = lackOf(battery, levelPercent, battery);
  for (const flow of flows) {
    const lackKwh = lackOf(battery, levelPercent, flow.batteries[at]);
    energyKwh = Math.max(energyKwh, lackKwh - leastLackKwh);
    leastLackKwh = Math.min(leastLackKwh, lackKwh);
  }
  const message = text(
    energyKwh,
    'kWh werden der Reserve der Batterie entnommen.',
    'kWh are taken from the battery reserve.',
  );
  return { kind: 'RESERVE', id: battery.id, energyKwh, message };
}

/** What is missing up to a level, kWh. */
function lackOf(battery: PlanBattery, levelPercent: number, now: { socPercent: number } | undefined): number {
  return Math.max(0, storedKwh(battery, levelPercent - (now?.socPercent ?? levelPercent)));
}

const byKind = (shortfalls: readonly Shortfall[], kind: Shortfall['kind']) =>
  shortfalls.filter((shortfall) => shortfall.kind === kind);

/** What a car lacks at the end of each stay: for its departure, and up to its minimum. */
function missedBy(input: PlanInput, flows: readonly Flows[], car: PlanCar): Shortfall[] {
  const at = input.cars.indexOf(car);
  const course = carCourse(car, input);
  const chargeKw = flows.map((flow) => flow.cars[at]?.chargeKw ?? 0);
  const { stays } = trackCar(car, input, chargeKw, course);
  const belowKwh = Math.max(0, ...stays.map(({ belowMinKwh }) => belowMinKwh));
  const below: Shortfall = {
    kind: 'MIN_SOC',
    id: car.id,
    energyKwh: belowKwh,
    message: {
      de: `${car.title}: bis zum Mindestladestand fehlen ${kwhText(belowKwh, 'de')} kWh.`,
      en: `${car.title}: ${kwhText(belowKwh, 'en')} kWh are missing up to the minimum.`,
    },
  };
  const missed = stays.map(({ missingKwh }, stay): Shortfall => {
    const departure = course.stays[stay]?.until;
    return {
      kind: 'DEPARTURE',
      id: car.id,
      ...(departure === null || departure === undefined ? {} : { departure }),
      energyKwh: missingKwh,
      message: {
        de: `${car.title}: bis zur Abfahrt fehlen ${kwhText(missingKwh, 'de')} kWh.`,
        en: `${car.title}: ${kwhText(missingKwh, 'en')} kWh are missing at departure.`,
      },
    };
  });
  return [below, ...missedBefore(input, car), ...missed];
}

/**
 * What a car lacks for a departure that has passed while it stands there still, or until which it does not come back:
 * nothing can be planned for that.
 */
function missedBefore(input: PlanInput, car: PlanCar): Shortfall[] {
  const { departure } = car;
  const start = input.slots[0]?.start ?? input.computedAt;
  const due = dueAt(car, start);
  if (departure === null || due === null || due > start) return [];
  if (absencesOf(car, start).some(({ from }) => from === departure)) return [];
  const energyKwh = carEnergy(car).needKwh;
  const [de, en] = [kwhText(energyKwh, 'de'), kwhText(energyKwh, 'en')];
  const message =
    departure <= start
      ? {
          de: `${car.title}: die Abfahrt ist vorbei, und es fehlen ${de} kWh.`,
          en: `${car.title}: the departure has passed, and ${en} kWh are missing.`,
        }
      : {
          de: `${car.title}: vor der Abfahrt kommt das Auto nicht zurück, und es fehlen ${de} kWh.`,
          en: `${car.title}: the car is not back before its departure, and ${en} kWh are missing.`,
        };
  return [{ kind: 'DEPARTURE', id: car.id, departure: due, energyKwh, message }];
}

function missedLoad(load: PlanFlexibleLoad, flows: readonly Flows[], at: number): Shortfall {
  const energyKwh = Math.max(0, load.energyKwh - (flows.at(-1)?.loads?.[at]?.energyKwh ?? 0));
  return {
    kind: 'LOAD',
    id: load.id,
    energyKwh,
    message: {
      de: `${load.title}: in der Zeit, die bleibt, fehlen ${kwhText(energyKwh, 'de')} kWh.`,
      en: `${load.title}: ${kwhText(energyKwh, 'en')} kWh are missing in the time there is.`,
    },
  };
}

function text(energyKwh: number, de: string, en: string): Text {
  return { de: `${kwhText(energyKwh, 'de')} ${de}`, en: `${kwhText(energyKwh, 'en')} ${en}` };
}

/** With a second decimal where it would be nothing without. */
function kwhText(energyKwh: number, language: Language): string {
  return formatNumber(energyKwh, language, energyKwh < 0.1 ? 2 : 1);
}
