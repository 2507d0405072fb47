import { type EvccCommand, followed } from '../evcc/index.ts';
import type { LoadpointState, SiteState, Text } from '../house/index.ts';
import type { CarControl } from './car-control.ts';
import { carKey, energyPlanKey, isOwnPlan, vehiclePlanKey, withOwnPlan } from './evcc-plans.ts';
import type { CarGoal } from './goals.ts';
import { lateStrategyWishes } from './plan-strategy.ts';
import type { ControlState } from './state.ts';
import { wholeSoc } from './whole-soc.ts';
import type { Wish } from './wish.ts';

const WITHOUT_PLAN: Text = {
  de: 'Ohne diesen Plan lädt das Auto nur, solange Smartload läuft.',
  en: 'Without this plan the car charges only while Smartload runs.',
};

const CAUSE: Text = {
  de: 'Ziel und Abfahrt stehen in evcc, damit das Auto auch ohne Smartload rechtzeitig voll ist.',
  en: 'Target and departure are kept in evcc, so that the car is ready in time even without Smartload.',
};

/**
 * Target and departure of a car as a plan in evcc itself, so that it is ready in time even if we die. A person's
 * own plan in evcc is never touched. evcc holds
 *
 * - the plan of a car that we steer, and waits with it for as long as it can;
 * - that of a departure that a person asked for, whoever steers: it is promised, and where we rest, only observe or leave
 *   the car alone, nobody but evcc keeps it. Who deletes it in evcc has the last word;
 * - while everything rests, the plan that it held before, changed as people ask for.
 *
 * @param steered this car is ours to steer now
 */
export function deadMansPlan(
  loadpoint: LoadpointState,
  site: SiteState,
  goal: CarGoal,
  control: ControlState,
  { steered, cars }: { steered: boolean; cars: CarControl },
): Wish[] {
  if (goal.departure === null || goal.source === 'EVCC' || goal.neededKwh < 0.1) return [];
  if (steered && cars === 'STEERED') {
    const { vehicleName, targetSocPercent } = goal;
    const bySoc = vehicleName !== null && targetSocPercent !== null;
    const late = bySoc ? lateStrategyWishes(vehicleName, loadpoint.name, site, control, CAUSE) : [];
    return [...planWish(loadpoint, site, goal, goal.departure, control), ...late];
  }
  const isPromised = goal.source === 'PERSON' && !control.departures[carKey(loadpoint)]?.noPlan;
  const isKept = cars === 'PAUSED' && goal.source !== 'PERSON' && showsOwnPlan(goal, site, control);
  return isPromised || isKept ? planWish(loadpoint, site, goal, goal.departure, control) : [];
}

function planWish(
  loadpoint: LoadpointState,
  site: SiteState,
  { vehicleName, targetSocPercent, targetEnergyKwh }: CarGoal,
  departure: number,
  control: ControlState,
): Wish[] {
  const time = Math.floor(departure / 1000) * 1000;
  if (vehicleName !== null && targetSocPercent !== null) {
    const socPercent = wholeSoc(targetSocPercent);
    const command: EvccCommand = { kind: 'vehiclePlan', vehicle: vehicleName, socPercent, time };
    return [
      {
        key: vehiclePlanKey(vehicleName),
        subject: loadpoint.name,
        command,
        satisfied: followed(command, site) === true,
        cause: CAUSE,
        consequence: WITHOUT_PLAN,
        own: (state) => withOwnPlan(state, vehicleName, { socPercent, time }),
      },
    ];
  }
  if (targetEnergyKwh === null) return [];
  const energyKwh = Math.round(targetEnergyKwh * 10) / 10;
  const ours = control.energyPlans[loadpoint.name];
  return [
    {
      key: energyPlanKey(loadpoint.name),
      subject: loadpoint.name,
      command: { kind: 'loadpointEnergyPlan', loadpoint: loadpoint.name, energyKwh, time },
      satisfied: ours?.time === time && loadpoint.planEnergyKwh === energyKwh,
      cause: CAUSE,
      consequence: WITHOUT_PLAN,
      own: (state) => ({
        ...state,
        energyPlans: { ...state.energyPlans, [loadpoint.name]: { energyKwh, time } },
      }),
    },
  ];
}

/** A plan of ours that lies ahead. */
function showsOwnPlan({ vehicleName }: CarGoal, site: SiteState, control: ControlState): boolean {
  const plan = site.vehicles.find(({ name }) => name === vehicleName)?.plan ?? null;
  return plan !== null && plan.time > site.observedAt && isOwnPlan(control, vehicleName ?? '', plan);
}
