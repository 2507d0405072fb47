/** Least squares that learns step by step and is drawn to what is assumed of its weights. */
export interface Ridge {
  /** Takes one observation of `target` with its features. */
  add(features: Float64Array, offset: number, target: number): void;
  /** What was seen so far counts for this share from now on. */
  forget(share: number): void;
  /** The best weights as of now. */
  weights(): Float64Array;
}

/**
 * The first feature is the yardstick for the size of the others.
 *
 * @param assumed weights as long as nothing was seen
 * @param strength how many observations of a feature's usual size the assumption counts for
 */
export function createRidge(assumed: readonly number[], strength: number): Ridge {
  const size = assumed.length;
  const products = new Float64Array(size * size);
  const targets = new Float64Array(size);
  let seen = 0;
  return {
    add(features, offset, target) {
      seen += 1;
      for (let row = 0; row < size; row += 1) {
        const value = features[offset + row] ?? 0;
        if (value === 0) continue;
        targets[row] = (targets[row] ?? 0) + value * target;
        for (let column = row; column < size; column += 1) {
          const at = row * size + column;
          products[at] = (products[at] ?? 0) + value * (features[offset + column] ?? 0);
        }
      }
    },
    forget(share) {
      seen *= share;
      for (let at = 0; at < products.length; at += 1) products[at] = (products[at] ?? 0) * share;
      for (let at = 0; at < size; at += 1) targets[at] = (targets[at] ?? 0) * share;
    },
    weights() {
      const matrix = new Float64Array(size * size);
      const right = new Float64Array(targets);
      const least = LEAST_SIZE * (products[0] ?? 0);
      for (let row = 0; row < size; row += 1) {
        for (let column = row; column < size; column += 1) {
          const value = products[row * size + column] ?? 0;
          matrix[row * size + column] = value;
          matrix[column * size + row] = value;
        }
        const own = row * size + row;
        const pull = seen > 0 ? (strength * Math.max(products[own] ?? 0, least)) / seen + TINY : TINY;
        matrix[own] = (matrix[own] ?? 0) + pull;
        right[row] = (right[row] ?? 0) + pull * (assumed[row] ?? 0);
      }
      return solve(matrix, right);
    },
  };
}

/** A feature that was small so far proves little: its size counts as at least this share of the first one's, squared. */
const LEAST_SIZE = 0.02;
/** Keeps a feature that was always 0 at its assumption instead of dividing by nothing. */
const TINY = 1e-9;

/** Solves a symmetric positive definite system by Cholesky's decomposition, in place. */
function solve(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const at = (row: number, column: number) => matrix[row * size + column] ?? 0;
  for (let column = 0; column < size; column += 1) {
    for (let row = column; row < size; row += 1) {
      let rest = at(row, column);
      for (let inner = 0; inner < column; inner += 1) rest -= at(row, inner) * at(column, inner);
      matrix[row * size + column] =
        row === column ? Math.sqrt(Math.max(rest, TINY * TINY)) : rest / at(column, column);
    }
  }
  for (let row = 0; row < size; row += 1) {
    let rest = right[row] ?? 0;
    for (let inner = 0; inner < row; inner += 1) rest -= at(row, inner) * (right[inner] ?? 0);
    right[row] = rest / at(row, row);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let rest = right[row] ?? 0;
    for (let inner = row + 1; inner < size; inner += 1) rest -= at(inner, row) * (right[inner] ?? 0);
    right[row] = rest / at(row, row);
  }
  return right;
}
