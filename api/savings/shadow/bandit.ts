import { z } from 'zod';
import { ARMS, CONTEXTS } from './knobs.ts';
import { normal, seededRandom } from './random.ts';

const armShape = z.object({ days: z.number().min(0), sum: z.number(), squares: z.number().min(0) });

const NOTHING_KNOWN = { days: 0, sum: 0, squares: 0 };

/** What was learned: for each kind of day and each arm what it saved against the plan, a day. */
export const banditShape = z.object({
  seed: z.number(),
  /** How often was chosen; with the seed it says which number comes next. */
  draws: z.number().min(0),
  // Kept by a version that had fewer arms: nothing is known of the others yet.
  contexts: z
    .array(
      z
        .array(armShape)
        .max(ARMS.length)
        .transform((arms) => ARMS.map((_, at) => arms[at] ?? NOTHING_KNOWN)),
    )
    .length(CONTEXTS),
});
export type Bandit = z.infer<typeof banditShape>;

/** A day's outcome counts no more than this, currency: one odd day must not decide. */
const LARGEST_REWARD = 1;
/** Before anything is known an arm is thought to be worth nothing, give or take this, as sure as from two days. */
const PRIOR_DEVIATION = 0.1;
const PRIOR_DAYS = 2;

export function newBandit(seed: number): Bandit {
  const arms = () => ARMS.map(() => NOTHING_KNOWN);
  return { seed, draws: 0, contexts: Array.from({ length: CONTEXTS }, arms) };
}

/** What an arm is expected to save a day on such days, and how sure that is; the plan itself saves nothing. */
export function expectation(
  bandit: Bandit,
  context: number,
  arm: number,
): { mean: number; deviation: number } {
  const known = bandit.contexts[context]?.[arm];
  if (arm === 0 || !known) return { mean: 0, deviation: 0 };
  const days = known.days + PRIOR_DAYS;
  const mean = known.sum / days;
  const squares = known.squares + PRIOR_DAYS * PRIOR_DEVIATION ** 2;
  return { mean, deviation: Math.sqrt(Math.max(0, squares / days - mean ** 2) / days) };
}

/** Chooses the arm for a day (Thompson sampling): each as often as it is probably the best. Same state, same choice. */
export function choose(bandit: Bandit, context: number): { arm: number; bandit: Bandit } {
  const random = seededRandom(bandit.seed + bandit.draws * 7919);
  let best = { arm: 0, worth: 0 };
  for (let arm = 1; arm < ARMS.length; arm += 1) {
    const { mean, deviation } = expectation(bandit, context, arm);
    const worth = mean + deviation * normal(random);
    if (worth > best.worth) best = { arm, worth };
  }
  return { arm: best.arm, bandit: { ...bandit, draws: bandit.draws + 1 } };
}

/** Takes in what an arm saved against the plan on a day. */
export function learn(bandit: Bandit, context: number, arm: number, saved: number): Bandit {
  const reward = Math.max(-LARGEST_REWARD, Math.min(LARGEST_REWARD, saved));
  const contexts = bandit.contexts.map((arms, at) =>
    at === context
      ? arms.map((known, index) =>
          index === arm
            ? { days: known.days + 1, sum: known.sum + reward, squares: known.squares + reward ** 2 }
            : known,
        )
      : arms,
  );
  return { ...bandit, contexts };
}
