import { HOUR_MS, type Intent, type LoadpointState, type SiteState, type Text } from '../house/index.ts';
import { asFound, currentPutBack, currentWishes } from './charge-current.ts';
import { deadMansPlan } from './dead-mans-plan.ts';
import type { CarGoal } from './goals.ts';
import type { ControlState, OwnedLoadpoint } from './state.ts';
import { disowning, owning, PUT_BACK, type Wish } from './wish.ts';

/**
 * What we want of one loadpoint, in the order in which it is safe to write: the car's own plan first, so that
 * evcc finishes the job if we die, then a limit that ends `now`, then the current, then `now` itself.
 */
export function loadpointWishes(
  loadpoint: LoadpointState,
  site: SiteState,
  goal: CarGoal | undefined,
  intent: Intent | undefined,
  control: ControlState,
): Wish[] {
  const owned = control.loadpoints[loadpoint.name];
  const steering = intent?.live === true && loadpoint.connected;
  const charging = steering && intent.action === 'CAR_CHARGE';
  const deadMan = steering && goal ? deadMansPlan(loadpoint, site, goal, control) : [];
  if (charging)
    return [
      ...deadMan,
      ...limitWishes(loadpoint, goal, intent, control),
      ...currentWishes(loadpoint, asFound(loadpoint, control), intent, owned),
      nowWish(loadpoint, intent),
    ];
  return [...deadMan, ...putBackWishes(loadpoint, owned, intent?.reason ?? PUT_BACK)];
}

/** `now` never ends by itself, so a limit goes first: SoC where the car has one, energy of the session otherwise. */
function limitWishes(
  loadpoint: LoadpointState,
  goal: CarGoal | undefined,
  intent: Intent,
  control: ControlState,
): Wish[] {
  const { name } = loadpoint;
  const socPercent = intent.socPercent ?? goal?.targetSocPercent ?? null;
  if (loadpoint.vehicleSocPercent !== null && socPercent !== null) {
    const limit = Math.round(socPercent);
    return [
      {
        key: `loadpoint:${name}:limit`,
        subject: name,
        command: { kind: 'limitSoc', loadpoint: name, socPercent: limit },
        satisfied: loadpoint.limitSocPercent === limit,
        cause: intent.reason,
        own: owning(name, (owned) => ({
          limitSocPercent: {
            original: owned.limitSocPercent?.original ?? loadpoint.limitSocPercent ?? 0,
            ours: limit,
          },
        })),
      },
    ];
  }
  // The limit counts from the session's start; it is fixed when `now` begins and not moved while it runs.
  const held = control.loadpoints[name]?.limitEnergyKwh?.ours;
  const limit = held ?? Math.ceil((loadpoint.sessionEnergyKwh ?? 0) + energyUntil(intent, goal));
  return [
    {
      key: `loadpoint:${name}:limit`,
      subject: name,
      command: { kind: 'limitEnergy', loadpoint: name, energyKwh: limit },
      satisfied: loadpoint.limitEnergyKwh === limit,
      cause: intent.reason,
      own: owning(name, (owned) => ({
        limitEnergyKwh: {
          original: owned.limitEnergyKwh?.original ?? loadpoint.limitEnergyKwh ?? 0,
          ours: limit,
        },
      })),
    },
  ];
}

/** What the car may still take: a boost by its time, anything else by what is needed. */
function energyUntil(intent: Intent, goal: CarGoal | undefined): number {
  const hours = intent.until === null ? 0 : Math.max(0, intent.until - intent.since) / HOUR_MS;
  return Math.max(goal?.neededKwh ?? 0, hours * (intent.powerKw ?? 0), 1);
}

function nowWish(loadpoint: LoadpointState, intent: Intent): Wish {
  return {
    key: modeKey(loadpoint.name),
    subject: loadpoint.name,
    command: { kind: 'loadpointMode', loadpoint: loadpoint.name, mode: 'now' },
    satisfied: loadpoint.mode === 'now',
    cause: intent.reason,
    own: owning(loadpoint.name, (owned) => ({
      mode: {
        original: owned.mode?.original ?? loadpoint.mode,
        ours: 'now',
        awaiting: 'ours',
        shown: loadpoint.mode,
      },
    })),
    settle: owning(loadpoint.name, ({ mode }) =>
      mode ? { mode: { original: mode.original, ours: mode.ours } } : {},
    ),
  };
}

function modeKey(loadpoint: string): string {
  return `loadpoint:${loadpoint}:mode`;
}

/** Mode first, so that nothing charges without its limit. */
function putBackWishes(loadpoint: LoadpointState, owned: OwnedLoadpoint | undefined, cause: Text): Wish[] {
  const { name } = loadpoint;
  const wishes: Wish[] = [];
  if (owned?.mode) {
    const { original, ours } = owned.mode;
    wishes.push({
      key: modeKey(name),
      subject: name,
      command: { kind: 'loadpointMode', loadpoint: name, mode: original },
      satisfied: loadpoint.mode === original,
      cause,
      own: owning(name, () => ({ mode: { original, ours, awaiting: 'original' } })),
      settle: disowning(name, 'mode'),
    });
  }
  if (owned?.limitSocPercent)
    wishes.push({
      key: `loadpoint:${name}:limit`,
      subject: name,
      command: { kind: 'limitSoc', loadpoint: name, socPercent: owned.limitSocPercent.original },
      // evcc clears a session limit itself when the car leaves, and a limit that a person moved is theirs.
      satisfied: loadpoint.limitSocPercent !== owned.limitSocPercent.ours,
      cause,
      settle: disowning(name, 'limitSocPercent'),
    });
  if (owned?.limitEnergyKwh)
    wishes.push({
      key: `loadpoint:${name}:limit`,
      subject: name,
      command: { kind: 'limitEnergy', loadpoint: name, energyKwh: owned.limitEnergyKwh.original },
      satisfied: loadpoint.limitEnergyKwh !== owned.limitEnergyKwh.ours,
      cause,
      settle: disowning(name, 'limitEnergyKwh'),
    });
  return [...wishes, ...currentPutBack(loadpoint, owned, cause)];
}
