import { type BatteryAbility, type Controller, type ControlState, errorText } from '../control/index.ts';
import type {
  Clock,
  Instant,
  Plan,
  PlanInput,
  PlanSlotInput,
  Settings,
  SiteState,
  Tariffs,
  Text,
} from '../house/index.ts';
import type { Planner } from '../plan/index.ts';
import { alignPrices, alignRates, slotGrid } from '../tariff/index.ts';
import type { FlexibleLoads } from './flexible-loads.ts';
import type { Expectation, Forecasts } from './forecasts.ts';
import type { ImportPeaks } from './import-peaks.ts';
import { bandsOf } from './plan-bands.ts';
import { batteryAbility } from './plan-battery.ts';
import { lowerLimit, planInput } from './plan-input.ts';
import type { PriceMemory } from './price-memory.ts';

/** The solver's best plan after this long is used, proven or not. */
const PLAN_DEADLINE_MS = 8000;
const HORIZON_HOURS = 48;

/** What one cycle worked out. */
export interface CycleResult {
  at: Instant;
  durationMs: number;
  input: PlanInput;
  plan: Plan;
  expectation: Expectation;
}

export interface CycleDependencies {
  clock: Clock;
  settings: Settings;
  planner: Pick<Planner, 'solve'>;
  controller: Pick<Controller, 'goals' | 'state' | 'decide' | 'whyUnlocked'>;
  forecasts: Pick<Forecasts, 'expect'>;
  prices: Pick<PriceMemory, 'rates'>;
  /** Without it only energy costs. */
  peaks?: Pick<ImportPeaks, 'prices'>;
  /** Without it nothing but batteries and cars can be told when. */
  flexible?: Pick<FlexibleLoads, 'due'>;
}

/** Forecast and plan from what was read: the pure middle of a cycle. */
export async function runCycle(
  { clock, settings, planner, controller, forecasts, prices, peaks, flexible }: CycleDependencies,
  site: SiteState,
  tariffs: Tariffs | null,
): Promise<CycleResult> {
  const started = performance.now();
  const now = clock.now();
  const grid = slotGrid(now, HORIZON_HOURS);
  const aligned = alignPrices({
    grid: tariffs?.grid ?? null,
    feedIn: tariffs?.feedIn ?? null,
    slots: grid,
    importFallbackPerKwh: site.importPricePerKwh,
    feedInFallbackPerKwh: settings.feedInPricePerKwh ?? site.feedInPricePerKwh,
    history: prices.rates(),
    timeZone: settings.timeZone,
  });
  const expectation = forecasts.expect(grid, tariffs?.solar ?? null);
  const emissions = alignRates(tariffs?.co2 ?? null, grid, settings.timeZone);
  const slots = grid.map((slot, index): PlanSlotInput => {
    const price = aligned.slots[index];
    const co2GramsPerKwh = emissions[index] ?? null;
    if (!price) throw new RangeError(`no price for slot ${index}`);
    return {
      ...slot,
      ...price,
      pvKw: expectation.pv[index]?.meanKw ?? 0,
      loadKw: expectation.load[index]?.meanKw ?? 0,
      importLimitKw: lowerLimit(settings.gridImportLimitKw, site.importLimitKw),
      exportLimitKw: lowerLimit(settings.gridExportLimitKw, site.exportLimitKw),
      ...bandsOf(expectation, index),
      ...(co2GramsPerKwh !== null && { co2GramsPerKwh }),
    };
  });
  const until = grid.at(-1)?.end ?? now;
  const input = planInput({
    now,
    site,
    settings,
    slots,
    expectation,
    goals: controller.goals(site),
    control: controller.state(),
    isBatteryUnlocked: controller.whyUnlocked(site) !== null,
    loads: flexible?.due(now, until) ?? [],
    peakPrices: peaks?.prices(now, until) ?? [],
  });
  const solved = await planner.solve(input, { deadlineMs: PLAN_DEADLINE_MS });
  const plan = { ...solved, pricesKnownUntil: aligned.pricesKnownUntil };
  controller.decide(plan, abilityOf(site, settings, controller.state()));
  return { at: now, durationMs: performance.now() - started, input, plan, expectation };
}

/** What the battery can do; nothing where there is none or too little is known of it. */
export function abilityOf(
  site: SiteState,
  settings: Settings,
  { learnedBattery }: Pick<ControlState, 'learnedBattery'>,
): BatteryAbility {
  return (
    batteryAbility(site, settings, learnedBattery) ?? {
      maxChargeKw: 0,
      maxDischargeKw: 0,
      minSocPercent: settings.batteryMinSocPercent,
      maxSocPercent: settings.batteryMaxSocPercent,
    }
  );
}

/** What people read when a cycle failed as a whole. */
export function cycleFailure(error: unknown): Text {
  const cause = errorText(error);
  return {
    de: `Der letzte Durchlauf ist gescheitert: ${cause.de}. Der nächste folgt von selbst.`,
    en: `The last cycle failed: ${cause.en}. The next one follows by itself.`,
  };
}
