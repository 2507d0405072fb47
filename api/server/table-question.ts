import { z } from 'zod';
import { InvalidValue, spansOfRange } from '../graphql/index.ts';
import { RESOLUTIONS, type Resolution, type Span } from '../history/index.ts';
import { fromLocalTime, type Instant, LANGUAGES, type Language, type Text } from '../house/index.ts';

/** Which table somebody asks for. */
export interface TableQuestion {
  spans: Span[];
  resolution: Resolution;
  language: Language;
}

const EXAMPLE = '/history.csv?from=2026-05-01&to=2026-06-01&resolution=DAY';
const WRONG: Record<'from' | 'to' | 'resolution' | 'language', Text> = {
  from: {
    de: 'from: ein Tag wie 2026-05-01 oder ein Zeitpunkt wie 2026-05-01T00:00:00+02:00, einschließlich',
    en: 'from: a day like 2026-05-01 or a time like 2026-05-01T00:00:00+02:00, inclusive',
  },
  to: {
    de: 'to: ein Tag wie 2026-06-01 oder ein Zeitpunkt wie 2026-06-01T00:00:00+02:00, ausschließlich',
    en: 'to: a day like 2026-06-01 or a time like 2026-06-01T00:00:00+02:00, exclusive',
  },
  resolution: {
    de: `resolution: ${RESOLUTIONS.join(', ')}`,
    en: `resolution: ${RESOLUTIONS.join(', ')}`,
  },
  language: { de: 'language: de oder en', en: 'language: de or en' },
};

const time = z.iso.datetime({ offset: true });
const day = z.iso.date();
const languageShape = z.string().toLowerCase().pipe(z.enum(LANGUAGES)).default('en');

/**
 * What `from`, `to`, `resolution` and `language` ask for. A plain day is its midnight where the house is, and capitals do
 * not matter.
 *
 * @returns or what is wrong with it, in the language that was asked for
 */
export function tableQuestion(
  parameters: URLSearchParams,
  timeZone: string,
): TableQuestion | { error: string } {
  const asked = Object.fromEntries(parameters);
  const language = languageShape.safeParse(asked.language).data ?? 'en';
  const moment = z.string().transform((text, context) => instantOf(text, timeZone) ?? refuse(context));
  const shape = z.object({
    from: moment,
    to: moment,
    resolution: z.string().toUpperCase().pipe(z.enum(RESOLUTIONS)).default('QUARTER_HOUR'),
    language: languageShape,
  });
  const question = shape.safeParse(asked);
  if (!question.success) return { error: wrong(question.error, language) };
  const { from, to, resolution } = question.data;
  try {
    return { spans: spansOfRange(from, to, resolution, timeZone), resolution, language };
  } catch (error) {
    if (error instanceof InvalidValue) return { error: error.text[language] };
    throw error;
  }
}

/** A query holds a space where somebody wrote a `+` as it is, such as that of an offset. */
function instantOf(text: string, timeZone: string): Instant | null {
  const written = text.trim().replace(/ (?=\d\d:\d\d$)/, '+');
  if (time.safeParse(written).success) return Date.parse(written);
  if (!day.safeParse(written).success) return null;
  const [year = 0, month = 0, date = 0] = written.split('-').map(Number);
  return fromLocalTime({ year, month, day: date, hour: 0 }, timeZone);
}

function refuse(context: z.RefinementCtx): never {
  context.addIssue({ code: 'custom' });
  return z.NEVER;
}

function wrong(error: z.ZodError, language: Language): string {
  const fields = new Set(error.issues.map(({ path }) => path[0]));
  const words = Object.entries(WRONG).flatMap(([name, text]) => (fields.has(name) ? [text[language]] : []));
  const example = language === 'de' ? 'Zum Beispiel' : 'For example';
  return `${words.join('; ')}. ${example}: ${EXAMPLE}`;
}
