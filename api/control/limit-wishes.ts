import { HOUR_MS, type Instant, type Intent, type LoadpointState, type Text } from '../house/index.ts';
import type { CarGoal } from './goals.ts';
import type { ControlState } from './state.ts';
import { wholeSoc } from './whole-soc.ts';
import { owning, type Wish } from './wish.ts';

export const limitSocKey = (loadpoint: string) => `loadpoint:${loadpoint}:limitSoc`;
export const limitEnergyKey = (loadpoint: string) => `loadpoint:${loadpoint}:limitEnergy`;

/** An estimate may fall by so much before it is written anew. */
const SLACK_KWH = 1;

const NO_NOW: Text = {
  de: 'Ohne diese Grenze lädt das Auto nicht schnell: Sonst endete es nie.',
  en: 'Without this limit the car does not charge fast: it would never end.',
};

/**
 * `now` never ends by itself, so a limit goes first: SoC where the car has one, energy of the session otherwise. One
 * that a person set meanwhile ends it as well.
 *
 * @param now of the reading
 */
export function limitWishes(
  loadpoint: LoadpointState,
  goal: CarGoal | undefined,
  intent: Intent,
  control: ControlState,
  now: Instant,
): Wish[] {
  const { name } = loadpoint;
  const theirs = control.sessionLimits[name];
  const socPercent = intent.socPercent ?? goal?.targetSocPercent ?? null;
  if (loadpoint.vehicleSocPercent !== null && socPercent !== null) {
    if (theirs && theirs.socPercent !== null) return [];
    const limit = wholeSoc(socPercent);
    return [
      {
        key: limitSocKey(name),
        subject: name,
        command: { kind: 'limitSoc', loadpoint: name, socPercent: limit },
        satisfied: loadpoint.limitSocPercent === limit,
        cause: intent.reason,
        consequence: NO_NOW,
        own: owning(name, (owned) => ({
          limitSocPercent: {
            original: owned.limitSocPercent?.original ?? loadpoint.limitSocPercent ?? 0,
            ours: limit,
            awaiting: true,
          },
        })),
        settle: limitShown(name, 'limitSocPercent'),
      },
    ];
  }
  if (theirs && theirs.energyKwh !== null) return [];
  const limit = energyLimitKwh(loadpoint, goal, intent, control.loadpoints[name]?.limitEnergyKwh?.ours, now);
  return [
    {
      key: limitEnergyKey(name),
      subject: name,
      command: { kind: 'limitEnergy', loadpoint: name, energyKwh: limit },
      satisfied: loadpoint.limitEnergyKwh === limit,
      cause: intent.reason,
      consequence: NO_NOW,
      own: owning(name, (owned) => ({
        limitEnergyKwh: {
          original: owned.limitEnergyKwh?.original ?? loadpoint.limitEnergyKwh ?? 0,
          ours: limit,
          awaiting: true,
        },
      })),
      settle: limitShown(name, 'limitEnergyKwh'),
    },
  ];
}

/** Nothing of ours is awaited any more: from here on another value is somebody else's. */
export function limitShown(name: string, key: 'limitSocPercent' | 'limitEnergyKwh') {
  return owning(name, ({ [key]: limit }) =>
    limit ? { [key]: { original: limit.original, ours: limit.ours } } : {},
  );
}

/**
 * What the session may bring in all, whole kWh. It is raised at once where more is wanted. What is still to come of a
 * boost falls behind where the car takes less than it could, and the limit is not moved for that; for a target it is.
 */
function energyLimitKwh(
  { sessionEnergyKwh }: LoadpointState,
  goal: CarGoal | undefined,
  intent: Intent,
  held: number | undefined,
  now: Instant,
): number {
  const chargedKwh = sessionEnergyKwh ?? 0;
  // Only what the plan wants tells what is next; what a person asked for runs by time.
  const isTimed = intent.next === undefined && intent.until !== null;
  const hours = isTimed ? Math.max(0, (intent.until ?? now) - now) / HOUR_MS : 0;
  const stillKwh = Math.max(goal?.neededKwh ?? 0, hours * (intent.powerKw ?? 0));
  if (held === undefined) return wholeKwh(chargedKwh + Math.max(1, stillKwh));
  const wanted = wholeKwh(chargedKwh + stillKwh);
  const isLess = !isTimed && wanted < held - SLACK_KWH;
  return wanted > held || isLess ? wanted : held;
}

/** Rounded up, but not for what is only the arithmetic's. */
function wholeKwh(energyKwh: number): number {
  return Math.max(1, Math.ceil(energyKwh - 1e-6));
}
