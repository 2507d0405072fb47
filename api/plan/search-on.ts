import { type Best, better, isProven } from './best.ts';
import type { Highs, Model } from './highs.ts';
import type { PlanModel } from './model.ts';
import { openIn } from './rounding.ts';
import { pinAndSolve, search } from './search.ts';
import { type Switch, WHOLE } from './switches.ts';

/**
 * Searches with some switches left relaxed: flows seldom break their rules, and leaving them out makes the search
 * several times faster. Where they do break them, it goes on with all switches of that kind. `failed` if a search came to
 * nothing.
 */
export function searchOn(
  highs: Highs,
  model: Model,
  planModel: PlanModel,
  first: Best,
  integer: Set<Switch>,
  leftMs: () => number,
): Best & { failed: boolean } {
  const { switches } = planModel;
  let best = first;
  for (;;) {
    const searched = search(highs, model, planModel, integer, best.point, leftMs());
    if (!searched) return { ...best, failed: true };
    const relaxed = switches.filter((item) => !integer.has(item));
    const open = openIn(planModel, searched.values).filter((item) => !integer.has(item));
    // Where none is open but there is no plan as good, those between their places have used up what is taken for rounding.
    const missed =
      open.length > 0 ? open : relaxed.filter(({ column }) => isBetween(searched.values[column]));
    const polished = pinAndSolve(highs, model, switches, searched.values);
    best = { point: better(best.point, polished), bound: Math.max(best.bound, searched.bound) };
    if (isProven(best) || missed.length === 0 || leftMs() <= 50) return { ...best, failed: false };
    const kinds = new Set(missed.map((item) => item.kind));
    for (const item of switches) if (kinds.has(item.kind)) integer.add(item);
  }
}

const isBetween = (value = 0) => value > WHOLE && value < 1 - WHOLE;
