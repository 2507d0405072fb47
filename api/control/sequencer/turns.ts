import type { Instant, Plan, PlanSlot, Settings, SiteState } from '../../house/index.ts';
import type { CarGoal } from '../goals.ts';
import { afterQuiet } from './quiet-hours.ts';
import type { WaitingCar } from './waiting-cars.ts';

/** When a car charges. */
export interface Turn {
  start: Instant | null;
  end: Instant | null;
}

/** Where a waiting car can be plugged in, and from when on. */
export interface FreeCable {
  loadpoint: string;
  /** After the quiet hours, where the cable is busy until they have begun. */
  from: Instant;
  /** The car that stands there now; `null` = none. */
  occupant: CarGoal | null;
}

/** A slot with less than this is none in which a car charges. */
const CHARGING_KW = 0.1;

/** When the car at a loadpoint charges first and last, as planned. */
export function plannedTurn(plan: Plan | null, loadpoint: string, now: Instant): Turn {
  const slots = (plan?.slots ?? []).filter(
    ({ end, cars }) =>
      end > now && cars.some(({ id, chargeKw }) => id === loadpoint && chargeKw > CHARGING_KW),
  );
  return { start: slots[0]?.start ?? null, end: slots.at(-1)?.end ?? null };
}

/** Each cable with the moment from which another car may have it, the earliest first. */
export function freeCables(
  site: SiteState,
  plan: Plan | null,
  goals: ReadonlyMap<string, CarGoal>,
  settings: Settings,
  now: Instant,
): FreeCable[] {
  return site.loadpoints
    .filter(({ isHeating }) => !isHeating)
    .map(({ name }) => {
      const occupant = goals.get(name) ?? null;
      const busyUntil = occupant && occupant.neededKwh > 0.1 ? plannedTurn(plan, name, now).end : null;
      return { loadpoint: name, from: afterQuiet(settings, busyUntil ?? now), occupant };
    })
    .sort((a, b) => a.from - b.from || Number(a.occupant !== null) - Number(b.occupant !== null));
}

/** The cheapest slots that a waiting car can have between the cable being free and its departure. */
export function cheapestTurn(
  plan: Plan | null,
  car: WaitingCar,
  from: Instant,
  powerKw: number,
): Turn & { missingKwh: number } {
  const open = (plan?.slots ?? []).filter(
    ({ start, end }) => start >= from && (car.departure === null || end <= car.departure),
  );
  let missingKwh = car.neededKwh;
  const chosen: PlanSlot[] = [];
  for (const slot of open.toSorted(
    (a, b) => a.importPricePerKwh - b.importPricePerKwh || a.start - b.start,
  )) {
    if (missingKwh <= 0) break;
    chosen.push(slot);
    missingKwh -= (powerKw * (slot.end - slot.start)) / 3_600_000;
  }
  chosen.sort((a, b) => a.start - b.start);
  return {
    start: chosen[0]?.start ?? null,
    end: chosen.at(-1)?.end ?? null,
    missingKwh: Math.max(0, missingKwh),
  };
}
