import type { PlanInput } from '../house/index.ts';
import { HOUR_MS } from '../house/index.ts';
import type { Counting } from './counting.ts';
import { addFixed } from './fixed.ts';
import { addForced } from './forced.ts';
import { type Goal, type GoalBook, goalBook } from './goals.ts';
import { addBattery, type BatteryColumns } from './model-battery.ts';
import { addCar, type CarColumns } from './model-car.ts';
import { addCouplings } from './model-coupling.ts';
import { addLoad, type LoadColumns } from './model-load.ts';
import { addPeaks } from './model-peak.ts';
import { importPriceWithCo2, servesHouseholdOnly, slotHours, surplusKw } from './physics.ts';
import type { Pooling } from './pooling.ts';
import { type LinearProblem, type ProblemBuilder, problemBuilder, type Term } from './problem.ts';
import type { Sharing } from './sharing.ts';
import { type CarCourse, carCourse } from './stays.ts';
import type { Switch } from './switches.ts';
import { latePreference, PREFERENCES, WEIGHTS } from './weights.ts';

/** A row whose right-hand side moves by `perLoadKw` for each kW of household load. */
export interface LoadRow {
  row: number;
  perLoadKw: number;
  /** A switch's column with what it adds to `perLoadKw` while it is on. */
  whileOn?: Term;
}

/** The columns and rows of one slot that do not belong to a device. Powers are in kW. */
export interface SlotColumns {
  hours: number;
  /** What waiting until the middle of the slot counts, currency/kWh. */
  latePerKwh: number;
  /** PV beyond household load. */
  surplusKw: number;
  /** With the price of its CO₂, currency/kWh. */
  importPricePerKwh: number;
  feedInPricePerKwh: number;
  /** Import within its limit. */
  import: number;
  export: number;
  curtailed: number;
  maxCurtailedKw: number;
  /** What is imported beyond its limit; `null` without a limit. */
  importAbove: number | null;
  /** All rows that household load is in; their duals make the marginal price. */
  loadRows: LoadRow[];
}

/** The optimisation problem of one plan input, with the place of everything in it. */
export interface PlanModel {
  problem: LinearProblem;
  slots: SlotColumns[];
  batteries: BatteryColumns[];
  cars: CarColumns[];
  loads: LoadColumns[];
  /** The yes/no decisions that cannot be left to prices. */
  switches: Switch[];
  /** What these decisions mean for flows that share something: the source of cuts. */
  sharings: Sharing[];
  poolings: Pooling[];
  countings: Counting[];
  /** What a plan may have to give up, the most important first. */
  goals: Goal[];
}

/** What the parts of the model share while it is built. */
export interface ModelDraft {
  input: PlanInput;
  problem: ProblemBuilder;
  slots: SlotColumns[];
  /** All comings and goings, one for each car. */
  courses: CarCourse[];
  /** By slot: energy in store may be worth less than nothing, above the corridor or in the way of a later negative price. */
  mayBurn: boolean[];
  switches: Switch[];
  sharings: Sharing[];
  poolings: Pooling[];
  countings: Counting[];
  goals: GoalBook;
}

/**
 * Writes the plan as a mixed-integer linear programme: powers per slot in kW, stores in kWh, money plus the
 * weights of what is given up (`WEIGHTS`) plus tiny preferences (`PREFERENCES`). It is feasible for every input that passes `checkInput`.
 */
export function buildModel(input: PlanInput): PlanModel {
  const problem = problemBuilder();
  const switches: Switch[] = [];
  const sharings: Sharing[] = [];
  const poolings: Pooling[] = [];
  const countings: Counting[] = [];
  const goals = goalBook();
  const mayBurn = worthlessStores(input);
  const slots = addGrid(input, problem, goals, mayBurn);
  const courses = input.cars.map((car) => carCourse(car, input));
  const draft: ModelDraft = {
    input,
    problem,
    slots,
    courses,
    mayBurn,
    switches,
    sharings,
    poolings,
    countings,
    goals,
  };
  const cars = input.cars.map((car, at) => addCar(draft, car, courses[at]));
  const loads = (input.loads ?? []).map((load) => addLoad(draft, load));
  const takers = [...cars, ...loads];
  const batteries = input.batteries.map((battery) =>
    addBattery(draft, battery, servesHouseholdOnly(battery) ? loads : takers),
  );
  addBalance(draft, batteries, takers);
  addCouplings(draft, batteries, cars, loads);
  addFixed(draft, batteries, cars);
  addForced(input, problem, batteries, cars);
  addPeaks(draft);
  const ranked = goals.ranked(problem);
  return {
    problem: problem.build(),
    slots,
    batteries,
    cars,
    loads,
    switches,
    sharings,
    poolings,
    countings,
    goals: ranked,
  };
}

/** All that a slot imports, within its limit and beyond. */
export function importColumns({ import: within, importAbove }: SlotColumns): number[] {
  return importAbove === null ? [within] : [within, importAbove];
}

/** All that a slot imports times a factor. */
export function importTerms(slot: SlotColumns, factor: number): Term[] {
  return importColumns(slot).map((column) => [column, factor]);
}

function worthlessStores(input: PlanInput): boolean[] {
  const startsAbove = input.batteries.some(({ socPercent, maxSocPercent }) => socPercent > maxSocPercent);
  const lastNegativeAt = input.slots.findLastIndex((slot) => importPriceWithCo2(input, slot) < 0);
  return input.slots.map((_, index) => startsAbove || index < lastNegativeAt);
}

function addGrid(
  input: PlanInput,
  problem: ProblemBuilder,
  goals: GoalBook,
  mayBurn: readonly boolean[],
): SlotColumns[] {
  const start = input.slots[0]?.start ?? input.computedAt;
  const latePerHour = latePreference(((input.slots.at(-1)?.end ?? start) - start) / HOUR_MS);
  return input.slots.map((slot, index) => {
    const hours = slotHours(slot);
    const surplus = surplusKw(slot);
    const importPricePerKwh = importPriceWithCo2(input, slot);
    // With a positive price, not producing what the house itself uses pays only where it empties a store.
    const isUseful = importPricePerKwh > 0 && !mayBurn[index];
    const maxCurtailedKw = isUseful ? Math.max(0, surplus) : slot.pvKw;
    const importCost = hours * (importPricePerKwh + PREFERENCES.meter);
    const importColumn = problem.column(0, slot.importLimitKw ?? Number.POSITIVE_INFINITY, importCost);
    const exportColumn = problem.column(
      0,
      slot.exportLimitKw ?? Number.POSITIVE_INFINITY,
      hours * (PREFERENCES.meter - slot.feedInPricePerKwh),
    );
    const curtailed = problem.column(0, maxCurtailedKw, hours * PREFERENCES.curtailment);
    let importAbove: number | null = null;
    if (slot.importLimitKw !== null) {
      importAbove = problem.column(0, Number.POSITIVE_INFINITY, importCost);
      goals.add('IMPORT_LIMIT', 0, importAbove, hours, WEIGHTS.importLimit);
    }
    return {
      hours,
      latePerKwh: latePerHour * ((slot.start - start) / HOUR_MS + hours / 2),
      surplusKw: surplus,
      importPricePerKwh,
      feedInPricePerKwh: slot.feedInPricePerKwh,
      import: importColumn,
      export: exportColumn,
      curtailed,
      maxCurtailedKw,
      importAbove,
      loadRows: [],
    };
  });
}

function addBalance(
  { problem, slots }: ModelDraft,
  batteries: BatteryColumns[],
  takers: Pick<CarColumns, 'slots'>[],
): void {
  slots.forEach((slot, index) => {
    const terms: Term[] = [...importTerms(slot, 1), [slot.export, -1], [slot.curtailed, -1]];
    for (const { slots: own } of batteries) {
      const columns = own[index];
      if (columns) terms.push([columns.charge, -1], [columns.discharge, 1]);
    }
    for (const { slots: own } of takers) {
      const columns = own[index];
      if (columns) terms.push([columns.power, -1]);
    }
    slot.loadRows.push({ row: problem.equal(-slot.surplusKw, terms), perLoadKw: 1 });
  });
}
