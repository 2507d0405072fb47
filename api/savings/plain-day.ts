import type { ComparedDay, DayRun, Step } from './day.ts';

type PlainRun = Omit<DayRun, 'steps'> & { steps: Step[] };

/** A compared day as plain data, for another process. */
export type PlainDay = Omit<ComparedDay, 'measured' | 'policies'> & {
  measured: PlainRun;
  policies: PlainRun[];
};

export function plainDay(day: ComparedDay | null): PlainDay | null {
  return day && { ...day, measured: plainRun(day.measured), policies: day.policies.map(plainRun) };
}

/** The day that was made plain. */
export function comparedDay(day: PlainDay | null): ComparedDay | null {
  return day && { ...day, measured: run(day.measured), policies: day.policies.map(run) };
}

function plainRun(run: DayRun): PlainRun {
  return { ...run, steps: run.steps() };
}

function run({ steps, ...rest }: PlainRun): DayRun {
  return { ...rest, steps: () => steps };
}
