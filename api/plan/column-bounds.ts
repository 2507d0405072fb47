import type { Model as HighsModel } from 'highs';
import type { LinearProblem } from './problem.ts';

/** The bounds of a model's columns, told to the solver together: one by one, each costs it as much as a step of its own. */
export interface ColumnBounds {
  set(column: number, lower: number, upper: number): void;
  /** Takes what the problem began with. */
  reset(column: number): void;
  /** Tells the solver what has changed. */
  tell(): void;
}

export function createColumnBounds(model: HighsModel, { colLower, colUpper }: LinearProblem): ColumnBounds {
  const lowers = colLower.slice();
  const uppers = colUpper.slice();
  const told = { lowers: colLower.slice(), uppers: colUpper.slice() };
  const touched = new Set<number>();

  function set(column: number, lower: number, upper: number): void {
    lowers[column] = lower;
    uppers[column] = upper;
    touched.add(column);
  }

  return {
    set,
    reset: (column) => set(column, colLower[column] ?? 0, colUpper[column] ?? 0),
    tell() {
      const indices = Int32Array.from(touched)
        .filter((column) => lowers[column] !== told.lowers[column] || uppers[column] !== told.uppers[column])
        .sort();
      touched.clear();
      if (indices.length === 0) return;
      const at = (bounds: Float64Array) => Float64Array.from(indices, (column) => bounds[column] ?? 0);
      model.changeColsBounds({ kind: 'set', indices }, at(lowers), at(uppers));
      for (const column of indices) {
        told.lowers[column] = lowers[column] ?? 0;
        told.uppers[column] = uppers[column] ?? 0;
      }
    },
  };
}
