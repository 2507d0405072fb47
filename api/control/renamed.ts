import type { SiteState } from '../house/index.ts';
import type { ControlState } from './state.ts';

/**
 * Follows loadpoints that got another name: what we changed there, and what people want there, belongs to the charging
 * point and not to its name. The one that now has a title which only one had before is the same, also where names were
 * exchanged. Where titles do not tell, the only one that has gone and the only one that is new are the same.
 */
export function withRenamed(control: ControlState, { loadpoints }: SiteState): ControlState {
  if (loadpoints.length === 0) return control;
  const known = control.loadpointTitles;
  const current = Object.fromEntries(loadpoints.map(({ name, title }) => [name, title]));
  const names = new Map<string, string>();
  for (const [name, title] of Object.entries(known)) {
    const successor = onlyOne(current, title);
    if (onlyOne(known, title) !== null && successor !== null && successor !== name)
      names.set(name, successor);
  }
  const gone = Object.keys(known).filter((name) => !(name in current) && !names.has(name));
  const taken = new Set(names.values());
  const added = Object.keys(current).filter((name) => !(name in known) && !taken.has(name));
  const [from, to] = [gone[0], added[0]];
  if (gone.length === 1 && added.length === 1 && from !== undefined && to !== undefined) names.set(from, to);
  return { ...(names.size > 0 ? moved(control, names) : control), loadpointTitles: current };
}

/** The only name with a title; `null` where it is none, or not the only one. */
function onlyOne(titles: Readonly<Record<string, string>>, title: string): string | null {
  const names = Object.keys(titles).filter((name) => titles[name] === title);
  return names.length === 1 ? (names[0] ?? null) : null;
}

function moved(control: ControlState, names: ReadonlyMap<string, string>): ControlState {
  const nameOf = (name: string) => names.get(name) ?? name;
  const taken = new Set(names.values());
  // What was kept under a name that is another's now, and did not move itself, belongs to nobody any more.
  const keysMoved = <T>(record: Record<string, T>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(record).flatMap(([key, value]) =>
        names.has(key) || !taken.has(key) ? [[nameOf(key), value]] : [],
      ),
    );
  return {
    ...control,
    loadpoints: keysMoved(control.loadpoints),
    personPlans: keysMoved(control.personPlans),
    energyPlans: keysMoved(control.energyPlans),
    overrides: keysMoved(control.overrides),
    sessionLimits: keysMoved(control.sessionLimits),
    idleCars: keysMoved(control.idleCars),
    shownLoadpoints: keysMoved(control.shownLoadpoints),
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
