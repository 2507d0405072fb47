import type { PlanBatterySlot, PlanCar, PlanCarSlot, PlanInput, Shortfall } from '../house/index.ts';
import { formatNumber, type Text } from '../house/index.ts';
import { neededWithinHorizonKwh, slotHours, storedKwh } from './physics.ts';

const NEGLIGIBLE_KWH = 1e-3;

/** The flows that shortfalls are read from. */
export interface Flows {
  importKw: number;
  exportKw: number;
  batteries: PlanBatterySlot[];
  cars: PlanCarSlot[];
}

/** What a plan could not meet, most important first: limits, minimum SoC, departures by time, reserve. */
export function findShortfalls(input: PlanInput, flows: readonly Flows[]): Shortfall[] {
  const found: Shortfall[] = [
    overLimit('IMPORT_LIMIT', input, flows),
    overLimit('EXPORT_LIMIT', input, flows),
    ...input.batteries.map((battery) => belowLevel('MIN_SOC', input, flows, battery.id)),
    ...[...input.cars]
      .sort((a, b) => (a.departure ?? 0) - (b.departure ?? 0))
      .map((car) => missedDeparture(input, flows, car)),
    ...input.batteries.map((battery) => belowLevel('RESERVE', input, flows, battery.id)),
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

/** The furthest that a battery is below its minimum or reserve at the end of a slot. */
function belowLevel(
  kind: 'MIN_SOC' | 'RESERVE',
  input: PlanInput,
  flows: readonly Flows[],
  id: string,
): Shortfall {
  const at = input.batteries.findIndex((battery) => battery.id === id);
  const battery = input.batteries[at];
  let energyKwh = 0;
  if (battery) {
    const level = kind === 'MIN_SOC' ? battery.minSocPercent : battery.reserveSocPercent;
    for (const flow of flows) {
      energyKwh = Math.max(energyKwh, storedKwh(battery, level - (flow.batteries[at]?.socPercent ?? level)));
    }
  }
  const message =
    kind === 'MIN_SOC'
      ? text(
          energyKwh,
          'kWh fehlen der Batterie zeitweise bis zu ihrem Minimum.',
          'kWh below the battery minimum.',
        )
      : text(
          energyKwh,
          'kWh fehlen der Batterie zeitweise bis zur Reserve.',
          'kWh below the battery reserve.',
        );
  return { kind, id, energyKwh, message };
}

function missedDeparture(input: PlanInput, flows: readonly Flows[], car: PlanCar): Shortfall {
  const at = input.cars.indexOf(car);
  const chargedKwh = flows.at(-1)?.cars[at]?.energyKwh ?? 0;
  const energyKwh = Math.max(0, neededWithinHorizonKwh(car, input) - chargedKwh);
  return {
    kind: 'DEPARTURE',
    id: car.id,
    energyKwh,
    message: {
      de: `${car.title}: bis zur Abfahrt fehlen ${formatNumber(energyKwh, 'de', 1)} kWh.`,
      en: `${car.title}: ${formatNumber(energyKwh, 'en', 1)} kWh are missing at departure.`,
    },
  };
}

function text(energyKwh: number, de: string, en: string): Text {
  return { de: `${formatNumber(energyKwh, 'de', 1)} ${de}`, en: `${formatNumber(energyKwh, 'en', 1)} ${en}` };
}
