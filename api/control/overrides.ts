import {
  type ChargeMode,
  HOUR_MS,
  type Instant,
  type LoadpointState,
  type Override,
  type SiteState,
  type Text,
} from '../house/index.ts';
import { carControl } from './car-control.ts';
import type { CarGoal } from './goals.ts';
import { forced, foreignBatteryMode, OPTIMIZER, PLAN_DELETED, takenBack } from './override-texts.ts';
import { hasLostOurPlan, withShown } from './shown-loadpoints.ts';
import type { ControlState, OwnedLoadpoint } from './state.ts';

type Overrides = ControlState['overrides'];
type Overridden = Overrides[string];

/** What is to be known besides a reading. */
export interface OverrideFacts {
  /** Keys of wishes whose write is on its way. */
  pending: ReadonlySet<string>;
  /** Loadpoints whose car may have left, or not. */
  leaving: ReadonlySet<string>;
  /** Nobody has looked since we were started; absent = somebody has. */
  afterStop?: boolean;
  /** What each car is to have; absent = not known. */
  goals?: ReadonlyMap<string, Pick<CarGoal, 'neededKwh' | 'targetSocPercent'>>;
}

/**
 * Who has overridden us, from what evcc shows and what we know we changed. A car that may be `leaving` changes nothing
 * yet. At a loadpoint with a car:
 *
 * - `now` or `off` that is neither ours nor evcc's own doing: a person's, as long as it is seen. Fast charging that began
 *   before the car had what it is to have lasts until then; afterwards we take over. What evcc set itself we take over
 *   at once.
 * - a mode of ours that became something else, unless by evcc's own doing: taken back, until the car leaves.
 * - a plan of ours that is gone from evcc: deleted, until the car leaves or there is another one.
 *
 * Of the rest of the house: an external battery mode that is not ours is somebody else's, as long as it is seen, and
 * evcc's automatic optimiser overrides everything. What a person changed back is also forgotten as ours, so that nothing
 * is "put back" over it.
 */
export function detectOverrides(
  site: SiteState,
  control: ControlState,
  facts: OverrideFacts,
  now: Instant,
): ControlState {
  const known = withShown(control, site, facts.leaving);
  const overrides: Overrides = {};
  const loadpoints = { ...control.loadpoints };
  for (const loadpoint of site.loadpoints) {
    if (loadpoint.isHeating) continue;
    const { name } = loadpoint;
    const before = control.overrides[name];
    const owned = loadpoints[name];
    const after = facts.leaving.has(name)
      ? { override: before, owned }
      : loadpoint.connected
        ? atLoadpoint(loadpoint, { site, before: control, control: known, facts, now })
        : { owned: withoutCar(loadpoint, owned) };
    if (after.override) overrides[name] = after.override;
    if (after.owned) loadpoints[name] = after.owned;
    else delete loadpoints[name];
  }
  const external = site.battery?.externalMode ?? null;
  if (external !== null && external !== control.batteryMode && !facts.pending.has('battery:mode'))
    overrides.battery = seenAgain(control.overrides.battery, person(now, foreignBatteryMode(external)));
  if (site.optimizerAutomatic)
    for (const subject of ['battery', ...site.loadpoints.map((loadpoint) => loadpoint.name)])
      overrides[subject] = seenAgain(control.overrides[subject], {
        ...person(now, OPTIMIZER),
        kind: 'OPTIMIZER',
      });
  for (const [subject, before] of Object.entries(control.overrides)) {
    const { kind, until } = before.override;
    if (kind === 'OPTIMIZER' && until !== null && until > now) overrides[subject] = before;
  }
  return { ...known, overrides, loadpoints };
}

/** What counts at a loadpoint, and what is ours there. */
interface AtLoadpoint {
  override?: Overridden | undefined;
  owned: OwnedLoadpoint | undefined;
}

/** evcc resets mode and limits when a car leaves; nothing of these is ours any more, nor a person's. */
function withoutCar({ mode }: LoadpointState, owned: OwnedLoadpoint | undefined): OwnedLoadpoint | undefined {
  if (!owned?.mode || mode === 'now') return owned;
  const { maxCurrentA, phases } = owned;
  return maxCurrentA || phases
    ? { ...(maxCurrentA && { maxCurrentA }), ...(phases && { phases }) }
    : undefined;
}

interface Situation {
  site: SiteState;
  /** As of the reading before, and with what this one shows. */
  before: ControlState;
  control: ControlState;
  facts: OverrideFacts;
  now: Instant;
}

function atLoadpoint(loadpoint: LoadpointState, situation: Situation): AtLoadpoint {
  const { before, control, now } = situation;
  const { name, mode } = loadpoint;
  const override = before.overrides[name];
  const shown = before.loadpoints[name];
  if (shown?.mode && isUnderWay(shown.mode, mode)) return { override, owned: shown };
  const isChanged = shown?.mode !== undefined && mode !== shown.mode.ours;
  const owned = isChanged ? withoutMode(shown) : shown;
  const isOfEvcc = control.shownLoadpoints[name]?.evccMode === mode;
  if (!isOfEvcc && (isChanged || hasChosenMeanwhile(loadpoint, situation)))
    return { override: { sticky: true, override: person(now, takenBack(loadpoint)) }, owned };
  if (!owned?.mode && (mode === 'now' || mode === 'off')) return forcedMode(loadpoint, owned, situation);
  if (override?.sticky) return { override: planIsBack(loadpoint, situation) ? undefined : override, owned };
  if (isPlanDeleted(loadpoint, situation))
    return { override: { sticky: true, noPlan: true, override: person(now, PLAN_DELETED) }, owned };
  return { owned };
}

/** A boost goes on, at a mode that is not ours: somebody changed it while we were stopped, or ended their own fast mode. */
function hasChosenMeanwhile({ name, mode }: LoadpointState, { before, facts }: Situation): boolean {
  const left = before.shownLoadpoints[name];
  if (!left || !before.boosts[name] || before.loadpoints[name]?.mode) return false;
  const wasTheirs = left.mode === 'now' && before.overrides[name]?.override.kind === 'PERSON';
  return (facts.afterStop || wasTheirs) && (mode === 'pv' || mode === 'minpv') && mode !== left.mode;
}

function withoutMode({ mode: _taken, ...rest }: OwnedLoadpoint): OwnedLoadpoint {
  return rest;
}

/** evcc has not shown yet what we wrote last; until it has, what it showed before is nobody's decision. */
function isUnderWay(ours: NonNullable<OwnedLoadpoint['mode']>, mode: ChargeMode): boolean {
  return ours.awaiting !== undefined && (mode === ours.original || mode === ours.shown);
}

/** Fast or off, and not by us. */
function forcedMode(
  loadpoint: LoadpointState,
  owned: OwnedLoadpoint | undefined,
  { control, facts, now }: Situation,
): AtLoadpoint {
  const { name, mode } = loadpoint;
  const steering = carControl(control, now) === 'STEERED';
  const taken: AtLoadpoint = { owned: { ...owned, mode: { original: 'pv', ours: mode } } };
  if (control.shownLoadpoints[name]?.evccMode === mode) return steering ? taken : { owned };

  const before = control.overrides[name];
  const seen = seenAgain(before, person(now, forced(loadpoint)));
  const goal = facts.goals?.get(name);
  const isReached = goal !== undefined && goal.neededKwh <= 0;
  const isLasting = seen.override === before?.override;
  const beforeTarget = mode === 'now' && (isLasting ? before.beforeTarget : goal && !isReached);
  if (!beforeTarget) return { override: seen, owned };
  if (isReached && steering) return taken;
  const targetSocPercent = goal?.targetSocPercent ?? null;
  return { override: { ...seen, beforeTarget, override: { ...seen.override, targetSocPercent } }, owned };
}

function isPlanDeleted(loadpoint: LoadpointState, { site, before, facts, now }: Situation): boolean {
  const isOursOnItsWay = facts.pending.has(`vehicle:${loadpoint.vehicleName}:plan`);
  return !isOursOnItsWay && hasLostOurPlan(before, loadpoint, site, now);
}

function planIsBack({ name, vehicleName }: LoadpointState, { site, before }: Situation): boolean {
  if (!before.overrides[name]?.noPlan) return false;
  return site.vehicles.some((vehicle) => vehicle.name === vehicleName && vehicle.plan !== null);
}

/** A departure that somebody sets counts more than a plan that somebody deleted before. */
export function withoutPlanDeletion(control: ControlState, name: string): ControlState {
  const { [name]: override, ...overrides } = control.overrides;
  return override?.noPlan ? { ...control, overrides } : control;
}

/** evcc refused a write because its optimizer steers this: we leave it alone for an hour, then try again. */
export function stoodDown(control: ControlState, subject: string, now: Instant): ControlState {
  const override: Override = { ...person(now, OPTIMIZER), kind: 'OPTIMIZER', until: now + STOOD_DOWN_MS };
  return { ...control, overrides: { ...control.overrides, [subject]: { sticky: false, override } } };
}

const STOOD_DOWN_MS = HOUR_MS;

function seenAgain(before: Overridden | undefined, override: Override): Overridden {
  const same =
    before && before.override.kind === override.kind && before.override.message.de === override.message.de;
  return { sticky: false, override: same ? before.override : override };
}

function person(since: Instant, message: Text): Override {
  return { kind: 'PERSON', since, until: null, targetSocPercent: null, message };
}
