import type { ControlState } from '../control/index.ts';
import { HOUR_MS, type Instant, type LoadpointState, MINUTE_MS, type PlanCar } from '../house/index.ts';

/** Somebody charges at full power, whatever we think: a person's fast mode, our boost, or evcc's own rules. */
export function isFast(loadpoint: LoadpointState, control: ControlState): boolean {
  const ours = control.loadpoints[loadpoint.name]?.mode !== undefined;
  return (
    control.boosts[loadpoint.name] !== undefined ||
    loadpoint.planActive ||
    (loadpoint.minSocNotReached && !knowsMinimum(loadpoint)) ||
    loadpoint.smartCostActive ||
    (loadpoint.mode === 'now' && !ours)
  );
}

/** Whether the plan itself says until when evcc charges a car that is below its minimum. */
function knowsMinimum({ effectiveMinSocPercent, vehicleSocPercent }: LoadpointState): boolean {
  return effectiveMinSocPercent !== null && vehicleSocPercent !== null;
}

/**
 * Full power from now on, until the boost's target or end, the end of evcc's own plan, or until the car is full. One that
 * leaves before lacks what it wanted beyond that.
 */
export function atOnce(
  car: PlanCar,
  loadpoint: LoadpointState,
  control: ControlState,
  now: Instant,
): PlanCar {
  const boost = control.boosts[car.id];
  const fast = { ...car, maxGridPricePerKwh: null };
  const leaving = car.departure ?? Number.POSITIVE_INFINITY;
  const doneAfter = (hours: number) => now + MINUTE_MS + hours * HOUR_MS;
  const gone = (hours: number) => ({ departure: doneAfter(hours), absences: [] });
  if (car.capacityKwh === null || car.socPercent === null) {
    const hours = hoursFor(car.targetEnergyKwh ?? 0, car.maxPowerKw);
    return leaving < doneAfter(hours) ? fast : { ...fast, ...gone(hours) };
  }
  const byPlan = !boost && loadpoint.planActive && loadpoint.mode !== 'now' ? car.targetSocPercent : null;
  const limit = Math.min(boost?.targetSocPercent ?? byPlan ?? 100, car.limitSocPercent ?? 100);
  const boostHours = boost?.until ? Math.max(0, boost.until - now) / HOUR_MS : Number.POSITIVE_INFINITY;
  const reached = atFullPower(car, limit, boostHours);
  if (leaving >= doneAfter(reached.hours))
    return { ...fast, ...gone(reached.hours), targetSocPercent: reached.socPercent };
  const byThen = atFullPower(car, limit, Math.max(0, leaving - now) / HOUR_MS);
  return { ...fast, targetSocPercent: Math.max(byThen.socPercent, car.targetSocPercent ?? 0) };
}

/** What full power comes to within `hours`, at most `limit`, as the car takes less and less. */
function atFullPower(car: PlanCar, limit: number, hours: number): { socPercent: number; hours: number } {
  const percentKwh = (car.capacityKwh ?? 0) / 100 / car.chargeEfficiency;
  let soc = car.socPercent ?? limit;
  let spent = 0;
  while (soc < limit && spent < hours) {
    const step = Math.min(1, limit - soc);
    const needed = hoursFor(step * percentKwh, powerAt(car, soc + step));
    const share = Math.min(1, (hours - spent) / Math.max(needed, 1e-9));
    soc += step * share;
    spent += needed * share;
  }
  return { socPercent: soc, hours: spent };
}

/** What the car takes at a SoC. */
function powerAt({ taper, maxPowerKw }: PlanCar, socPercent: number): number {
  const step = taper.find((point) => point.socPercent >= socPercent) ?? taper.at(-1);
  return Math.min(maxPowerKw, step?.powerKw ?? maxPowerKw);
}

function hoursFor(energyKwh: number, powerKw: number): number {
  return powerKw > 0 ? energyKwh / powerKw : 0;
}
