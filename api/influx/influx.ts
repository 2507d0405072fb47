import type { Clock, Instant, QuarterHour, Settings, Snapshot, Timer } from '../house/index.ts';
import { lineOfQuarter, linesOfMoment } from './lines.ts';

const WRITE_MS = 60_000;
const TIMEOUT_MS = 10_000;
const MAX_QUEUED = 10_000;
const BATCH = 2000;

export interface InfluxOptions {
  settings: NonNullable<Settings['influx']>;
  clock: Clock;
  snapshot(): Snapshot;
  /** The measured quarters of an hour that begin in [from, to), oldest first. */
  quarterHours(from: Instant, to: Instant): QuarterHour[];
  log(message: string): void;
  /** Lines that wait at most; the oldest are given up. Default: a day and a half of a house with two cars. */
  maxQueued?: number;
}

/** Writes what is measured to an InfluxDB, 1.x or, with a token, 2.x. */
export interface Influx {
  start(): void;
  stop(): Promise<void>;
}

/** Where and with what lines are written. */
export function writeRequest(settings: InfluxOptions['settings']): {
  url: string;
  headers: Record<string, string>;
} {
  const { host, port, tls, database, username, password, token, org } = settings;
  const base = `${tls ? 'https' : 'http'}://${host}:${port}`;
  if (token !== null) {
    const query = new URLSearchParams({ org, bucket: database, precision: 'ms' });
    return { url: `${base}/api/v2/write?${query}`, headers: { authorization: `Token ${token}` } };
  }
  const query = new URLSearchParams({ db: database, precision: 'ms' });
  const basic = Buffer.from(`${username}:${password}`).toString('base64');
  return { url: `${base}/write?${query}`, headers: username ? { authorization: `Basic ${basic}` } : {} };
}

/** Every minute the moment, and each quarter of an hour once it is over. What cannot be written waits, up to a bound. */
export function createInflux({
  settings,
  clock,
  snapshot,
  quarterHours,
  log,
  maxQueued = MAX_QUEUED,
}: InfluxOptions): Influx {
  const { url, headers } = writeRequest(settings);
  let queue: string[] = [];
  let quartersUntil = clock.now();
  let timer: Timer | null = null;
  let trouble = '';

  function collect(): void {
    queue.push(...linesOfMoment(snapshot()));
    // Where the clock was set back, the quarters from there on are measured once more.
    quartersUntil = Math.min(quartersUntil, clock.now());
    for (const quarter of quarterHours(quartersUntil, clock.now())) {
      if (quarter.end > clock.now()) break;
      const text = lineOfQuarter(quarter);
      if (text !== null) queue.push(text);
      quartersUntil = quarter.end;
    }
    if (queue.length > maxQueued) queue = queue.slice(-maxQueued);
  }

  /** In batches, the oldest first; what is refused as it is would be refused again and is given up. */
  async function write(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.slice(0, BATCH);
      const answer = await fetch(url, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' },
        body: batch.join('\n'),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await answer.body?.cancel();
      if (!answer.ok && answer.status !== 400) throw new Error(`status ${answer.status}`);
      if (!answer.ok) report(`refused ${batch.length} lines`);
      else report('');
      queue = queue.slice(batch.length);
    }
  }

  /** Says each trouble once, without what may be secret. */
  function report(found: string): void {
    if (found === trouble) return;
    trouble = found;
    log(`InfluxDB ${settings.host}:${settings.port}: ${found || 'written'}`);
  }

  async function turn(): Promise<void> {
    collect();
    try {
      await write();
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
      report(`${error instanceof Error ? error.message : error} ${cause}`.trim());
    }
  }

  return {
    start() {
      timer = clock.every(WRITE_MS, turn);
    },
    async stop() {
      timer?.cancel();
      await turn();
    },
  };
}
