import { GraphQLError } from 'graphql';
import { builder } from '../builder.ts';

const ISO_WITH_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

builder.scalarType('DateTime', {
  description:
    'A moment as ISO 8601. Answers are in UTC (`2026-11-20T18:15:00.000Z`); arguments need `Z` or an offset.',
  serialize: (instant) => new Date(instant).toISOString(),
  parseValue: (value) => {
    const isWritten = typeof value === 'string' && ISO_WITH_ZONE.test(value) && isDay(value.slice(0, 10));
    const instant = isWritten ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(instant))
      throw new GraphQLError(
        `DateTime wants ISO 8601 with a zone, like 2026-11-20T18:15:00Z or 2026-11-20T19:15:00+01:00, got ${JSON.stringify(value)?.slice(0, 60)}.`,
      );
    return instant;
  },
});

/** Whether the calendar has that day: `Date.parse` makes the 2nd of March of the 30th of February. */
function isDay(day: string): boolean {
  const start = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(start) && new Date(start).toISOString().startsWith(day);
}
