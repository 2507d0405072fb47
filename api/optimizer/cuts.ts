import {
  addCuts,
  type Counting,
  type Cut,
  type Highs,
  type LpSolution,
  type Model,
  type Pooling,
  type Sharing,
  type SwitchedFlow,
  solveLp,
  violatedCounts,
  violatedCuts,
  violatedPools,
} from '../plan/index.ts';
import { meetingsOf, violatedMeetings } from './meetings.ts';
import type { Draft } from './model.ts';
import type { FlowColumns } from './preferences.ts';
import type { Store } from './task.ts';

/** What follows from the rules together and the relaxation does not see: the source of cuts. Energies in kWh of a step. */
export interface Consequences {
  sharings: Sharing[];
  poolings: Pooling[];
  countings: Counting[];
  meetings: Cut[];
}

/** A pool of more stores than this has too many combinations to look through. */
const MOST_STORES = 6;
const ROOT_ROUNDS = 8;

/** Gathers what shares the sun, the import limit and the direction of the meter in each step. */
export function consequencesOf(draft: Draft, flows: FlowColumns): Consequences {
  const { imports, exports, stores: columns } = flows;
  const { task, directions } = draft;
  const found: Consequences = {
    sharings: [],
    poolings: [],
    countings: draft.countings,
    meetings: meetingsOf(draft, flows),
  };
  task.steps.forEach(({ hours, loadKwh, pvKwh }, t) => {
    const surplusKwh = pvKwh - loadKwh;
    const flowsOf = (side: 'charge' | 'discharge', power: 'maxChargeKw' | 'maxDischargeKw') =>
      task.stores.map((store, i) => ({
        store,
        column: columns[i]?.[side][t] ?? 0,
        maxKw: store[power] * hours,
      }));
    const charges = flowsOf('charge', 'maxChargeKw').filter(({ maxKw }) => maxKw > 0);
    const discharges = flowsOf('discharge', 'maxDischargeKw').filter(({ maxKw }) => maxKw > 0);
    const only = <T extends { store: Store }>(flows: T[], may: 'fromGrid' | 'toGrid', value: boolean) =>
      flows.filter(({ store }) => store[may] === value);
    const columnsOf = (flows: readonly { column: number }[]) => flows.map(({ column }) => column);
    const direction = directions[t];
    if (!direction || hours <= 0) return;

    if (direction.mostIn > 0 && direction.mostOut > 0) {
      const { column } = direction;
      found.sharings.push(
        {
          column,
          onAt: 1,
          gated: [...(exports[t] ?? []), ...columnsOf(only(charges, 'fromGrid', false))],
          others: only(charges, 'fromGrid', true),
          givers: columnsOf(only(discharges, 'toGrid', true)),
          limitKw: surplusKwh,
        },
        {
          column,
          onAt: 0,
          gated: [...(imports[t] ?? []), ...columnsOf(only(discharges, 'toGrid', false))],
          others: only(discharges, 'toGrid', true),
          givers: columnsOf(only(charges, 'fromGrid', true)),
          limitKw: -surplusKwh,
        },
      );
    }

    const cars = charges.flatMap(({ column, maxKw }): SwitchedFlow[] => {
      const least = draft.least.get(column);
      return least ? [{ on: least.on, power: column, minKw: least.leastKwh, maxKw }] : [];
    });
    if (cars.length === 0 || charges.length > MOST_STORES) return;
    const others = charges.filter(({ column }) => !draft.least.has(column));
    const [within, above] = imports[t] ?? [];
    if (within === undefined) return;
    const givers = columnsOf(discharges);
    if (surplusKwh > 0)
      found.poolings.push({ cars, others, givers: [...(imports[t] ?? []), ...givers], limitKw: surplusKwh });
    if (above !== undefined && task.importLimitKw !== null)
      found.poolings.push({
        cars,
        others,
        givers: [above, ...givers],
        limitKw: surplusKwh + task.importLimitKw * hours,
      });
  });
  return found;
}

/** Solves the model as it stands and again with the cuts that it breaks, for at most `rounds` times; they stay in it. */
export function solveWithCuts(
  highs: Highs,
  model: Model,
  numCols: number,
  { sharings, poolings, countings, meetings }: Consequences,
  rounds = ROOT_ROUNDS,
): LpSolution | null {
  let solution = solveLp(highs, model);
  for (let round = 0; solution && round < rounds; round += 1) {
    const cuts = [
      ...violatedCuts(sharings, solution.colValue),
      ...violatedPools(poolings, solution.colValue),
      ...violatedCounts(countings, solution.colValue),
      ...violatedMeetings(meetings, solution.colValue),
    ];
    if (cuts.length === 0) break;
    addCuts(model, numCols, cuts);
    solution = solveLp(highs, model);
  }
  return solution;
}
