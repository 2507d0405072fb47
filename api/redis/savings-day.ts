import type { ComparedDay, DayRun, Step } from '../savings/index.ts';

type PlainRun = Omit<DayRun, 'steps'> & { steps: Step[] };

/** A compared day as plain data. */
export type PlainDay = Omit<ComparedDay, 'measured' | 'policies'> & {
  measured: PlainRun;
  policies: PlainRun[];
};

export function plainDay(day: ComparedDay): PlainDay {
  return { ...day, measured: plainRun(day.measured), policies: day.policies.map(plainRun) };
}

export function comparedDay(day: PlainDay): ComparedDay {
  return { ...day, measured: run(day.measured), policies: day.policies.map(run) };
}

function plainRun(run: DayRun): PlainRun {
  return { ...run, steps: run.steps() };
}

function run({ steps, ...rest }: PlainRun): DayRun {
  return { ...rest, steps: () => steps };
}
