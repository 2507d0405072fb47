import { type EvccCommand, followed } from '../evcc/index.ts';
import type { LoadpointState, PlanStrategy, SiteState, Text } from '../house/index.ts';
import { withOwnPlan } from './evcc-plans.ts';
import type { CarGoal } from './goals.ts';
import type { ControlState } from './state.ts';
import { wholeSoc } from './whole-soc.ts';
import { PUT_BACK, type Wish } from './wish.ts';

/** evcc's plan strategy "as late as possible, in one block": the plan waits for us until it must not. */
export const LATE_STRATEGY = { continuous: true, preconditionS: 7 * 24 * 3600 } as const;

/** evcc's own default: where ours is shown and what was before it is not known. */
const USUAL_STRATEGY: PlanStrategy = { continuous: false, preconditionS: 0 };

const WITHOUT_PLAN: Text = {
  de: 'Ohne diesen Plan lädt das Auto nur, solange Smartload läuft.',
  en: 'Without this plan the car charges only while Smartload runs.',
};

const isLate = ({ continuous, preconditionS }: PlanStrategy) =>
  continuous === LATE_STRATEGY.continuous && preconditionS === LATE_STRATEGY.preconditionS;

/**
 * Target and departure of a car as a plan in evcc itself, so that it is ready in time even if we die. A person's
 * own plan in evcc is never touched.
 */
export function deadMansPlan(
  loadpoint: LoadpointState,
  site: SiteState,
  goal: CarGoal,
  control: ControlState,
): Wish[] {
  if (goal.departure === null || goal.source === 'EVCC' || goal.neededKwh < 0.1) return [];
  const cause: Text = {
    de: 'Ziel und Abfahrt stehen in evcc, damit das Auto auch ohne Smartload rechtzeitig voll ist.',
    en: 'Target and departure are kept in evcc, so that the car is ready in time even without Smartload.',
  };
  const time = Math.floor(goal.departure / 1000) * 1000;
  const { vehicleName, targetSocPercent, targetEnergyKwh } = goal;
  if (vehicleName !== null && targetSocPercent !== null) {
    const socPercent = wholeSoc(targetSocPercent);
    const vehicle = site.vehicles.find((candidate) => candidate.name === vehicleName);
    const command: EvccCommand = { kind: 'vehiclePlan', vehicle: vehicleName, socPercent, time };
    const plan: Wish = {
      key: `vehicle:${vehicleName}:plan`,
      subject: loadpoint.name,
      command,
      satisfied: followed(command, site) === true,
      cause,
      consequence: WITHOUT_PLAN,
      own: (state) => withOwnPlan(state, vehicleName, { socPercent, time }),
    };
    const strategy = vehicle?.planStrategy;
    if (!strategy) return [plan];
    const late: EvccCommand = { kind: 'vehiclePlanStrategy', vehicle: vehicleName, ...LATE_STRATEGY };
    return [
      plan,
      {
        key: `vehicle:${vehicleName}:strategy`,
        subject: loadpoint.name,
        command: late,
        satisfied: followed(late, site) === true,
        cause,
        own: (state) => ({
          ...state,
          vehicleStrategies: {
            ...state.vehicleStrategies,
            [vehicleName]: state.vehicleStrategies[vehicleName] ?? {
              original: isLate(strategy) ? USUAL_STRATEGY : strategy,
              ours: { ...LATE_STRATEGY },
            },
          },
        }),
      },
    ];
  }
  if (targetEnergyKwh === null) return [];
  const energyKwh = Math.round(targetEnergyKwh * 10) / 10;
  const ours = control.energyPlans[loadpoint.name];
  return [
    {
      key: `loadpoint:${loadpoint.name}:plan`,
      subject: loadpoint.name,
      command: { kind: 'loadpointEnergyPlan', loadpoint: loadpoint.name, energyKwh, time },
      satisfied: ours?.time === time && loadpoint.planEnergyKwh === energyKwh,
      cause,
      consequence: WITHOUT_PLAN,
      own: (state) => ({
        ...state,
        energyPlans: { ...state.energyPlans, [loadpoint.name]: { energyKwh, time } },
      }),
    },
  ];
}

/** Strategies of cars go back on shutdown; their plans stay, they must outlive us. Of a car that is not shown we wait. */
export function strategyPutBackWishes(site: SiteState, control: ControlState): Wish[] {
  return Object.entries(control.vehicleStrategies).flatMap(([vehicle, { original, ours }]): Wish[] => {
    const current = site.vehicles.find((candidate) => candidate.name === vehicle)?.planStrategy;
    if (!current) return [];
    return [
      {
        key: `vehicle:${vehicle}:strategy`,
        subject: vehicle,
        command: { kind: 'vehiclePlanStrategy', vehicle, ...original },
        satisfied: current.preconditionS !== ours.preconditionS || current.continuous !== ours.continuous,
        cause: PUT_BACK,
        settle: (state) => {
          const { [vehicle]: _done, ...rest } = state.vehicleStrategies;
          return { ...state, vehicleStrategies: rest };
        },
      },
    ];
  });
}
