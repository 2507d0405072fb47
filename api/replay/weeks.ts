import type { RecordedCycle } from '../history/index.ts';
import { type Instant, type PlanInput, type QuarterHour, SLOT_MS, slotStart } from '../house/index.ts';
import { type Planner, storedWorthPerKwh } from '../plan/index.ts';
import {
  type BatteryPlant,
  type BatteryRule,
  type ComparisonFacts,
  identifyBattery,
  type KnownQuarter,
  measuredDays,
  ruleOf,
  settledCost,
  stepCourse,
  withBuffer,
} from '../savings/index.ts';
import { applyChanges, type Changes } from '../whatif/index.ts';
import { type ReplaySettings, withSettings } from './settings.ts';

/** What some weeks would have cost, with a setting as it was and as it could be. Money in the site's currency. */
export interface WeeksReplayed {
  /** Quarters of an hour that were gone through. */
  quarters: number;
  /** Quarters of which something was not measured, or no cycle is on record. */
  leftOut: number;
  asItWas: VariantCost;
  changed: VariantCost;
  /** changed − asItWas: + where the change makes it dearer. */
  difference: number;
}

/** One way through the weeks. */
export interface VariantCost {
  /**
   * Energy and wear, less what the battery can give more at the end than at the start, at the mean price that it replaces
   * on this way, losses and wear of this battery deducted.
   */
  cost: number;
  importKwh: number;
  exportKwh: number;
  dischargeKwh: number;
  /** What is taken to be in the battery at the start: the measured SoC, of a larger one as well; 0 without one. */
  startKwh: number;
  endKwh: number;
  /** `null` without a battery. */
  startSocPercent: number | null;
  endSocPercent: number | null;
}

/** What is replayed, and where it comes from. */
export interface WeeksSource {
  facts: ComparisonFacts;
  quarters: readonly QuarterHour[];
  /** The first cycle that began in a quarter of an hour; `null` where none is on record. */
  cycleIn(from: Instant, to: Instant): RecordedCycle | null;
}

/** What is different the second time. */
export interface Variant {
  changes: Changes;
  settings?: ReplaySettings;
  /** Another version of the planner; the same one where nothing is said. */
  planner?: Pick<Planner, 'solve'>;
}

interface Course extends Pick<VariantCost, 'cost' | 'importKwh' | 'exportKwh' | 'dischargeKwh' | 'startKwh'> {
  storedKwh: number;
  /** Of the battery that was planned with last. */
  wearCostPerKwh: number;
}

const DEADLINE_MS = 8000;

/**
 * Goes through measured weeks again: in each quarter the planner plans what it knew then, from the battery as its own
 * decisions have left it, and what it wants is carried out in the plant that was identified from this home. Once with
 * everything as it was and once changed, so that both stand on the same model.
 *
 * @param planner plans as it was
 */
export async function replayWeeks(
  planner: Pick<Planner, 'solve'>,
  { facts, quarters, cycleIn }: WeeksSource,
  { changes, settings = {}, planner: otherPlanner = planner }: Variant,
  progress: (done: number, of: number) => void = () => {},
): Promise<WeeksReplayed> {
  if (!facts.battery) throw new Error('Dieses Haus hat keine Batterie. / This house has no battery.');
  const end = (quarters.at(-1)?.end ?? 0) + 36 * 4 * SLOT_MS;
  const days = measuredDays(quarters, end, facts.timeZone, true);
  const plant = identifyBattery(
    facts.battery,
    days.filter(({ missing }) => missing === 0).map((day) => day.quarters),
  );
  const known = days.flatMap((day) => day.quarters);
  const [first] = known;
  if (!first) throw new Error('Es wurde noch nichts gemessen. / Nothing was measured yet.');
  const changedPlant = withBattery(plant, changes);
  const start = percentBefore(plant, first);
  const own = begin(plant, start);
  const other = begin(changedPlant, start);
  let done = 0;
  for (const [index, quarter] of known.entries()) {
    const cycle = cycleIn(quarter.start, quarter.end);
    if (!cycle) continue;
    await go(planner, own, plant, quarter, cycle.input, {}, {});
    const lived = changedQuarter(quarter, changes);
    await go(otherPlanner, other, changedPlant, lived, cycle.input, changes, settings);
    done += 1;
    progress(index + 1, known.length);
  }
  const asItWas = settled(own, plant, known);
  const changed = settled(
    other,
    changedPlant,
    known.map((quarter) => changedQuarter(quarter, changes)),
  );
  return {
    quarters: done,
    leftOut: quarters.length - done,
    asItWas,
    changed,
    difference: changed.cost - asItWas.cost,
  };
}

/** The SoC that a quarter began with: what is measured of it is that of its end. */
function percentBefore(plant: BatteryPlant, quarter: KnownQuarter): number {
  const { socPercent, batteryChargeKwh, batteryDischargeKwh } = quarter;
  const movedKwh =
    (batteryChargeKwh ?? 0) * plant.chargeEfficiency - (batteryDischargeKwh ?? 0) / plant.dischargeEfficiency;
  const before = (socPercent ?? plant.minSocPercent) - (100 * movedKwh) / plant.capacityKwh;
  return Math.min(100, Math.max(0, before));
}

function begin(plant: BatteryPlant, socPercent: number): Course {
  const startKwh = (socPercent / 100) * plant.capacityKwh;
  const sums = { cost: 0, importKwh: 0, exportKwh: 0, dischargeKwh: 0, wearCostPerKwh: 0 };
  return { ...sums, startKwh, storedKwh: startKwh };
}

async function go(
  planner: Pick<Planner, 'solve'>,
  course: Course,
  plant: BatteryPlant,
  quarter: KnownQuarter,
  recorded: PlanInput,
  changes: Changes,
  settings: ReplaySettings,
): Promise<void> {
  const socPercent = percentOf(plant, course.storedKwh) ?? 0;
  const battery = changes.battery ?? {};
  const changed = applyChanges(recorded, { ...changes, battery: { ...battery, socPercent } });
  const input = withSettings(changed, settings);
  const rule = await ruleNow(planner, input, quarter, settings);
  const wearCostPerKwh = input.batteries[0]?.wearCostPerKwh ?? 0;
  const step = stepCourse(plant, course.storedKwh, quarter, rule, wearCostPerKwh);
  course.wearCostPerKwh = wearCostPerKwh;
  course.cost += step.cost;
  course.importKwh += step.importKwh;
  course.exportKwh += step.exportKwh;
  course.dischargeKwh += step.dischargeKwh;
  course.storedKwh = step.storedKwh;
}

async function ruleNow(
  planner: Pick<Planner, 'solve'>,
  input: PlanInput,
  quarter: KnownQuarter,
  { bufferPercent }: ReplaySettings,
): Promise<BatteryRule> {
  const [battery] = input.batteries;
  if (!battery) return 'HOLD';
  const plan = await planner.solve(input, { deadlineMs: DEADLINE_MS });
  const slot = plan.slots.find(({ start }) => slotStart(start) === quarter.start);
  return slot ? withBuffer(ruleOf(slot), slot, battery, { bufferPercent: bufferPercent ?? null }) : 'FOLLOW';
}

/** What the battery can give more or less than at the start counts at the mean price that it would replace. */
function settled(course: Course, plant: BatteryPlant, quarters: readonly KnownQuarter[]): VariantCost {
  const meanPerKwh = quarters.reduce((sum, quarter) => sum + quarter.importPricePerKwh, 0) / quarters.length;
  const { storedKwh: endKwh, startKwh, wearCostPerKwh, ...sums } = course;
  const aboveLeastKwh = (storedKwh: number) =>
    Math.max(0, storedKwh - (plant.minSocPercent / 100) * plant.capacityKwh);
  const worthPerKwh = storedWorthPerKwh(meanPerKwh, { ...plant, wearCostPerKwh });
  return {
    ...sums,
    cost: settledCost(sums.cost, aboveLeastKwh(startKwh), aboveLeastKwh(endKwh), worthPerKwh),
    startKwh,
    endKwh,
    startSocPercent: percentOf(plant, startKwh),
    endSocPercent: percentOf(plant, endKwh),
  };
}

function percentOf({ capacityKwh }: BatteryPlant, storedKwh: number): number | null {
  return capacityKwh > 0 ? Math.min(100, (100 * storedKwh) / capacityKwh) : null;
}

/** The device with what is changed of it; a larger one of the same kind is as strong as it was. */
function withBattery(plant: BatteryPlant, { battery }: Changes): BatteryPlant {
  return {
    ...plant,
    capacityKwh: battery?.capacityKwh ?? plant.capacityKwh,
    maxChargeKw: battery?.maxChargeKw ?? plant.maxChargeKw,
    maxDischargeKw: battery?.maxDischargeKw ?? plant.maxDischargeKw,
    minSocPercent: battery?.minSocPercent ?? plant.minSocPercent,
    maxSocPercent: battery?.maxSocPercent ?? plant.maxSocPercent,
  };
}

/** What would have been measured with other prices, another PV system, or more or less that the house takes. */
function changedQuarter(
  quarter: KnownQuarter,
  { tariff, pvFactor = 1, loadFactor = 1 }: Changes,
): KnownQuarter {
  const { importFactor = 1, importOffsetPerKwh = 0 } = tariff ?? {};
  const moreKwh = (quarter.pvKwh ?? 0) * (pvFactor - 1) - (quarter.loadKwh ?? 0) * (loadFactor - 1);
  const netKwh = quarter.importKwh - quarter.exportKwh - moreKwh;
  return {
    ...quarter,
    importKwh: Math.max(0, netKwh),
    exportKwh: Math.max(0, -netKwh),
    importPricePerKwh:
      tariff?.importPricePerKwh ?? quarter.importPricePerKwh * importFactor + importOffsetPerKwh,
    feedInPricePerKwh: tariff?.feedInPricePerKwh ?? quarter.feedInPricePerKwh,
  };
}
