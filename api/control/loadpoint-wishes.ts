import { type Intent, type LoadpointState, MINUTE_MS, type SiteState, type Text } from '../house/index.ts';
import type { CarControl } from './car-control.ts';
import { asFound, currentPutBack, currentWishes } from './charge-current.ts';
import { deadMansPlan } from './dead-mans-plan.ts';
import type { CarGoal } from './goals.ts';
import { limitEnergyKey, limitShown, limitSocKey, limitWishes } from './limit-wishes.ts';
import { withModeReturned } from './shown-loadpoints.ts';
import type { ControlState, OwnedLoadpoint } from './state.ts';
import { disowning, owning, PUT_BACK, type Wish } from './wish.ts';
import { withdrawnPlans } from './withdrawn-plans.ts';

/**
 * A car does not stay empty because evcc refuses its plan: after so long it is charged without, with a limit and for as
 * long as we live.
 */
const PLAN_PATIENCE_MS = 3 * MINUTE_MS;

/**
 * What we want of one loadpoint, in the order in which it is safe to write: the car's own plan first, so that
 * evcc finishes the job if we die, then a limit that ends `now`, then the current, then `now` itself. Without its limit
 * there is no `now`.
 */
export function loadpointWishes(
  loadpoint: LoadpointState,
  site: SiteState,
  goal: CarGoal | undefined,
  intent: Intent | undefined,
  control: ControlState,
  cars: CarControl = 'STEERED',
): Wish[] {
  const owned = control.loadpoints[loadpoint.name];
  const steering = intent?.live === true && loadpoint.connected;
  const charging = steering && intent.action === 'CAR_CHARGE';
  const deadMan = goal ? deadMansPlan(loadpoint, site, goal, control, { steered: steering, cars }) : [];
  const withdrawn = goal ? withdrawnPlans(loadpoint, site, goal, control, cars) : [];
  if (charging) {
    const limits = limitWishes(loadpoint, goal, intent, control, site.observedAt);
    return [
      ...deadMan,
      ...withdrawn,
      ...limits,
      ...currentWishes(loadpoint, asFound(loadpoint, control), intent, owned),
      {
        ...nowWish(loadpoint, intent, owned),
        after: [
          ...limits.map(({ key }) => ({ key })),
          ...deadMan.slice(0, 1).map(({ key }) => ({ key, patienceMs: PLAN_PATIENCE_MS })),
        ],
      },
    ];
  }
  return [...deadMan, ...withdrawn, ...putBackWishes(loadpoint, owned, intent?.reason ?? PUT_BACK)];
}

/** Where evcc shows nothing that ends `now` and refuses to take it, the mode is as it was. */
function nowWish(loadpoint: LoadpointState, intent: Intent, owned: OwnedLoadpoint | undefined): Wish {
  const { name, mode: shown } = loadpoint;
  const endless = hasEnd(loadpoint) ? undefined : owned?.mode;
  return {
    key: modeKey(name),
    subject: name,
    command: { kind: 'loadpointMode', loadpoint: name, mode: 'now' },
    satisfied: shown === 'now',
    cause: intent.reason,
    ...(endless && { instead: modePutBack(loadpoint, endless, WITHOUT_END) }),
    own: owning(name, ({ mode }) => ({
      mode: { original: mode?.original ?? shown, ours: 'now', awaiting: 'ours', shown },
    })),
    // While it is given back, the state may still show `now` for a moment.
    ...(!endless && {
      settle: owning(name, ({ mode }) =>
        mode ? { mode: { original: mode.original, ours: mode.ours } } : {},
      ),
    }),
  };
}

/** evcc heeds the limit by energy only where it knows no SoC. */
function hasEnd({ vehicleSocPercent, limitSocPercent, limitEnergyKwh }: LoadpointState): boolean {
  return vehicleSocPercent === null ? Boolean(limitEnergyKwh) : Boolean(limitSocPercent);
}

function modePutBack(
  loadpoint: LoadpointState,
  { original, ours }: NonNullable<OwnedLoadpoint['mode']>,
  cause: Text,
): Wish {
  const { name } = loadpoint;
  return {
    key: modeKey(name),
    subject: name,
    command: { kind: 'loadpointMode', loadpoint: name, mode: original },
    satisfied: loadpoint.mode === original,
    cause,
    own: owning(name, () => ({ mode: { original, ours, awaiting: 'original' } })),
    settle: (state) => withModeReturned(disowning(name, 'mode')(state), name, original),
  };
}

const modeKey = (loadpoint: string) => `loadpoint:${loadpoint}:mode`;

const WITHOUT_END: Text = {
  de: 'evcc zeigt keine Grenze, die das schnelle Laden beendet.',
  en: 'evcc shows no limit that ends fast charging.',
};

/** Mode first, so that nothing charges without its limit: that goes only once evcc shows the mode. */
function putBackWishes(loadpoint: LoadpointState, owned: OwnedLoadpoint | undefined, cause: Text): Wish[] {
  const { name } = loadpoint;
  const wishes: Wish[] = [];
  const after = owned?.mode && [{ key: modeKey(name) }];
  if (owned?.mode) wishes.push(modePutBack(loadpoint, owned.mode, cause));
  if (owned?.limitSocPercent)
    wishes.push({
      key: limitSocKey(name),
      subject: name,
      ...(after && { after }),
      command: { kind: 'limitSoc', loadpoint: name, socPercent: owned.limitSocPercent.original },
      satisfied: isReturned(owned.limitSocPercent, loadpoint.limitSocPercent),
      cause,
      own: limitShown(name, 'limitSocPercent'),
      settle: disowning(name, 'limitSocPercent'),
    });
  if (owned?.limitEnergyKwh)
    wishes.push({
      key: limitEnergyKey(name),
      subject: name,
      ...(after && { after }),
      command: { kind: 'limitEnergy', loadpoint: name, energyKwh: owned.limitEnergyKwh.original },
      satisfied: isReturned(owned.limitEnergyKwh, loadpoint.limitEnergyKwh),
      cause,
      own: limitShown(name, 'limitEnergyKwh'),
      settle: disowning(name, 'limitEnergyKwh'),
    });
  return [...wishes, ...currentPutBack(loadpoint, owned, cause)];
}

/**
 * evcc clears a session limit itself when the car leaves, and a limit that a person moved is theirs. As long as evcc has
 * not shown ours, what it shows tells nothing.
 */
function isReturned(
  { ours, awaiting }: NonNullable<OwnedLoadpoint['limitSocPercent']>,
  shown: number | null,
) {
  return !awaiting && shown !== ours;
}
