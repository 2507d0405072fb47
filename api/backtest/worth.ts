import { DAY_MS, type Instant, SLOT_MS } from '../house/index.ts';
import type { Scenario } from './scenario.ts';

/** What energy is worth at a moment, currency/kWh; the same for every policy. */
export interface Worth {
  /** In the home battery, before its losses: the import that it replaces. */
  storedPerKwh: number;
  /** In a car, and what a car lacks: what it costs from the grid. */
  boughtPerKwh: number;
}

/**
 * Worth of energy from the prices of the day before: the mean for cars, weighted by what the household lacked for the
 * battery. Where nothing of that day is known, of the day after.
 */
export function worthAt(at: Instant, scenario: Scenario): Worth {
  return meanOver(at - DAY_MS, at, scenario) ?? meanOver(at, at + DAY_MS, scenario) ?? NOTHING;
}

const NOTHING: Worth = { storedPerKwh: 0, boughtPerKwh: 0 };

function meanOver(from: Instant, to: Instant, { price, load, pv, devices }: Scenario): Worth | null {
  let prices = 0;
  let quarters = 0;
  let weighted = 0;
  let lack = 0;
  for (let start = from; start < to; start += SLOT_MS) {
    const [perKwh, loadKw, pvKw] = [price.at(start), load.at(start), pv.at(start)];
    if (perKwh === null || loadKw === null || pvKw === null) continue;
    prices += perKwh;
    quarters += 1;
    const lackKw = Math.max(0, loadKw - pvKw);
    weighted += lackKw * perKwh;
    lack += lackKw;
  }
  if (quarters === 0) return null;
  const boughtPerKwh = prices / quarters;
  const replacedPerKwh = lack > 0 ? weighted / lack : boughtPerKwh;
  return { storedPerKwh: devices.battery.dischargeEfficiency * replacedPerKwh, boughtPerKwh };
}
