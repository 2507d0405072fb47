import type { Basis, Highs } from './highs.ts';
import type { PlanModel } from './model.ts';

/**
 * A basis to begin with that is near to what every plan looks like: what the household lacks is imported and what the
 * sun leaves is fed in, stores carry their energy on, and every other rule has slack. From here the first relaxation takes a
 * third of the steps that it takes from nothing.
 */
export function startBasis(highs: Highs, { problem, slots, batteries }: PlanModel): Basis {
  const { basic, lower, upper } = highs.constants.basisStatus;
  const earns = (column: number) =>
    (problem.colCost[column] ?? 0) < 0 && Number.isFinite(problem.colUpper[column]);
  const colStatus = Int32Array.from({ length: problem.numCols }, (_, column) =>
    earns(column) ? upper : lower,
  );
  const rowStatus = new Int32Array(problem.numRows).fill(basic);
  const solveFor = (column: number, row: number) => {
    colStatus[column] = basic;
    rowStatus[row] = lower;
  };
  for (const slot of slots) {
    const balance = slot.loadRows.find(({ row }) => problem.rowLower[row] === problem.rowUpper[row]);
    if (balance) solveFor(slot.surplusKw > 0 ? slot.export : slot.import, balance.row);
  }
  for (const battery of batteries)
    for (const { stored, storeRow } of battery.slots) solveFor(stored, storeRow);
  return { colStatus, rowStatus };
}
