import { HOUR_MS } from '../../house/index.ts';
import { type Devices, fullPowerKw, VIRTUAL_DEVICES } from './devices.ts';
import { type PlantFlow, type PlantState, sum } from './plant.ts';

const TOLERANCE = 1e-9;

/**
 * The laws that a step broke, in words; empty where physics held. Independent of how the step was worked out:
 * balance at the grid connection, power limits, SoC bounds, stored energy that never grows by more than what was
 * put in less losses, no charging while unplugged.
 */
export function checkPhysics(
  before: PlantState,
  flow: PlantFlow,
  after: PlantState,
  { battery, cars, chargers }: Devices = VIRTUAL_DEVICES,
): string[] {
  const broken: string[] = [];
  const claim = (holds: boolean, law: string) => {
    if (!holds) broken.push(law);
  };
  const hours = (flow.to - flow.from) / HOUR_MS;

  claim(flow.pvKw >= 0 && flow.loadKw >= 0, 'PV and load are not negative');
  const balance = flow.gridKw + flow.pvKw + flow.batteryKw - flow.loadKw - sum(flow.carsKw);
  claim(Math.abs(balance) <= TOLERANCE, 'what flows in flows out');

  claim(flow.batteryKw <= battery.maxDischargeKw + TOLERANCE, 'battery discharge limit');
  claim(flow.batteryKw >= -battery.maxChargeKw - TOLERANCE, 'battery charge limit');
  claim(within(after.batteryKwh, before.batteryKwh, battery), 'battery SoC bounds');
  const storedKwh = after.batteryKwh - before.batteryKwh;
  const expectedKwh =
    Math.max(0, -flow.batteryKw) * battery.chargeEfficiency * hours -
    (Math.max(0, flow.batteryKw) / battery.dischargeEfficiency) * hours;
  claim(Math.abs(storedKwh - expectedKwh) <= TOLERANCE, 'battery stores what flows in less losses');

  for (const [index, spec] of cars.entries()) {
    const charger = chargers[index];
    const was = before.cars[index];
    const is = after.cars[index];
    const powerKw = flow.carsKw[index] ?? 0;
    if (!charger || !was || !is) continue;
    claim(powerKw >= 0 && powerKw <= fullPowerKw(spec, charger) + TOLERANCE, `${spec.name}: power limits`);
    claim(powerKw === 0 || was.connected, `${spec.name}: charges only when plugged in`);
    claim(!(was.connected && was.away), `${spec.name}: is plugged in only at home`);
    claim(is.storedKwh >= 0 && is.storedKwh <= spec.capacityKwh + TOLERANCE, `${spec.name}: SoC bounds`);
    const gainKwh = powerKw * spec.chargeEfficiency * hours;
    claim(
      Math.abs(is.storedKwh - was.storedKwh - gainKwh) <= TOLERANCE,
      `${spec.name}: stores what flows in`,
    );
  }
  return broken;
}

/** Inside the bounds, or (begun outside) not moving away from them. */
function within(
  storedKwh: number,
  beforeKwh: number,
  spec: { capacityKwh: number; minSocPercent: number; maxSocPercent: number },
): boolean {
  const minKwh = (spec.capacityKwh * spec.minSocPercent) / 100;
  const maxKwh = (spec.capacityKwh * spec.maxSocPercent) / 100;
  return (
    storedKwh >= Math.min(minKwh, beforeKwh) - TOLERANCE &&
    storedKwh <= Math.max(maxKwh, beforeKwh) + TOLERANCE
  );
}
