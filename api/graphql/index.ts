import { lexicographicSortSchema, printSchema } from 'graphql';
import { builder } from './builder.ts';
import './schema/actions.ts';
import './schema/departure.ts';
import './schema/cycle.ts';
import './schema/display.ts';
import './schema/errors.ts';
import './schema/event-payload.ts';
import './schema/explanation.ts';
import './schema/health.ts';
import './schema/history.ts';
import './schema/live.ts';
import './schema/now.ts';
import './schema/other-way.ts';
import './schema/people.ts';
import './schema/savings.ts';
import './schema/savings-day.ts';
import './schema/scalars.ts';
import './schema/setup.ts';
import './schema/what-if.ts';

export type { Context, ReadHistory, ReadSavings } from './context.ts';
export { type Health, type HealthStatus, hasCritical, judgeHealth, type ProcessFacts } from './health.ts';
export { type ReadSums, spansOfRange } from './history-page.ts';
export type { CycleStory, ReadMemory } from './memory.ts';
export { InvalidValue, NotReady, orThrow } from './refusals.ts';
export { readSums } from './schema/history.ts';

/** The executable schema; its noun files have told the builder all about themselves above. */
export const schema = builder.toSchema();

/** The schema as `schema.graphql` holds it: sorted, so that a diff shows only what changed. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
