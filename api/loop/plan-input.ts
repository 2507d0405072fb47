import type { CarGoal, ControlState } from '../control/index.ts';
import type {
  Instant,
  PlanFlexibleLoad,
  PlanInput,
  PlanPeakPrice,
  PlanSlotInput,
  Settings,
  SiteState,
} from '../house/index.ts';
import { makeScenarios, spreadOf } from '../plan/index.ts';
import type { Expectation } from './forecasts.ts';
import { planBattery } from './plan-battery.ts';
import { planCars } from './plan-cars.ts';
import { peopleFacts } from './plan-people.ts';

/** The lower of two limits of which each may be absent. */
export function lowerLimit(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : Math.min(a, b);
}

/** Everything a plan depends on. */
export function planInput(parts: {
  now: Instant;
  site: SiteState;
  settings: Settings;
  slots: PlanSlotInput[];
  expectation: Pick<Expectation, 'load' | 'pv'>;
  goals: ReadonlyMap<string, CarGoal>;
  control: ControlState;
  /** The battery gives to cars that charge fast. */
  isBatteryUnlocked: boolean;
  loads?: PlanFlexibleLoad[];
  peakPrices?: PlanPeakPrice[];
}): PlanInput {
  const {
    now,
    site,
    settings,
    slots,
    expectation,
    goals,
    control,
    isBatteryUnlocked,
    loads = [],
    peakPrices = [],
  } = parts;
  const { levelsPeaks = false, co2PricePerTonne = 0, preferenceCost } = settings;
  const battery = planBattery(site, settings, slots, control, isBatteryUnlocked, now);
  const cars = planCars(site, goals, control, settings, slots, now);
  const { load, pv } = expectation;
  return {
    computedAt: now,
    currency: site.currency,
    slots,
    batteries: battery ? [battery] : [],
    cars,
    ...(loads.length > 0 && { loads }),
    ...(peakPrices.length > 0 && { peakPrices }),
    ...(levelsPeaks && { levelsPeaks }),
    ...(preferenceCost !== undefined && { preferenceCost }),
    ...(co2PricePerTonne > 0 && { co2PricePerTonne }),
    fixed: control.slotOverrides.map(({ target, action, start, end }) => ({
      id: target,
      action,
      start,
      end,
    })),
    ...peopleFacts(site, control, settings, now, slots.at(-1)?.end ?? now),
    // For a battery alone the spread says it all; what cars are told is tried out in scenarios.
    scenarios: settings.plansUncertainty && cars.length > 0 ? makeScenarios(load, pv) : [],
    spread: settings.plansUncertainty ? spreadOf(load, pv) : [],
  };
}
