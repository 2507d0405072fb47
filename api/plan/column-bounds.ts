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

  function set(column: number, lower: number, upper: number): void {
    lowers[column] = lower;
    uppers[column] = upper;
  }

  return {
    set,
    reset: (column) => set(column, colLower[column] ?? 0, colUpper[column] ?? 0),
    tell() {
      const changed: number[] = [];
      for (let column = 0; column < lowers.length; column += 1) {
        if (lowers[column] !== told.lowers[column] || uppers[column] !== told.uppers[column])
          changed.push(column);
      }
      if (changed.length === 0) return;
      const indices = Int32Array.from(changed);
      const at = (bounds: Float64Array) => Float64Array.from(indices, (column) => bounds[column] ?? 0);
      model.changeColsBounds({ kind: 'set', indices }, at(lowers), at(uppers));
      for (const column of indices) {
        told.lowers[column] = lowers[column] ?? 0;
        told.uppers[column] = uppers[column] ?? 0;
      }
    },
  };
}
