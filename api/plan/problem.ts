/** A mixed-integer linear programme: minimise cost · x with bounds on columns and rows, matrix by rows. */
export interface LinearProblem {
  numCols: number;
  numRows: number;
  colCost: Float64Array;
  colLower: Float64Array;
  colUpper: Float64Array;
  rowLower: Float64Array;
  rowUpper: Float64Array;
  starts: Int32Array;
  indices: Int32Array;
  values: Float64Array;
}

/** A column with its coefficient in a row. */
export type Term = readonly [column: number, coefficient: number];

/** Collects columns and rows and gives out their indices. */
export interface ProblemBuilder {
  column(lower: number, upper: number, cost: number): number;
  /** A 0/1 column without cost; the solver is told which columns are integer, this only bounds it. */
  binary(): number;
  addCost(column: number, cost: number): void;
  upperOf(column: number): number;
  row(lower: number, upper: number, terms: readonly Term[]): number;
  atMost(upper: number, terms: readonly Term[]): number;
  atLeast(lower: number, terms: readonly Term[]): number;
  equal(value: number, terms: readonly Term[]): number;
  build(): LinearProblem;
}

/** An empty problem. */
export function problemBuilder(): ProblemBuilder {
  const colCost: number[] = [];
  const colLower: number[] = [];
  const colUpper: number[] = [];
  const rowLower: number[] = [];
  const rowUpper: number[] = [];
  const starts: number[] = [0];
  const indices: number[] = [];
  const values: number[] = [];

  function column(lower: number, upper: number, cost: number): number {
    colLower.push(lower);
    colUpper.push(upper);
    return colCost.push(cost) - 1;
  }

  function row(lower: number, upper: number, terms: readonly Term[]): number {
    for (const term of terms) {
      indices.push(term[0]);
      values.push(term[1]);
    }
    starts.push(indices.length);
    rowLower.push(lower);
    return rowUpper.push(upper) - 1;
  }

  return {
    column,
    binary: () => column(0, 1, 0),
    addCost: (index, cost) => {
      colCost[index] = (colCost[index] ?? 0) + cost;
    },
    upperOf: (index) => colUpper[index] ?? Number.POSITIVE_INFINITY,
    row,
    atMost: (upper, terms) => row(Number.NEGATIVE_INFINITY, upper, terms),
    atLeast: (lower, terms) => row(lower, Number.POSITIVE_INFINITY, terms),
    equal: (value, terms) => row(value, value, terms),
    build: () => ({
      numCols: colCost.length,
      numRows: rowLower.length,
      colCost: Float64Array.from(colCost),
      colLower: Float64Array.from(colLower),
      colUpper: Float64Array.from(colUpper),
      rowLower: Float64Array.from(rowLower),
      rowUpper: Float64Array.from(rowUpper),
      starts: Int32Array.from(starts),
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    }),
  };
}
