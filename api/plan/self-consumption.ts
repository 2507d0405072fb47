import type { PlanCar, PlanInput } from '../house/index.ts';
import { followThrough } from './decode.ts';
import { carEnergy, departureOf, presentShare, slotHours, taperedPowerKw } from './physics.ts';
import { simulateHouse } from './simulate.ts';

/**
 * What the same hours cost if nobody planned, in currency: the battery follows the house (sun in, load out), cars
 * charge at full power from now until their target (their limit where they have none).
 */
export function selfConsumptionCost(input: PlanInput): number {
  const perCar = input.cars.map((car) => chargeAtOnce(input, car));
  const carKw = input.slots.map((_, index) => perCar.map((powers) => powers[index] ?? 0));
  const decisions = simulateHouse(input, carKw, {
    mode: () => 'NORMAL',
    floorPercent: (battery) => battery.minSocPercent,
  });
  return followThrough(input, decisions).reduce((sum, slot) => sum + slot.cost, 0);
}

function chargeAtOnce(input: PlanInput, car: PlanCar): number[] {
  const { needKwh, roomKwh } = carEnergy(car);
  const hasTarget = car.targetSocPercent !== null || car.targetEnergyKwh !== null;
  const wantedKwh = hasTarget ? needKwh : roomKwh;
  const departure = departureOf(car, input);
  let chargedKwh = 0;
  return input.slots.map((slot) => {
    const hours = slotHours(slot);
    const powerKw = Math.min(
      carPowerKw(car, chargedKwh, hours) * presentShare(departure, slot),
      (wantedKwh - chargedKwh) / hours,
    );
    chargedKwh += powerKw * hours;
    return powerKw;
  });
}

/** The most a car takes on average over `hours` after `chargedKwh` from its start, kW. */
export function carPowerKw(car: PlanCar, chargedKwh: number, hours: number): number {
  if (car.socPercent === null || car.capacityKwh === null) return car.maxPowerKw;
  const percentPerKwh = (100 * car.chargeEfficiency) / car.capacityKwh;
  const socPercent = car.socPercent + chargedKwh * percentPerKwh;
  return Math.min(car.maxPowerKw, taperedPowerKw(car.taper, socPercent, percentPerKwh * hours));
}
