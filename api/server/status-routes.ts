import { type Health, NotReady, type ReadHistory } from '../graphql/index.ts';
import { DAY_MS, type Finding, type Instant, type QuarterHour, type Snapshot } from '../house/index.ts';
import { sendJson, sendText } from './answer.ts';
import { metricsText } from './metrics.ts';
import { unreadiness } from './readiness.ts';
import { type Handler, READ, type Routes } from './route.ts';

/** What is told of how the program is doing. */
export interface StatusFacts {
  snapshot(): Snapshot | null;
  health(): Health;
  findings(): Finding[];
  history: ReadHistory | null;
  now(): Instant;
  /** Streams that are open. */
  subscribers(): number;
}

/** Addresses for those who watch the program: people, containers, Prometheus. All but the last are there for everybody. */
export function statusRoutes({ snapshot, health, findings, history, now, subscribers }: StatusFacts): Routes {
  const answerHealth: Handler = (_request, response) => {
    const { startedAt, lastCycleAt, ...rest } = health();
    sendJson(response, 200, {
      ...rest,
      startedAt: new Date(startedAt).toISOString(),
      lastCycleAt: lastCycleAt && new Date(lastCycleAt).toISOString(),
    });
  };

  const answerReady: Handler = (_request, response) => {
    const ready = (snapshot()?.plan ?? null) !== null;
    sendJson(response, ready ? 200 : 503, { ready, status: health().status });
  };

  const answerLive: Handler = (_request, response) => {
    sendJson(response, 200, { live: true, version: health().version });
  };

  const answerReadiness: Handler = (_request, response) => {
    const reasons = unreadiness(snapshot(), findings());
    sendJson(response, reasons.length === 0 ? 200 : 503, { ready: reasons.length === 0, reasons });
  };

  /** What was measured of late; nothing where it cannot be read just now, so that all else is still told. */
  async function measured(read: ReadHistory): Promise<QuarterHour[]> {
    try {
      return await read(now() - DAY_MS, now());
    } catch (error) {
      if (error instanceof NotReady) return [];
      throw error;
    }
  }

  const answerMetrics: Handler = async (_request, response) => {
    const current = snapshot();
    const quarters = current && history ? await measured(history) : [];
    const facts = { snapshot: current, health: health(), now: now(), subscribers: subscribers(), quarters };
    sendText(response, 200, metricsText(facts));
  };

  const forAll = { methods: READ, whenRejected: true, forAll: true };
  return {
    '/health': { ...forAll, handle: answerHealth },
    '/ready': { ...forAll, handle: answerReady },
    '/health/live': { ...forAll, handle: answerLive },
    '/health/ready': { ...forAll, handle: answerReadiness },
    '/metrics': { methods: READ, whenRejected: true, handle: answerMetrics },
  };
}
