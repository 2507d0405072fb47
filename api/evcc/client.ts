import {
  type ChargeSession,
  type Clock,
  DAY_MS,
  type EnergySample,
  type Instant,
  type Rate,
  type SiteState,
  type Tariffs,
} from '../house/index.ts';
import { checkCommand, describeCommand, type EvccCommand, expectedAnswer } from './command.ts';
import { type ConnectionOptions, connectionOf } from './connection.ts';
import { EvccError, shorten } from './error.ts';
import { createSend, type EvccRequest, type HttpAnswer } from './http.ts';
import { decodeLoadHistory, decodeRates, type TariffName } from './rates.ts';
import { decodeSessions } from './sessions.ts';
import { decodeState } from './state.ts';
import { type ConnectionState, createStream, STREAM_TIMING, type StreamTiming } from './stream.ts';
import { formatTime } from './wire.ts';

/** What evcc said to a write that it took. */
export interface EvccAnswer {
  /** Method and path as sent, without host. */
  request: string;
  status: number;
  /** evcc's answer, shortened. */
  answer: string;
}

/** The connection to one evcc. Every failure is an `EvccError`. */
export interface EvccClient {
  /** Opens the WebSocket and keeps it open. Reading and writing work without it. */
  start(): void;
  /** Closes the WebSocket; `start` may follow. */
  stop(): Promise<void>;
  /** Each new state from the WebSocket, once the frames of a control cycle are in. Returns how to stop listening. */
  onLive(listener: (state: SiteState) => void): () => void;
  /** Each change of the WebSocket's connection. Returns how to stop listening. */
  onConnection(listener: (connection: ConnectionState) => void): () => void;
  /** The whole state, over REST, as of when it was asked for. */
  readState(): Promise<SiteState>;
  /**
   * Prices, PV forecast and emissions, with what evcc still knows of the last 24 hours. A tariff that evcc does not
   * have is `null`, and so are emissions that it fails to tell: prices do not wait for them.
   */
  readTariffs(): Promise<Tariffs>;
  /** Outdoor temperatures in °C, of the days before too; `null` where this evcc has none. */
  readTemperatures(): Promise<Rate[] | null>;
  /** The household's energy by quarter of an hour; `null` where this evcc keeps none. */
  readLoadHistory(from: Instant, to: Instant): Promise<EnergySample[] | null>;
  /** What was charged so far, newest first; `null` where this evcc keeps no sessions. */
  readSessions(): Promise<ChargeSession[] | null>;
  /** Sends a command and checks evcc's answer; whether the state follows is `followed`'s to say. */
  write(command: EvccCommand): Promise<EvccAnswer>;
}

/** Waiting times in real milliseconds. */
export interface EvccTiming extends StreamTiming {
  requestMs: number;
}

export interface EvccClientOptions extends ConnectionOptions {
  clock: Clock;
  /** Where a listener's own failures are told. */
  log?: (message: string) => void;
  timing?: Partial<EvccTiming>;
}

const REQUEST_MS = 10_000;

/**
 * A client for one evcc; nothing is sent before it is asked to.
 *
 * @throws EvccError `INVALID` for a URL or a header that cannot be used
 */
export function createEvccClient(options: EvccClientOptions): EvccClient {
  const { clock, log = () => {} } = options;
  const connection = connectionOf(options);
  const timing: EvccTiming = { ...STREAM_TIMING, requestMs: REQUEST_MS, ...options.timing };
  const send = createSend(connection, timing.requestMs);
  const live = createListeners<SiteState>(log);
  const connections = createListeners<ConnectionState>(log);
  /** The newest state, for looking up loadpoint ids. */
  let latest: SiteState | null = null;

  const stream = createStream({
    connection,
    clock,
    timing,
    onState(state) {
      latest = state;
      live.tell(state);
    },
    onConnection(state) {
      // evcc may come back with its loadpoints in another order.
      if (!state.connected) latest = null;
      connections.tell(state);
    },
  });

  const get = (path: string): Promise<HttpAnswer> => send({ method: 'GET', path, body: null });

  async function readState(): Promise<SiteState> {
    // What comes later may be older than what is written meanwhile.
    const askedAt = clock.now();
    const { body } = await get('/api/state');
    latest = decodeState(body, askedAt);
    return latest;
  }

  async function readTariff(tariff: TariffName): Promise<Rate[] | null> {
    const answer = await orNull(get(`/api/tariff/${tariff}`));
    return answer && decodeRates(answer.body, tariff).filter(({ end }) => !(end <= clock.now() - DAY_MS));
  }

  async function readTariffs(): Promise<Tariffs> {
    const [grid, feedIn, solar, co2] = await Promise.all([
      readTariff('grid'),
      readTariff('feedin'),
      readTariff('solar'),
      readTariff('co2').catch(() => null),
    ]);
    return { observedAt: clock.now(), grid, feedIn, solar, co2 };
  }

  async function readTemperatures(): Promise<Rate[] | null> {
    const answer = await orNull(get('/api/tariff/temperature'));
    return answer && decodeRates(answer.body, 'temperature');
  }

  async function readLoadHistory(from: Instant, to: Instant): Promise<EnergySample[] | null> {
    const query = new URLSearchParams({
      from: formatTime(from),
      to: formatTime(to),
      aggregate: '15m',
      grouped: 'true',
      group: 'home',
    });
    const answer = await orNull(get(`/api/history/energy?${query}`));
    return answer && decodeLoadHistory(answer.body);
  }

  async function readSessions(): Promise<ChargeSession[] | null> {
    const answer = await orNull(get('/api/sessions'));
    return answer && decodeSessions(answer.body);
  }

  async function loadpointId(name: string): Promise<number> {
    const { loadpoints } = latest ?? (await readState());
    const found = loadpoints.find((loadpoint) => loadpoint.name === name);
    if (found) return found.id;
    throw new EvccError('NOT_FOUND', {
      de: `evcc hat keinen Ladepunkt „${name}“. Vorhanden: ${namesOf(loadpoints)}.`,
      en: `evcc has no loadpoint "${name}". There are: ${namesOf(loadpoints)}.`,
    });
  }

  async function write(command: EvccCommand): Promise<EvccAnswer> {
    checkCommand(command);
    const id = 'loadpoint' in command ? await loadpointId(command.loadpoint) : undefined;
    const request = describeCommand(command, id);
    const answer = await send(request);
    checkAnswer(command, request, answer);
    return {
      request: `${request.method} ${request.path}`,
      status: answer.status,
      answer: shorten(answer.raw),
    };
  }

  return {
    start: stream.start,
    stop: stream.stop,
    onLive: live.add,
    onConnection: connections.add,
    readState,
    readTariffs,
    readTemperatures,
    readLoadHistory,
    readSessions,
    write,
  };
}

/** evcc answers 200 to a battery mode even where no battery can follow it; only the body tells. */
function checkAnswer(
  command: EvccCommand,
  { method, path }: EvccRequest,
  { status, body }: HttpAnswer,
): void {
  const expected = expectedAnswer(command);
  if (expected === null || body === expected) return;
  throw new EvccError(
    'REFUSED',
    {
      de: `evcc hat ${method} ${path} nicht übernommen (Antwort ${shorten(JSON.stringify(body))} statt ${expected}). Hat evcc eine steuerbare Hausbatterie?`,
      en: `evcc did not take ${method} ${path} (answer ${shorten(JSON.stringify(body))} instead of ${expected}). Does evcc have a home battery that it can control?`,
    },
    status,
  );
}

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof EvccError && error.kind === 'NOT_FOUND') return null;
    throw error;
  }
}

const namesOf = (loadpoints: { name: string }[]) => loadpoints.map(({ name }) => name).join(', ') || '–';

/** Tells each listener by itself: one that fails is logged and does not keep the value from the others. */
function createListeners<T>(log: (message: string) => void) {
  const listeners = new Set<(value: T) => void>();
  return {
    add(listener: (value: T) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(value: T): void {
      for (const listener of listeners) {
        try {
          listener(value);
        } catch (error) {
          log(
            `A listener to evcc failed: ${error instanceof Error ? (error.stack ?? error.message) : error}`,
          );
        }
      }
    },
  };
}
