import type { Instant, LoadpointState, SiteState, Text, VehiclePlan } from '../house/index.ts';
import type { CarControl } from './car-control.ts';
import { energyPlanKey, isOwnEnergyPlan, isOwnPlan, isSameTime, vehiclePlanKey } from './evcc-plans.ts';
import type { CarGoal } from './goals.ts';
import { withPlanWithdrawn } from './shown-loadpoints.ts';
import type { ControlState } from './state.ts';
import { wholeSoc } from './whole-soc.ts';
import type { Wish } from './wish.ts';

const WITHDRAWN: Text = {
  de: 'Ziel oder Abfahrt gelten nicht mehr: evcc soll nicht dafür laden.',
  en: 'Target or departure no longer hold: evcc is not to charge for them.',
};

/**
 * Takes our own plan out of evcc where what it was for is known to be gone: evcc would carry it out, at any price. A
 * person's plan stays, and so does ours where the car has what it was for, or where its SoC is merely unknown. While cars
 * are only observed, a plan for another time than that of the goal was for a departure that somebody took back.
 */
export function withdrawnPlans(
  loadpoint: LoadpointState,
  site: SiteState,
  goal: CarGoal,
  control: ControlState,
  cars: CarControl,
): Wish[] {
  if (goal.source === 'EVCC') return [];
  const isTakenBack = (time: Instant) =>
    goal.departure === null ||
    (cars === 'OBSERVED' &&
      goal.source !== 'PERSON' &&
      time > site.observedAt &&
      !isSameTime(time, goal.departure));
  return [
    ...withdrawnVehiclePlan(loadpoint, site, goal, control, isTakenBack),
    ...withdrawnEnergyPlan(loadpoint, goal, control, isTakenBack),
  ];
}

function withdrawnVehiclePlan(
  loadpoint: LoadpointState,
  { vehicles }: SiteState,
  { vehicleName, targetSocPercent, neededKwh }: CarGoal,
  control: ControlState,
  isTakenBack: (time: Instant) => boolean,
): Wish[] {
  const vehicle = vehicles.find(({ name }) => name === vehicleName);
  const written = control.vehiclePlans[vehicleName ?? ''];
  if (!vehicle || !written) return [];
  const { name, plan } = vehicle;
  // Once evcc shows no plan any more, what we wrote last tells what it was withdrawn for.
  const isAbove = (shown: VehiclePlan) => shown.socPercent > wholeSoc(targetSocPercent ?? 100);
  const isLowered = neededKwh < 0.1 && (plan ? isAbove(plan) : written.some(isAbove));
  const [newest] = written;
  if (!isLowered && newest && !isTakenBack(newest.time)) return [];
  const isShown = plan !== null && isOwnPlan(control, name, plan);
  // evcc shows for a cycle longer what it plans by; until then that must be known as ours.
  const { effectivePlanTime: time, effectivePlanSocPercent: socPercent } = loadpoint;
  const isStillPlanned =
    time !== null && socPercent !== null && isOwnPlan(control, name, { time, socPercent });
  return [
    {
      key: vehiclePlanKey(name),
      subject: loadpoint.name,
      command: { kind: 'deleteVehiclePlan', vehicle: name },
      satisfied: !isShown,
      cause: WITHDRAWN,
      own: (state) => withPlanWithdrawn(state, loadpoint.name),
      ...(!isStillPlanned && {
        settle: (state: ControlState): ControlState => {
          const { [name]: _withdrawn, ...vehiclePlans } = state.vehiclePlans;
          return { ...state, vehiclePlans };
        },
      }),
    },
  ];
}

function withdrawnEnergyPlan(
  loadpoint: LoadpointState,
  { targetSocPercent, targetEnergyKwh, neededKwh }: CarGoal,
  control: ControlState,
  isTakenBack: (time: Instant) => boolean,
): Wish[] {
  const { name } = loadpoint;
  const ours = control.energyPlans[name];
  if (!ours) return [];
  const isLowered = neededKwh < 0.1 && targetEnergyKwh !== null && ours.energyKwh > targetEnergyKwh + 0.1;
  if (!isTakenBack(ours.time) && targetSocPercent === null && !isLowered) return [];
  return [
    {
      key: energyPlanKey(name),
      subject: name,
      command: { kind: 'deleteLoadpointEnergyPlan', loadpoint: name },
      satisfied: !isOwnEnergyPlan(control, loadpoint),
      cause: WITHDRAWN,
      settle: (state) => {
        const { [name]: _withdrawn, ...energyPlans } = state.energyPlans;
        return { ...state, energyPlans };
      },
    },
  ];
}
