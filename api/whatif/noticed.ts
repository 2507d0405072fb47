import type { Planner } from '../plan/index.ts';

/** A planner of which one can see whether it works. */
export type NoticedPlanner = Planner & { isSolving(): boolean };

/** The same planner, with a count of the plans that it owes. */
export function noticed(planner: Planner): NoticedPlanner {
  let owed = 0;
  return {
    ...planner,
    async solve(input, options) {
      owed += 1;
      try {
        return await planner.solve(input, options);
      } finally {
        owed -= 1;
      }
    },
    isSolving: () => owed > 0,
  };
}
