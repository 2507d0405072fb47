import { createRequire } from 'node:module';
import type { Basis, Highs, Model as HighsModel } from 'highs';
import { type ColumnBounds, createColumnBounds } from './column-bounds.ts';
import type { Cut } from './cut.ts';
import type { LinearProblem } from './problem.ts';

export type { Basis, Highs };

/** A problem in the solver. */
export interface Model extends Omit<HighsModel, 'changeColBounds' | 'changeColsBounds'> {
  /** To be told before each run. */
  bounds: ColumnBounds;
}

/** Loads the solver and its WASM, about 35 ms; threads that only speak of plans go without. One instance serves any number of models, one after the other. */
export function loadSolver(): Promise<Highs> {
  // The package's types describe its CommonJS entry; its ES module entry exports another shape.
  const loadHighs: typeof import('highs').default = createRequire(import.meta.url)('highs');
  return loadHighs();
}

const DUAL_SIMPLEX = 1;
const PRIMAL_SIMPLEX = 4;

/**
 * For problems whose numbers are within a few powers of ten of each other, and whose bounds differ, so that few steps are for
 * nothing: there scaling and perturbing costs takes longer than it saves, and cleaning up takes a second simplex.
 */
export const WITHOUT_PREPARATION = {
  simplex_scale_strategy: 0,
  dual_simplex_cost_perturbation_multiplier: 0,
} as const;

/** Gives a problem to the solver as a purely continuous one. The caller disposes the model. */
export function openModel(
  highs: Highs,
  problem: LinearProblem,
  options: Readonly<Record<string, number>> = {},
): Model {
  const { numCols, numRows, colCost, colLower, colUpper, rowLower, rowUpper, starts, indices, values } =
    problem;
  const model = highs.createModel({
    numCols,
    numRows,
    colCost,
    colLower,
    colUpper,
    rowLower,
    rowUpper,
    matrix: { format: 'csr', numRows, numCols, starts, indices, values },
  });
  model.options.set({
    output_flag: false,
    // Devex weights cost nothing to start with: a third faster from scratch and after each change of bounds.
    simplex_dual_edge_weight_strategy: 1,
    presolve: 'off',
    // Preferences differ by 1e-7 from slot to slot; the default tolerance would not see them.
    dual_feasibility_tolerance: 1e-9,
    primal_feasibility_tolerance: 1e-8,
    ...options,
  });
  return Object.assign(model, { bounds: createColumnBounds(model, problem) });
}

/** A point and the duals that belong to it. */
export interface LpSolution {
  objective: number;
  colValue: Float64Array;
  /** Reduced costs: what the objective gains for each unit that a column's bound moves. */
  colDual: Float64Array;
  rowDual: Float64Array;
}

/** Solves the model as it stands; `null` if there is no feasible point. */
export function solveLp(highs: Highs, model: Model): LpSolution | null {
  const { optimal, infeasible } = highs.constants.modelStatus;
  const isSettled = (status: number | null) => status === optimal || status === infeasible;
  if (!isSettled(run(model))) {
    // A basis kept from earlier runs can lead into numerical trouble; from scratch the same problem is mostly harmless.
    model.clearSolver();
    if (!isSettled(run(model))) runPrimal(model);
  }
  if (model.getModelStatus() !== optimal) return null;
  const { colValue, colDual, rowDual } = model.getSolution();
  return { objective: model.getObjectiveValue(), colValue, colDual, rowDual };
}

/**
 * Seldom the dual simplex ends with neither an optimum nor a proof that there is none, at the tolerance that tells
 * preferences apart; the primal one then finds the optimum.
 */
function runPrimal(model: Model): void {
  model.clearSolver();
  model.options.set({ simplex_strategy: PRIMAL_SIMPLEX });
  run(model);
  model.options.set({ simplex_strategy: DUAL_SIMPLEX });
}

/** The status that a run ends with; `null` if it fails. */
function run(model: Model): number | null {
  try {
    model.bounds.tell();
    model.run();
    return model.getModelStatus();
  } catch {
    return null;
  }
}

/** Adds cuts as further rows at the end of the model. */
export function addCuts(model: Model, numCols: number, cuts: readonly Cut[]): void {
  const starts = [0];
  const terms = cuts.flatMap((cut) => {
    starts.push((starts.at(-1) ?? 0) + cut.terms.length);
    return cut.terms;
  });
  model.addRows({
    lower: new Float64Array(cuts.length).fill(Number.NEGATIVE_INFINITY),
    upper: Float64Array.from(cuts, (cut) => cut.upper),
    matrix: {
      format: 'csr',
      numRows: cuts.length,
      numCols,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(terms, ([column]) => column),
      values: Float64Array.from(terms, ([, coefficient]) => coefficient),
    },
  });
}

/** Takes all rows beyond the first `numRows` out again: with every switch pinned cuts say nothing, but share the duals. */
export function dropCuts(model: Model, numRows: number): void {
  const last = model.getDimensions().numRows - 1;
  if (last >= numRows) model.deleteRows({ kind: 'range', from: numRows, to: last });
}
