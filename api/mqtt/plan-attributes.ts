import { HOUR_MS, type Snapshot } from '../house/index.ts';

const HOURS = 24;

/** The next day of the plan as attributes, below the 16 kB that Home Assistant's recorder keeps. */
export function planOf({ plan, publishedAt }: Snapshot): Record<string, unknown> {
  const slots = (plan?.slots ?? []).filter(
    ({ start, end }) => end > publishedAt && start < publishedAt + HOURS * HOUR_MS,
  );
  return {
    computedAt: plan ? new Date(plan.computedAt).toISOString() : null,
    slots: slots.map(({ start, importPricePerKwh, batteries, cars }) => ({
      start: new Date(start).toISOString(),
      price: Number(importPricePerKwh.toFixed(4)),
      soc: batteries[0] ? Math.round(batteries[0].socPercent) : null,
      batteryKw: Number(
        batteries.reduce((sum, { dischargeKw, chargeKw }) => sum + dischargeKw - chargeKw, 0).toFixed(2),
      ),
      carsKw: Number(cars.reduce((sum, { chargeKw }) => sum + chargeKw, 0).toFixed(2)),
    })),
  };
}
