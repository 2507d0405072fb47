import type { Instant, SiteState } from '../house/index.ts';
import { takesNoMore } from './idle-cars.ts';
import { isPaused } from './pause.ts';
import { slotOverrideNow } from './slot-overrides.ts';
import type { Boost, ControlState } from './state.ts';
import { wholeSoc } from './whole-soc.ts';

/** Departures that lie behind us mean nothing any more. */
export function withoutPast(control: ControlState, now: Instant): ControlState {
  const later = <T>(record: Record<string, T>, time: (value: T) => Instant): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([, value]) => time(value) > now));
  return {
    ...control,
    pause: isPaused(control, now) ? control.pause : null,
    slotOverrides: control.slotOverrides.filter(({ end }) => end > now),
    departures: later(control.departures, (departure) => departure.departure),
    vehiclePlans: later(control.vehiclePlans, (plans) => Math.max(...plans.map((plan) => plan.time))),
    personPlans: later(control.personPlans, (plan) => plan.time),
    energyPlans: later(control.energyPlans, (plan) => plan.time),
    boosts: Object.fromEntries(
      Object.entries(control.boosts).filter(([, boost]) => boost.until === null || boost.until > now),
    ),
  };
}

/**
 * A boost ends when its SoC or a limit that somebody set meanwhile is reached, the car takes no more near that, it has
 * left, or somebody decided something else since it began: by a mode in evcc, or for slots that run now.
 */
export function endedBoosts(
  control: ControlState,
  site: SiteState,
  leaving: ReadonlySet<string>,
  now: Instant,
): ControlState {
  const boosts = Object.fromEntries(
    Object.entries(control.boosts).filter(([name, boost]) => {
      const loadpoint = site.loadpoints.find((candidate) => candidate.name === name);
      if (leaving.has(name)) return true;
      if (!loadpoint?.connected || isOutdone(control, name, boost, now)) return false;
      const soc = loadpoint.vehicleSocPercent;
      const limit = control.sessionLimits[name];
      const endsAt = (limit && limit.since > boost.since ? limit.socPercent : null) ?? boost.targetSocPercent;
      if (endsAt === null || soc === null) return true;
      const target = Math.min(wholeSoc(endsAt), loadpoint.vehicleLimitSocPercent || 100);
      return (
        soc < target && !(boost.until === null && takesNoMore(control, loadpoint, target, site.observedAt))
      );
    }),
  );
  return { ...control, boosts };
}

/** Of two people who want different things the later one counts. */
function isOutdone(control: ControlState, name: string, { since }: Boost, now: Instant): boolean {
  const { kind, since: chosenSince } = control.overrides[name]?.override ?? {};
  const slots = slotOverrideNow(control, name, now);
  return (kind === 'PERSON' && (chosenSince ?? 0) > since) || (slots?.since ?? 0) > since;
}
