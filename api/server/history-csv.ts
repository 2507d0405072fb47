import type { ServerResponse } from 'node:http';
import { NotReady, type ReadSums } from '../graphql/index.ts';
import type { HistorySpan } from '../history/index.ts';
import { type Language, localTime, utcOffsetMs } from '../house/index.ts';
import { sendJson } from './answer.ts';
import { tableQuestion } from './table-question.ts';

/** So many lines are made at a time; then others get their turn. */
const LINES_AT_ONCE = 500;

const COLUMNS = [
  'importKwh',
  'exportKwh',
  'pvKwh',
  'loadKwh',
  'batteryChargeKwh',
  'batteryDischargeKwh',
  'carsKwh',
  'socPercent',
  'importPricePerKwh',
  'feedInPricePerKwh',
  'cost',
  'plannedCost',
  'knownShare',
] as const satisfies readonly (keyof HistorySpan)[];

/**
 * `GET /history.csv?from=…&to=…&resolution=DAY&language=de`: the history as a table, oldest first. Times are local with
 * their offset, and asked for as such or as days; `language=de` writes as German spreadsheets read: semicolons, and commas in numbers.
 */
export async function answerHistoryCsv(
  read: ReadSums,
  timeZone: string,
  response: ServerResponse,
  url: URL,
  isHead: boolean,
): Promise<void> {
  const question = tableQuestion(url.searchParams, timeZone);
  if ('error' in question) return sendJson(response, 400, { error: question.error });
  const { spans, resolution, language } = question;
  let rows: HistorySpan[] = [];
  try {
    // Whether it can be read is to be known before anything is said.
    if (!isHead) rows = await read(spans.slice(0, LINES_AT_ONCE));
  } catch (error) {
    if (!(error instanceof NotReady)) throw error;
    return sendJson(response, 503, { error: error.text[language] });
  }
  response.writeHead(200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="smartload-${resolution.toLowerCase()}.csv"`,
    'cache-control': 'no-store',
  });
  if (isHead) return void response.end();
  response.write(line(['start', 'end', ...COLUMNS], language));
  for (let at = 0; at < spans.length && !response.destroyed; at += LINES_AT_ONCE) {
    if (at > 0) rows = await read(spans.slice(at, at + LINES_AT_ONCE));
    const text = rows.map((row) => lineOf(row, timeZone, language)).join('');
    if (!response.write(text)) await drained(response);
    await new Promise((resolve) => setImmediate(resolve));
  }
  response.end();
}

/** Whoever does not read keeps nobody but himself waiting. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    response.once('drain', resolve);
    response.once('close', resolve);
  });
}

function lineOf(row: HistorySpan, timeZone: string, language: Language): string {
  const figures = COLUMNS.map((column) => figure(row[column], language));
  return line([local(row.start, timeZone), local(row.end, timeZone), ...figures], language);
}

function line(cells: readonly string[], language: Language): string {
  return `${cells.join(language === 'de' ? ';' : ',')}\r\n`;
}

/** Six digits are a milliwatt-hour; an unknown value is an empty cell. */
function figure(value: number | null, language: Language): string {
  if (value === null) return '';
  const text = String(Number(value.toFixed(6)));
  return language === 'de' ? text.replace('.', ',') : text;
}

/** ISO 8601 with the offset, so that the hour that comes twice can be told apart. */
function local(at: number, timeZone: string): string {
  const { year, month, day, hour, minute } = localTime(at, timeZone);
  const two = (value: number) => String(value).padStart(2, '0');
  const offsetMinutes = Math.round(utcOffsetMs(at, timeZone) / 60_000);
  const size = Math.abs(offsetMinutes);
  const offset = `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:00${offset}`;
}
