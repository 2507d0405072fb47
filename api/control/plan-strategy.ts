import { type EvccCommand, followed } from '../evcc/index.ts';
import type { PlanStrategy, SiteState, Text } from '../house/index.ts';
import type { ControlState } from './state.ts';
import { PUT_BACK, type Wish } from './wish.ts';

type OwnStrategy = ControlState['vehicleStrategies'][string];

/** evcc's plan strategy "as late as possible, in one block": the plan waits for us until it must not. */
export const LATE_STRATEGY = { continuous: true, preconditionS: 7 * 24 * 3600 } as const;

/** evcc's own default: where ours is shown and what was before it is not known. */
const USUAL_STRATEGY: PlanStrategy = { continuous: false, preconditionS: 0 };

const strategyKey = (vehicle: string) => `vehicle:${vehicle}:strategy`;

/** What makes evcc wait with a car's plan; nothing where evcc knows no strategies, or a person set another one since. */
export function lateStrategyWishes(
  vehicle: string,
  subject: string,
  site: SiteState,
  control: ControlState,
  cause: Text,
): Wish[] {
  const shown = shownStrategy(site, vehicle);
  const before = control.vehicleStrategies[vehicle];
  if (!shown || before?.yielded) return [];
  const command: EvccCommand = { kind: 'vehiclePlanStrategy', vehicle, ...LATE_STRATEGY };
  const original = before?.original ?? (isSame(shown, LATE_STRATEGY) ? USUAL_STRATEGY : shown);
  const ours = { ...LATE_STRATEGY };
  return [
    {
      key: strategyKey(vehicle),
      subject,
      command,
      satisfied: followed(command, site) === true,
      cause,
      own: (state) => withStrategy(state, vehicle, { original, ours, awaiting: true }),
      ...(before?.awaiting && { settle: (state) => withStrategy(state, vehicle, { original, ours }) }),
    },
  ];
}

/** Strategies of cars go back on shutdown; their plans stay, they must outlive us. Of a car that is not shown we wait. */
export function strategyPutBackWishes(site: SiteState, control: ControlState): Wish[] {
  return Object.entries(control.vehicleStrategies).flatMap(([vehicle, strategy]): Wish[] => {
    const shown = shownStrategy(site, vehicle);
    if (!shown || strategy.yielded) return [];
    const { original, ours } = strategy;
    return [
      {
        key: strategyKey(vehicle),
        subject: vehicle,
        command: { kind: 'vehiclePlanStrategy', vehicle, ...original },
        satisfied: !isSame(shown, ours),
        cause: PUT_BACK,
        own: (state) => withStrategy(state, vehicle, { original, ours, awaiting: true }),
        settle: (state) => withoutStrategy(state, vehicle),
      },
    ];
  });
}

/**
 * Notes where a person set another strategy than ours: it is theirs until the car leaves, and what they set is what there
 * is to give back after that.
 */
export function withYieldedStrategies(
  control: ControlState,
  site: SiteState,
  { pending, leaving }: { pending: ReadonlySet<string>; leaving: ReadonlySet<string> },
): ControlState {
  const staying = new Set(
    site.loadpoints
      .filter(({ name, connected }) => connected || leaving.has(name))
      .map(({ name, vehicleName }) => vehicleName ?? control.shownLoadpoints[name]?.vehicle),
  );
  return Object.entries(control.vehicleStrategies).reduce((state, [vehicle, strategy]) => {
    const shown = shownStrategy(site, vehicle);
    if (!shown || pending.has(strategyKey(vehicle))) return state;
    if (strategy.yielded) return staying.has(vehicle) ? state : withoutStrategy(state, vehicle);
    const known = strategy.awaiting ? [strategy.ours, strategy.original] : [strategy.ours];
    if (known.some((one) => isSame(one, shown))) return state;
    return withStrategy(state, vehicle, { ...strategy, yielded: true });
  }, control);
}

function shownStrategy({ vehicles }: SiteState, vehicle: string): PlanStrategy | null {
  return vehicles.find(({ name }) => name === vehicle)?.planStrategy ?? null;
}

function isSame(a: PlanStrategy, b: PlanStrategy): boolean {
  return a.continuous === b.continuous && a.preconditionS === b.preconditionS;
}

function withStrategy(control: ControlState, vehicle: string, strategy: OwnStrategy): ControlState {
  return { ...control, vehicleStrategies: { ...control.vehicleStrategies, [vehicle]: strategy } };
}

function withoutStrategy(control: ControlState, vehicle: string): ControlState {
  const { [vehicle]: _gone, ...vehicleStrategies } = control.vehicleStrategies;
  return { ...control, vehicleStrategies };
}
