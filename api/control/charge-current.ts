import type { Intent, LoadpointState, SiteState, Text } from '../house/index.ts';
import { fewestPhases, maxChargePowerKw, mostPhases, VOLT } from './power.ts';
import type { ControlState, OwnedLoadpoint } from './state.ts';
import { disowning, owning, type Wish } from './wish.ts';

/** A power this close to the most that the loadpoint gives is all of it. */
const FULL_SHARE = 0.97;

/** With which phases and current a loadpoint gives a power at most. */
export interface ChargeCurrent {
  currentA: number;
  /** 1 where only one phase gives so little; `null` = as it is. */
  phases: 1 | null;
}

/**
 * Whole amperes that give no more than `powerKw`, but at least what a car charges at. `null` where the loadpoint need
 * not be held back.
 */
export function chargeCurrent(loadpoint: LoadpointState, powerKw: number): ChargeCurrent | null {
  if (powerKw >= FULL_SHARE * maxChargePowerKw(loadpoint)) return null;
  const ampere = (phases: number) => Math.floor((1000 * powerKw) / (VOLT * phases) + 1e-6);
  const most = mostPhases(loadpoint);
  const allowed = (currentA: number) =>
    Math.min(loadpoint.maxCurrentA, Math.max(loadpoint.minCurrentA, currentA));
  if (ampere(most) >= loadpoint.minCurrentA || fewestPhases(loadpoint) === most)
    return { currentA: allowed(ampere(most)), phases: null };
  return { currentA: allowed(ampere(1)), phases: 1 };
}

/**
 * Holds a loadpoint that charges fast back to the power of its intent, where that is less than it gives: evcc knows no
 * power, but a current and phases. What a person set meanwhile stays until the car leaves.
 *
 * @param found the loadpoint with its limits as they were before us
 */
export function currentWishes(
  loadpoint: LoadpointState,
  found: LoadpointState,
  intent: Intent,
  owned: OwnedLoadpoint | undefined,
): Wish[] {
  const { name, configuredMaxCurrentA } = loadpoint;
  const held = intent.powerKw === null ? null : chargeCurrent(found, intent.powerKw);
  if (!held) return currentPutBack(loadpoint, owned, intent.reason);
  if (owned?.maxCurrentA?.yielded || typeof configuredMaxCurrentA !== 'number') return [];
  const { currentA, phases } = held;
  const isOurs = owned?.maxCurrentA !== undefined;
  const current: Wish = {
    key: currentKey(name),
    subject: name,
    command: { kind: 'maxCurrent', loadpoint: name, currentA },
    // One ampere less is not worth a write; one more would be beyond the limit.
    satisfied:
      configuredMaxCurrentA === currentA ||
      (isOurs && configuredMaxCurrentA === Math.max(currentA - 1, loadpoint.minCurrentA)),
    cause: intent.reason,
    own: owning(name, ({ maxCurrentA }) => ({
      maxCurrentA: {
        original: maxCurrentA?.original ?? configuredMaxCurrentA,
        effective: maxCurrentA?.effective ?? loadpoint.maxCurrentA,
        ours: currentA,
        shown: configuredMaxCurrentA,
      },
    })),
  };
  if (phases === null) return [current, ...phasesPutBack(loadpoint, owned, intent.reason)];
  return [
    current,
    {
      key: phasesKey(name),
      subject: name,
      command: { kind: 'phases', loadpoint: name, phases },
      satisfied: loadpoint.phasesConfigured === phases,
      cause: intent.reason,
      own: owning(name, (before) => ({ phases: { original: before.phases?.original ?? 0, ours: phases } })),
    },
  ];
}

/** What brings current and phases back to what they were; one that a person moved is theirs. */
export function currentPutBack(
  loadpoint: LoadpointState,
  owned: OwnedLoadpoint | undefined,
  cause: Text,
): Wish[] {
  const { name, configuredMaxCurrentA } = loadpoint;
  const current = owned?.maxCurrentA;
  const phases = phasesPutBack(loadpoint, owned, cause);
  if (!current) return phases;
  return [
    ...phases,
    {
      key: currentKey(name),
      subject: name,
      command: { kind: 'maxCurrent', loadpoint: name, currentA: current.original },
      satisfied: configuredMaxCurrentA === current.original || current.yielded === true,
      cause,
      // Yielded stays noted for as long as the car is there.
      settle: current.yielded && loadpoint.connected ? (state) => state : disowning(name, 'maxCurrentA'),
    },
  ];
}

function phasesPutBack(loadpoint: LoadpointState, owned: OwnedLoadpoint | undefined, cause: Text): Wish[] {
  const { name } = loadpoint;
  if (!owned?.phases) return [];
  const { original, ours } = owned.phases;
  return [
    {
      key: phasesKey(name),
      subject: name,
      command: { kind: 'phases', loadpoint: name, phases: original },
      satisfied: loadpoint.phasesConfigured !== ours,
      cause,
      settle: disowning(name, 'phases'),
    },
  ];
}

/** Notes where a person set another current than ours: from then on it is theirs. */
export function withYieldedCurrents(
  control: ControlState,
  { loadpoints }: SiteState,
  pending: ReadonlySet<string>,
): ControlState {
  return loadpoints.reduce((state, { name, configuredMaxCurrentA: shown }) => {
    const current = state.loadpoints[name]?.maxCurrentA;
    if (!current || current.yielded || pending.has(currentKey(name)) || typeof shown !== 'number')
      return state;
    const isKnown = [current.ours, current.original, current.shown].includes(shown);
    return isKnown ? state : owning(name, () => ({ maxCurrentA: { ...current, yielded: true } }))(state);
  }, control);
}

/** A loadpoint with the current and phases that it had before we held it back. */
export function asFound(
  loadpoint: LoadpointState,
  { loadpoints }: Pick<ControlState, 'loadpoints'>,
): LoadpointState {
  const { maxCurrentA, phases } = loadpoints[loadpoint.name] ?? {};
  return {
    ...loadpoint,
    ...(maxCurrentA && !maxCurrentA.yielded && { maxCurrentA: maxCurrentA.effective }),
    ...(phases && { phasesConfigured: phases.original }),
  };
}

const currentKey = (name: string) => `loadpoint:${name}:maxCurrent`;
const phasesKey = (name: string) => `loadpoint:${name}:phases`;
