/** A home battery. Powers are at the AC side. */
export interface BatterySpec {
  capacityKwh: number;
  maxChargeKw: number;
  maxDischargeKw: number;
  /** (0, 1]: stored / taken from the AC side. */
  chargeEfficiency: number;
  /** (0, 1]: given to the AC side / taken from the store. */
  dischargeEfficiency: number;
  minSocPercent: number;
  maxSocPercent: number;
}

export interface CarSpec {
  /** evcc's name of the car. */
  name: string;
  title: string;
  capacityKwh: number;
  maxCurrentA: number;
  phases: 1 | 3;
  /** (0, 1]: stored / taken from the AC side. */
  chargeEfficiency: number;
  /** SoC that the household wants at departure where nobody says otherwise. */
  wantedSocPercent: number;
  /** Takes less and less above 80 %. */
  tapers: boolean;
}

export interface ChargerSpec {
  name: string;
  title: string;
  maxCurrentA: number;
  /** Can switch between one and three phases; otherwise it uses what the car has. */
  phaseSwitching: boolean;
}

/** Everything in a house that can be steered. */
export interface Devices {
  battery: BatterySpec;
  /** The car of each charger, in the chargers' order. */
  cars: readonly CarSpec[];
  chargers: readonly ChargerSpec[];
}

export const BATTERY: BatterySpec = {
  capacityKwh: 10,
  maxChargeKw: 5,
  maxDischargeKw: 5,
  chargeEfficiency: 0.95,
  dischargeEfficiency: 0.95,
  minSocPercent: 5,
  maxSocPercent: 100,
};

/** The car of each charger, in the chargers' order. */
export const CARS: readonly CarSpec[] = [
  {
    name: 'kompakt',
    title: 'Blauer Kompakter',
    capacityKwh: 58,
    maxCurrentA: 16,
    phases: 3,
    chargeEfficiency: 0.9,
    wantedSocPercent: 80,
    tapers: true,
  },
  {
    name: 'kombi',
    title: 'Weißer Kombi',
    capacityKwh: 77,
    maxCurrentA: 16,
    phases: 3,
    chargeEfficiency: 0.9,
    wantedSocPercent: 80,
    tapers: true,
  },
];

export const CHARGERS: readonly ChargerSpec[] = [
  { name: 'garage', title: 'Garage', maxCurrentA: 16, phaseSwitching: true },
  { name: 'carport', title: 'Carport', maxCurrentA: 16, phaseSwitching: false },
];

/** What is built into the virtual house. */
export const VIRTUAL_DEVICES: Devices = { battery: BATTERY, cars: CARS, chargers: CHARGERS };

/** Phase voltage. */
export const VOLTAGE = 230;
/** Below it no car charges (IEC 61851). */
export const MIN_CURRENT_A = 6;

/** AC power in kW of a current on some phases. */
export function currentToKw(currentA: number, phases: number): number {
  return (currentA * phases * VOLTAGE) / 1000;
}

/** Full AC power of car and charger together, in kW. */
export function fullPowerKw(car: CarSpec, charger: ChargerSpec): number {
  return currentToKw(Math.min(car.maxCurrentA, charger.maxCurrentA), car.phases);
}

/** What a car takes at most at `socPercent`: full power up to 80 %, from there falling to 40 % of it when full. */
export function taperKw({ tapers }: CarSpec, fullKw: number, socPercent: number): number {
  if (!tapers) return fullKw;
  const above = Math.max(0, Math.min(1, (socPercent - 80) / 20));
  return fullKw * (1 - 0.6 * above);
}
