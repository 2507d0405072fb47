import type { CarGoal, ControlState } from '../control/index.ts';
import type { SiteState } from '../house/index.ts';

/**
 * What a plan rests on besides time, prices and states of charge, as a text to compare: cars that come and
 * go, their goals, and what people want. What we change in evcc ourselves is no part of it.
 */
export function planFacts(
  site: SiteState,
  goals: ReadonlyMap<string, CarGoal>,
  {
    overrides,
    boosts,
    slotOverrides,
    pause,
  }: Pick<ControlState, 'overrides' | 'boosts' | 'slotOverrides' | 'pause'>,
): string {
  const cars = site.loadpoints.map(({ name, connected, vehicleName }) => {
    const goal = goals.get(name);
    return [
      name,
      connected,
      vehicleName,
      goal?.departure,
      goal?.targetSocPercent,
      goal?.targetEnergyKwh,
      goal?.takesNoMore,
      overrides[name]?.override.message.en,
      boosts[name],
    ];
  });
  return JSON.stringify([
    site.ready,
    site.dimmed,
    overrides.battery?.override.message.en,
    cars,
    slotOverrides,
    pause,
  ]);
}

/** Whether a live value hints at more than powers and states of charge, so that evcc should be read at once. */
export function looksChanged(before: SiteState, after: SiteState): boolean {
  if (before.ready !== after.ready || before.dimmed !== after.dimmed) return true;
  return after.loadpoints.some((loadpoint) => {
    const earlier = before.loadpoints.find((other) => other.name === loadpoint.name);
    return (
      earlier?.connected !== loadpoint.connected ||
      earlier.mode !== loadpoint.mode ||
      earlier.vehicleName !== loadpoint.vehicleName ||
      earlier.effectivePlanTime !== loadpoint.effectivePlanTime
    );
  });
}
