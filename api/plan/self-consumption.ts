import type { PlanCar, PlanInput, PlanSlot } from '../house/index.ts';
import { followThrough } from './decode.ts';
import { loadsAtOnce, withFixedLoads } from './loads.ts';
import { peaksOf } from './peaks.ts';
import { slotHours, storedKwh, taperedPowerKw } from './physics.ts';
import { simulateHouse } from './simulate.ts';
import { carCourse, lackedKwh } from './stays.ts';

/** What is in the stores at the end of a plan: its last slot. */
type End = Pick<PlanSlot, 'batteries' | 'cars'>;

/**
 * What the same hours cost if nobody planned, in currency: the battery follows the house (sun in, load out), cars
 * charge at full power whenever they are there until their target (their limit where they have none). Where `planned` ends with
 * more or less in the stores, the difference counts at its end value, so that the two can be compared.
 */
export function selfConsumptionCost(input: PlanInput, planned: End | undefined): number {
  const carKw = carsAtOnce(input);
  const loadKw = loadsAtOnce(input);
  const decisions = simulateHouse(withFixedLoads(input, loadKw), carKw, {
    mode: () => 'NORMAL',
    floorPercent: (battery) => battery.minSocPercent,
  });
  const flows = followThrough(
    input,
    decisions.map((decision, index) => ({ ...decision, flexibleKw: loadKw[index] ?? [] })),
  );
  const peakCost = peaksOf(input, flows).reduce((sum, { cost }) => sum + cost, 0);
  const cost = flows.reduce((sum, slot) => sum + slot.cost, peakCost);
  const end = flows.at(-1);
  return planned && end ? cost + storedValue(input, planned) - storedValue(input, end) : cost;
}

/** Worth of what is in batteries and cars, at their end values, up to a constant, currency. */
function storedValue(input: PlanInput, end: End): number {
  const inBatteries = input.batteries.reduce(
    (sum, battery, at) =>
      sum + battery.endValuePerKwh * storedKwh(battery, end.batteries[at]?.socPercent ?? battery.socPercent),
    0,
  );
  const inCars = input.cars.reduce(
    (sum, car, at) => sum + car.endValuePerKwh * car.chargeEfficiency * (end.cars[at]?.energyKwh ?? 0),
    0,
  );
  return inBatteries + inCars;
}

/** Powers by slot and car where each charges at full power until its target. */
export function carsAtOnce(input: PlanInput): number[][] {
  const perCar = input.cars.map((car) => chargeAtOnce(input, car));
  return input.slots.map((_, index) => perCar.map((powers) => powers[index] ?? 0));
}

function chargeAtOnce(input: PlanInput, car: PlanCar): number[] {
  const course = carCourse(car, input);
  let hadKwh = 0;
  let begun = -1;
  return input.slots.map((slot, index) => {
    const hours = slotHours(slot);
    const presence = course.presence[index];
    const stay = presence && course.stays[presence.stay];
    if (!presence || !stay) return 0;
    while (begun < presence.stay) {
      begun += 1;
      hadKwh += lackedKwh(course, begun, hadKwh);
    }
    const powerKw = Math.max(
      0,
      Math.min(
        carPowerKw(car, hadKwh - stay.usedKwh, hours) * presence.share,
        (stay.wishKwh - hadKwh) / hours,
      ),
    );
    hadKwh += powerKw * hours;
    return powerKw;
  });
}

/** The most a car takes on average over `hours` when it has `gainedKwh` (AC side) more than at its start, kW. */
export function carPowerKw(car: PlanCar, gainedKwh: number, hours: number): number {
  if (car.socPercent === null || car.capacityKwh === null) return car.maxPowerKw;
  const percentPerKwh = (100 * car.chargeEfficiency) / car.capacityKwh;
  const socPercent = car.socPercent + gainedKwh * percentPerKwh;
  return Math.min(car.maxPowerKw, taperedPowerKw(car.taper, socPercent, percentPerKwh * hours));
}
