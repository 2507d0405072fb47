import type {
  Plan,
  PlanBatteryMode,
  PlanBatterySlot,
  PlanCarSlot,
  PlanInput,
  PlanLoadSlot,
  PlanSlotInput,
} from '../house/index.ts';
import { trackCar } from './car-track.ts';
import { slotHours } from './physics.ts';

/** The flows of one slot that are decided; everything else follows from them. Powers in kW, AC side, ≥ 0. */
export interface SlotDecision {
  curtailedKw: number;
  batteries: {
    chargeKw: number;
    dischargeKw: number;
    storedValuePerKwh: number | null;
    /** What it is told, where that is decided. */
    mode?: PlanBatteryMode;
  }[];
  /** One for each car. */
  carKw: number[];
  /** One for each car: worth of one more kWh in it after the slot; absent = unknown. */
  carValuePerKwh?: (number | null)[];
  /** One for each flexible load; absent = they do not run. */
  flexibleKw?: number[];
  marginalPricePerKwh: number | null;
}

type BarePlanSlot = Omit<Plan['slots'][number], 'reason'>;

/**
 * Works out what follows from the decisions: stores, energy in cars, grid flows from the balance, cost. Import and
 * export can never occur together, and a store never leaves its bounds by rounding.
 */
export function followThrough(input: PlanInput, decisions: readonly SlotDecision[]): BarePlanSlot[] {
  const soc = input.batteries.map((battery) => battery.socPercent);
  const tracks = input.cars.map((car, at) =>
    trackCar(
      car,
      input,
      decisions.map(({ carKw }) => carKw[at] ?? 0),
    ),
  );
  const hadKwh = (input.loads ?? []).map(() => 0);
  return input.slots.map((slot, index): BarePlanSlot => {
    const decision = decisions[index] ?? IDLE;
    const hours = slotHours(slot);
    const batteries = input.batteries.map((battery, at): PlanBatterySlot => {
      const { chargeKw = 0, dischargeKw = 0, storedValuePerKwh = null } = decision.batteries[at] ?? {};
      const storedKwh =
        hours * (chargeKw * battery.chargeEfficiency - dischargeKw / battery.dischargeEfficiency);
      const socPercent = (soc[at] ?? 0) + (100 * storedKwh) / battery.capacityKwh;
      soc[at] = Math.min(100, Math.max(0, socPercent));
      return { id: battery.id, chargeKw, dischargeKw, socPercent: soc[at] ?? 0, storedValuePerKwh };
    });
    const cars = input.cars.map((car, at): PlanCarSlot => {
      const track = tracks[at];
      return {
        id: car.id,
        chargeKw: decision.carKw[at] ?? 0,
        energyKwh: track?.energyKwh[index] ?? 0,
        socPercent: track?.socPercent[index] ?? null,
        storedValuePerKwh: decision.carValuePerKwh?.[at] ?? null,
      };
    });
    const loads = loadsOf(input, decision, hours, hadKwh);
    return withGrid(slot, hours, decision, { batteries, cars, ...(loads.length > 0 && { loads }) });
  });
}

const IDLE: SlotDecision = { curtailedKw: 0, batteries: [], carKw: [], marginalPricePerKwh: null };

function loadsOf(
  input: PlanInput,
  { flexibleKw = [] }: SlotDecision,
  hours: number,
  hadKwh: number[],
): PlanLoadSlot[] {
  return (input.loads ?? []).map(({ id }, at) => {
    const powerKw = flexibleKw[at] ?? 0;
    const energyKwh = (hadKwh[at] ?? 0) + powerKw * hours;
    hadKwh[at] = energyKwh;
    return { id, powerKw, energyKwh };
  });
}

function withGrid(
  slot: PlanSlotInput,
  hours: number,
  { curtailedKw, marginalPricePerKwh }: SlotDecision,
  devices: Pick<BarePlanSlot, 'batteries' | 'cars' | 'loads'>,
): BarePlanSlot {
  let netKw = slot.loadKw - (slot.pvKw - curtailedKw);
  for (const { chargeKw, dischargeKw } of devices.batteries) netKw += chargeKw - dischargeKw;
  for (const { chargeKw } of devices.cars) netKw += chargeKw;
  for (const { powerKw } of devices.loads ?? []) netKw += powerKw;
  const importKw = Math.max(0, netKw);
  const exportKw = Math.max(0, -netKw);
  const cost = hours * (importKw * slot.importPricePerKwh - exportKw * slot.feedInPricePerKwh);
  return { ...slot, importKw, exportKw, curtailedKw, ...devices, cost, marginalPricePerKwh };
}
