import { currentToKw, fullPowerKw } from '../demo/index.ts';
import { DAY_MS, type Instant, type Plan, type PlanCar, type PlanInput, slotStart } from '../house/index.ts';
import { createPlanner } from '../plan/index.ts';
import { type Driver, IDLE_DRIVER, type Setting } from './policy.ts';
import type { Session } from './sessions.ts';
import { setpointsOf } from './setpoint.ts';
import { trueBattery, trueSlots } from './true-slots.ts';
import { meanPricePerKwh } from './worth.ts';

const HORIZON_MS = 4 * DAY_MS;
/** Planned anew when so much of a plan has passed: two days before what is beyond it could matter. */
const REPLAN_MS = 2 * DAY_MS;
/** No house waits here: what is decided must not depend on how fast this machine is. */
const DEADLINE_MS = 120_000;
/** Where cars may still come, of ways that cost the same the one that ends fuller, currency/kWh. */
const FULLER_PER_KWH = 0.0001;

/**
 * Our planner with load, PV and prices as they will be, four days ahead and at the end with what is left at the worth
 * at which it will be counted, carried out as power settings. With cars it plans anew when one comes or leaves and does
 * not know of later sessions, as nobody does; so it is a strict bound only without cars.
 */
export function perfect({ scenario, house, endWorthPerKwh }: Setting): Driver {
  const { devices, from, to } = scenario;
  const endValuePerKwh = endWorthPerKwh + (devices.cars.length > 0 ? FULLER_PER_KWH : 0);
  const planner = createPlanner();
  const sessions: (Session | null)[] = devices.cars.map(() => null);
  const planMs: number[] = [];
  let plan: Plan | null = null;
  let fallbacks = 0;

  function inputAt(now: Instant): PlanInput {
    const slots = trueSlots(scenario, now, Math.min(now + HORIZON_MS, to));
    const battery = trueBattery(scenario, house.plant.batteryKwh, slots);
    const reachesEnd = slots.at(-1)?.end === to;
    return {
      computedAt: now,
      currency: 'EUR',
      slots,
      batteries: [reachesEnd ? { ...battery, endValuePerKwh } : battery],
      cars: sessions.flatMap((session, car): PlanCar[] => {
        const spec = devices.cars[car];
        const charger = devices.chargers[car];
        const missingKwh = house.missingKwh(car);
        if (!session || !spec || !charger || missingKwh < 0.01) return [];
        return [
          {
            id: charger.name,
            title: charger.title,
            capacityKwh: null,
            socPercent: null,
            limitSocPercent: null,
            targetSocPercent: null,
            targetEnergyKwh: missingKwh,
            departure: session.plugOut,
            minPowerKw: currentToKw(6, 1),
            maxPowerKw: fullPowerKw(spec, charger),
            chargeEfficiency: spec.chargeEfficiency,
            maxGridPricePerKwh: null,
            taper: [],
            endValuePerKwh: meanPricePerKwh(scenario, slotStart(now)),
          },
        ];
      }),
    };
  }

  async function planAt(now: Instant): Promise<void> {
    const begun = performance.now();
    plan = await planner.solve(inputAt(now), { deadlineMs: DEADLINE_MS });
    planMs.push(performance.now() - begun);
    if (plan.status === 'FALLBACK') fallbacks += 1;
    follow(now);
  }

  function follow(now: Instant): void {
    const slot = plan?.slots.find(({ start, end }) => start <= now && now < end);
    if (!slot) return;
    house.order(setpointsOf(slot, devices, (car) => presentShare(sessions[car] ?? null, now, slot.end)));
  }

  return {
    ...IDLE_DRIVER,
    start: () => planner.start(),
    async onQuarter(now) {
      const age = plan ? now - plan.computedAt : Number.POSITIVE_INFINITY;
      if (age >= REPLAN_MS || now === from) await planAt(now);
      else follow(now);
    },
    async onPlugIn(car, session, now) {
      sessions[car] = session;
      await planAt(now);
    },
    async onPlugOut(car, now) {
      sessions[car] = null;
      await planAt(now);
    },
    stop: () => planner.stop(),
    planMs: () => planMs,
    fallbackPlans: () => fallbacks,
  };
}

/** Share of what is left of the slot in which the car is there. */
function presentShare(session: Session | null, now: Instant, end: Instant): number {
  if (!session || session.plugOut >= end) return 1;
  return Math.max(1 / 60, (session.plugOut - now) / Math.max(1, end - now));
}
