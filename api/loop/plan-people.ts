import { type ControlState, quietSpans, waitingCars } from '../control/index.ts';
import type { Instant, PlanInput, Settings, SiteState } from '../house/index.ts';

/** What people have to do with a plan: when they are not to be asked, and which cars wait for them to be plugged in. */
export function peopleFacts(
  site: SiteState,
  control: ControlState,
  settings: Settings,
  now: Instant,
  until: Instant,
): Pick<PlanInput, 'quietHours' | 'waiting'> {
  const quietHours = quietSpans(settings, now, until);
  const waiting = waitingCars(site, control, settings, now).map(({ vehicle, title }) => ({ vehicle, title }));
  return { ...(quietHours.length > 0 && { quietHours }), ...(waiting.length > 0 && { waiting }) };
}
