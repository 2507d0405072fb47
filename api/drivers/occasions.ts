import { DAY_MS, type Instant, type LoadpointView, type Snapshot } from '../house/index.ts';
import { isForgotten, type Sighting, standsAt } from '../notify/index.ts';
import { cheapUntil } from './good-price.ts';
import type { Occasion, OpenQuestion } from './questions.ts';

/** A car that lacks less than this has what it needs, kWh. */
const READY_KWH = 0.1;
/** Above this there is not enough room left to ask. */
const FULL_PERCENT = 95;

/** What is known of the cars that stood there before. */
export type StoodThere = Pick<Sighting, 'publishedAt'> & {
  loadpoints: Pick<LoadpointView, 'id' | 'connected' | 'vehicleName'>[];
};

/** Cars that were plugged in since the house was last seen, and of which nobody has said when they leave next. */
export function pluggedIn(before: StoodThere, after: Snapshot): Occasion[] {
  if (isForgotten(before, after)) return [];
  return after.loadpoints.flatMap((now) => {
    const { id, vehicleName: vehicle, vehicleTitle, isHeating } = now;
    const isKnown = before.loadpoints.some((then) => then.id === id);
    const isNew = isKnown && now.connected && !standsAt(vehicle, id, before.loadpoints);
    if (!isNew || vehicle === null || isHeating || isAnswered(now, after.publishedAt)) return [];
    return [{ kind: 'DEPARTURE', vehicle, title: vehicleTitle ?? vehicle, loadpoint: id, ends: null }];
  });
}

/** A plan in evcc and a weekly schedule say when it leaves, but on a day without one somebody may need it earlier. */
function isAnswered({ departure, departureSource }: LoadpointView, now: Instant): boolean {
  if (departureSource === 'PERSON') return true;
  const isPlanned = departureSource === 'EVCC' || departureSource === 'SCHEDULE';
  return isPlanned && departure !== null && departure - now <= DAY_MS;
}

/** A question that need not be asked any more: its car is gone, it was answered otherwise, or somebody charges. */
export function isMoot({ kind, vehicle, loadpoint }: OpenQuestion, after: Snapshot): boolean {
  // Before evcc was read for the first time nobody has left.
  if (after.loadpoints.length === 0) return false;
  const car = standsAt(vehicle, loadpoint, after.loadpoints);
  if (!car) return true;
  return kind === 'DEPARTURE' ? isAnswered(car, after.publishedAt) : car.override !== null;
}

/** Cars that are plugged in, have what they need, and could take more while energy is as cheap as it gets. */
export function offers({ plan, loadpoints, control, publishedAt }: Snapshot): Occasion[] {
  const ends = cheapUntil(plan?.slots ?? [], publishedAt);
  if (ends === null || control?.queue.quiet || control?.pause) return [];
  return loadpoints.flatMap((loadpoint) => {
    const { id, vehicleName: vehicle, vehicleTitle, neededKwh, vehicleSocPercent: soc } = loadpoint;
    const isReady = loadpoint.connected && !loadpoint.isHeating && loadpoint.override === null;
    const needsNothing = neededKwh !== null && neededKwh < READY_KWH;
    if (!isReady || !needsNothing || vehicle === null || soc === null || soc > FULL_PERCENT) return [];
    return [{ kind: 'OFFER', vehicle, title: vehicleTitle ?? vehicle, loadpoint: id, ends }];
  });
}
