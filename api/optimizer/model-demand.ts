import type { Term } from '../plan/index.ts';
import type { StoreStep } from './model-store.ts';

/** Less than this is rounding. */
const ROUNDING_KWH = 1e-9;

/** What a demand adds: columns of being full after the step, and of what is missing, kWh. */
export interface Demanded {
  full: number;
  missing: number;
  demandKwh: number;
}

/** Charging as demanded, unless the store is full after the step. */
export function addDemand(step: StoreStep): Demanded | null {
  const { draft, store, t, charge, mostIn, mostOut, outlook } = step;
  const { builder, choices, weights } = draft;
  const demandKwh = store.demandKwh[t] ?? 0;
  if (demandKwh === 0) return null;
  const canBeFull = outlook.mostKwh >= store.maxKwh - ROUNDING_KWH;
  const full = builder.column(0, canBeFull ? 1 : 0, 0);
  const missing = builder.column(0, demandKwh, weights.demand(t));
  if (mostOut === 0) {
    // What cannot discharge holds at least what was demanded so far, stays full, and then takes no more. These are
    // no rules but consequences; they bring the relaxation much closer to the answer.
    countDemanded(step, demandKwh, missing);
    if (outlook.fullBefore !== null) {
      builder.atMost(0, [
        [outlook.fullBefore, 1],
        [full, -1],
      ]);
      builder.atMost(mostIn, [
        [charge, 1],
        [outlook.fullBefore, mostIn],
      ]);
    }
  }
  const rows = [
    builder.atLeast(demandKwh, [
      [charge, 1],
      [missing, 1],
      [full, demandKwh],
    ]),
    atLeastWhere(step, full, store.maxKwh),
  ];
  choices.push({ kind: 'FULL', step: t, columns: [full], rows, likely: true });
  return { full, missing, demandKwh };
}

/**
 * After a demand that was met, so much more is in store: the least power where that is more, but for what only fills up.
 * What was missed is added up from step to step, so that the rows that need the sum stay short.
 */
function countDemanded(step: StoreStep, demandKwh: number, missing: number): void {
  const { draft, store, hours, outlook } = step;
  const { builder } = draft;
  const leastIn = store.minChargeKw * hours;
  const portionKwh = Math.max(demandKwh, leastIn) * store.chargeEfficiency;
  const missed = builder.column(0, Number.POSITIVE_INFINITY, 0);
  const before: Term[] = outlook.missed === null ? [] : [[outlook.missed, -1]];
  builder.equal(0, [[missed, 1], ...before, [missing, -portionKwh / demandKwh]]);
  outlook.missed = missed;
  outlook.leastKwh = Math.max(
    Math.min(store.maxKwh, outlook.leastKwh + demandKwh * store.chargeEfficiency),
    Math.min(store.maxKwh - leastIn, outlook.leastKwh + portionKwh),
  );
}

/** Charging with at least the least power or not at all; only what fills the store up on demand may be less. */
export function addLeastPower(step: StoreStep, demanded: Demanded | null): void {
  const { draft, store, t, hours, charge, mostIn, outlook } = step;
  if (store.minChargeKw === 0 || mostIn === 0) return;
  const { builder, choices } = draft;
  const leastIn = store.minChargeKw * hours;
  const charging = builder.binary();
  const columns = [charging];
  // No rule, but a consequence: what is asked for and not full charges, or all of it is missing.
  if (demanded !== null)
    builder.atLeast(1, [
      [charging, 1],
      [demanded.full, 1],
      [demanded.missing, 1 / demanded.demandKwh],
    ]);
  const least: Term[] = [
    [charge, 1],
    [charging, -leastIn],
  ];
  const rows = [
    builder.atMost(0, [
      [charge, 1],
      [charging, -mostIn],
    ]),
  ];
  if ((store.demandKwh[t] ?? 0) > 0 && outlook.mostKwh >= store.maxKwh - leastIn - ROUNDING_KWH) {
    const topping = builder.binary();
    columns.push(topping);
    least.push([topping, leastIn]);
    rows.push(atLeastWhere(step, topping, store.maxKwh - leastIn));
  } else draft.least.set(charge, { on: charging, leastKwh: leastIn });
  rows.push(builder.atLeast(0, least));
  choices.push({ kind: 'CHARGING', step: t, columns, rows, likely: true });
}

/** So much must be in store where the 0/1 column is 1; answers with the row that is the rule. */
function atLeastWhere(
  { draft: { builder }, stored, outlook }: StoreStep,
  column: number,
  kwh: number,
): number {
  const lackingKwh = kwh - outlook.leastKwh;
  // The same with what is known to be in store anyway: no rule, but closer to the answer.
  if (lackingKwh > 0 && outlook.missed !== null)
    builder.atLeast(outlook.leastKwh, [...stored, [outlook.missed, 1], [column, -lackingKwh]]);
  return builder.atLeast(0, [...stored, [column, -Math.max(0, kwh)]]);
}
