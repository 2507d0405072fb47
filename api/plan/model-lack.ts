import { total } from './meeting.ts';
import type { ModelDraft, SlotColumns } from './model.ts';
import type { CarSlotColumns } from './model-car.ts';
import type { Term } from './problem.ts';

/** What a household lacks in a slot beyond the sun: (Σ takers − surplus)⁺. */
export interface Lack {
  /** What is lacking whatever the takers do, kW. */
  fixedKw: number;
  /** What the takers can add to that, kW. */
  flexibleKw: number;
  /** What they do add to it; at least 0 in every plan. */
  flexible: Term[];
  /** Their sum is 1 where the takers take more than the sun gives; `null` where something is lacking anyway. */
  exceeds: Term[] | null;
}

/**
 * Lets batteries give at most what is lacking. Without sun that is linear, and with a single taker that takes more than
 * the sun leaves whenever it runs its own switch says it all; otherwise there is one more switch.
 */
export function addLack(
  { problem, switches }: ModelDraft,
  slot: SlotColumns,
  takers: readonly CarSlotColumns[],
  discharges: readonly number[],
  dischargeKw: number,
): Lack {
  const given = discharges.map((column): Term => [column, 1]);
  const taken = takers.map(({ power }): Term => [power, 1]);
  const maxKw = total(takers.map((taker) => taker.maxKw));
  const { surplusKw } = slot;
  if (surplusKw <= 0) {
    const row = problem.atMost(-surplusKw, [...given, ...taken.map(negated)]);
    slot.loadRows.push({ row, perLoadKw: 1 });
    return { fixedKw: -surplusKw, flexibleKw: maxKw, flexible: taken, exceeds: null };
  }
  const flexibleKw = maxKw - surplusKw;
  const [only] = takers;
  const single = takers.length === 1 && only ? lackOfOne(only, surplusKw) : null;
  if (single) {
    const row = problem.atMost(0, [...given, ...single.flexible.map(negated)]);
    for (const [column] of single.exceeds) slot.loadRows.push({ row, perLoadKw: 0, whileOn: [column, 1] });
    return { fixedKw: 0, flexibleKw, ...single };
  }
  const exceeds = problem.binary();
  const flexible: Term[] = [...taken, [exceeds, -surplusKw]];
  const row = problem.atMost(0, [...given, ...flexible.map(negated)]);
  slot.loadRows.push({ row, perLoadKw: 0, whileOn: [exceeds, 1] });
  problem.atMost(0, [...given, [exceeds, -Math.min(flexibleKw, dischargeKw)]]);
  const cars = takers.map(({ power }) => power);
  switches.push({ kind: 'DEFICIT', column: exceeds, cars, discharges: [...discharges], surplusKw });
  return { fixedKw: 0, flexibleKw, flexible, exceeds: [[exceeds, 1]] };
}

/** Of a taker whose 0/1 columns say how far it exceeds the sun; `null` where they do not. */
function lackOfOne(
  { on, power, minKw, runs }: CarSlotColumns,
  surplusKw: number,
): { flexible: Term[]; exceeds: Term[] } | null {
  if (runs) {
    const exceeding = runs.filter(([, powerKw]) => powerKw > surplusKw);
    return {
      flexible: exceeding.map(([column, powerKw]): Term => [column, powerKw - surplusKw]),
      exceeds: exceeding.map(([column]): Term => [column, 1]),
    };
  }
  if (on === null || minKw < surplusKw) return null;
  return {
    flexible: [
      [power, 1],
      [on, -surplusKw],
    ],
    exceeds: [[on, 1]],
  };
}

const negated = ([column, factor]: Term): Term => [column, -factor];
