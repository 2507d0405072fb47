import type { SiteState } from '../house/index.ts';
import type { ControlState } from './state.ts';

/**
 * Follows loadpoints that got another name: what we changed there, and what people want there, belongs to the charging
 * point and not to its name. One that has gone and one that is new with the same title are the same; so are the only
 * one that has gone and the only one that is new.
 */
export function withRenamed(control: ControlState, { loadpoints }: SiteState): ControlState {
  const current = Object.fromEntries(loadpoints.map(({ name, title }) => [name, title]));
  if (loadpoints.length === 0) return control;
  const known = control.loadpointTitles;
  const gone = Object.keys(known).filter((name) => !(name in current));
  const added = Object.keys(current).filter((name) => !(name in known));
  const names = new Map<string, string>();
  for (const name of gone) {
    const sameTitle = added.filter((other) => current[other] === known[name]);
    const successor = sameTitle.length === 1 ? sameTitle[0] : undefined;
    const only = gone.length === 1 && added.length === 1 ? added[0] : undefined;
    const found = successor ?? only;
    if (found !== undefined) names.set(name, found);
  }
  return { ...(names.size > 0 ? moved(control, names) : control), loadpointTitles: current };
}

function moved(control: ControlState, names: ReadonlyMap<string, string>): ControlState {
  const nameOf = (name: string) => names.get(name) ?? name;
  const keysMoved = <T>(record: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [nameOf(key), value]));
  return {
    ...control,
    loadpoints: keysMoved(control.loadpoints),
    personPlans: keysMoved(control.personPlans),
    energyPlans: keysMoved(control.energyPlans),
    overrides: keysMoved(control.overrides),
    sessionLimits: keysMoved(control.sessionLimits),
    boosts: keysMoved(control.boosts),
    departures: keysMoved(control.departures),
    targets: keysMoved(control.targets),
    slotOverrides: control.slotOverrides.map((slots) => ({ ...slots, target: nameOf(slots.target) })),
    manualSocNoted: Object.fromEntries(
      Object.entries(control.manualSocNoted).map(([vehicle, noted]) => [
        vehicle,
        { ...noted, loadpoint: noted.loadpoint && nameOf(noted.loadpoint) },
      ]),
    ),
  };
}
