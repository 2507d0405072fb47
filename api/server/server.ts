import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AnswerDesk } from '../drivers/index.ts';
import {
  type Context,
  hasCritical,
  judgeHealth,
  type ProcessFacts,
  type ReadHistory,
  type ReadMemory,
  type ReadSavings,
  readSums,
} from '../graphql/index.ts';
import type { AccessSettings, Actions, Finding, SetupActions } from '../house/index.ts';
import type { Displays, LiveReader } from '../live/index.ts';
import { ANSWER_PATH } from '../notify/index.ts';
import type { ChargeOptimizer } from '../optimizer/index.ts';
import { admit, isFromIngress, wantsEvents } from './admit.ts';
import { sendJson } from './answer.ts';
import { answerRoute } from './answers.ts';
import { createApi } from './api.ts';
import { type Access, type BadCredentials, type Caller, callerOf, NOBODY } from './caller.ts';
import { limitConnections } from './connection-limit.ts';
import { languageOf } from './error-page.ts';
import { graphiqlRoute } from './graphiql.ts';
import { protect } from './headers.ts';
import { answerHistoryCsv } from './history-csv.ts';
import { createHttpServers } from './http-servers.ts';
import { addressesOf } from './listen.ts';
import { askForToken, loginRoute } from './login.ts';
import { optimizerRoutes } from './optimize.ts';
import { DISPLAYS, pageRoutes, REJECTED } from './page-routes.ts';
import { readBody, takeAsJson } from './request-body.ts';
import { type ConnectFacts, connectRoutes, createRestAnswer, REST } from './rest-routes.ts';
import { READ, type Route, type Routes } from './route.ts';
import { newSessionSecret } from './session-secret.ts';
import { statusRoutes } from './status-routes.ts';
import { SUBSCRIPTION_LIMITS, type SubscriptionLimits } from './subscription-limits.ts';
import { createThrottle } from './throttle.ts';

/** What the server shows, and of whom it asks things. */
export interface ServerOptions {
  /** 0 takes any that is free. */
  port: number;
  /** The one address to listen on, whatever `access` says. */
  host?: string | undefined;
  /** Where to listen, and who may do what; open to all addresses and readers by default. */
  access?: Partial<AccessSettings>;
  /** What signs the sessions of browsers; left out, they end with this process. */
  sessionSecret?: Buffer;
  /** Address of Home Assistant's Supervisor, whose word on its users counts; none by default. */
  ingressPeer?: string | null;
  /** Folder into which Vite builds the page. */
  pageFolder: string;
  /** All findings about the configuration; a critical one turns `/` into the error page. */
  findings(): Finding[];
  /** Where the configuration was read from, as people find it. */
  configPlaces: string[];
  /** Read anew for each request; `null` while the configuration has critical findings, so `actions` and `history`. */
  live: LiveReader | null;
  actions: Actions | null;
  /** Counts who is connected as a display; left out where nobody does. */
  displays?: Pick<Displays, 'enter'>;
  /** Takes answers to questions from whoever has the ticket; left out where another process asks. */
  answers?: AnswerDesk;
  history: ReadHistory | null;
  /** What measured days cost and would have cost; left out where nothing is measured. */
  savings?: ReadSavings;
  /** What the house remembers, and what-if questions; left out where another process does. */
  memory?: ReadMemory;
  /** The first visit; left out where this process does not decide which evcc is steered. */
  setup?: SetupActions;
  /** Solves what evcc sends where we are its optimizer; without one there are no such addresses. */
  optimizer?: ChargeOptimizer;
  facts(): ProcessFacts;
  /** How many subscriptions are served at a time. */
  subscriptionLimits?: SubscriptionLimits;
  /** Told of what went wrong while answering. */
  onError(error: unknown): void;
}

export interface Server {
  /** @throws {PortInUseError} where someone else listens on the port */
  start(): Promise<{ port: number }>;
  /** Cuts what waits for events, so that their readers come back and begin anew. */
  cutStreams(): void;
  /** Cuts every connection. Streams are not completed, so that their readers come back. */
  stop(): Promise<void>;
}

const MAX_BODY_BYTES = 256_000;
/** Connections beside those of the subscriptions. */
const OTHER_CONNECTIONS = 512;
const OTHERS_PER_ADDRESS = 64;

/** Who may reach us where nothing else is said. */
const OPEN: AccessSettings = {
  listen: 'all',
  tokens: [],
  requireLogin: false,
  allowedHosts: [],
  trustedDocumentsOnly: false,
};

/** Everything that is reached over HTTP. */
export function createServer(options: ServerOptions): Server {
  const { findings, facts, onError, ingressPeer = null, subscriptionLimits = SUBSCRIPTION_LIMITS } = options;
  const { sessionSecret = newSessionSecret() } = options;
  const access: Access = { ...OPEN, ...options.access, sessionSecret };
  const throttle = createThrottle();
  const rejected = () => hasCritical(findings());
  const snapshot = () => (rejected() ? null : (options.live?.snapshot() ?? null));
  const health = () => judgeHealth(snapshot(), findings(), facts());

  const { trustedDocumentsOnly } = access;
  const api = createApi({ context, limits: subscriptionLimits, trustedDocumentsOnly, onError });
  const page = pageRoutes({ ...options, rejected, setup: options.setup });

  const routes: Routes = {
    '/graphql': { methods: ['GET', 'POST'], whenRejected: true, handle: answerGraphql },
    '/graphiql': graphiqlRoute(trustedDocumentsOnly),
    '/history.csv': { methods: READ, whenRejected: false, handle: answerCsv },
    '/login': loginRoute(access, throttle),
    ...page.routes,
    ...statusRoutes({
      snapshot,
      health,
      findings,
      history: options.history,
      now: () => facts().now,
      subscribers: () => streams.size,
    }),
    ...connectRoutes(connectFacts),
    ...optimizerRoutes(options.optimizer, onError),
  };
  const rest: Route = {
    methods: [...READ, 'POST'],
    whenRejected: false,
    handle: createRestAnswer(
      api,
      () => facts().version,
      () => snapshot()?.timeZone ?? null,
    ),
  };
  const answers = answerRoute(options.answers, languageOf);
  const streams = new Set<ServerResponse>();
  const servers = createHttpServers({
    addresses: options.host === undefined ? addressesOf(access.listen) : [options.host],
    port: options.port,
    maxConnections: subscriptionLimits.inAll + OTHER_CONNECTIONS,
    onConnection: limitConnections(subscriptionLimits.perAddress + OTHERS_PER_ADDRESS, ingressPeer),
    answer,
    onError,
  });

  function context(lastEventId: string | null, onClose: Context['onClose']): Context {
    const { live, actions, history } = rejected() ? { live: null, actions: null, history: null } : options;
    const savings = rejected() ? null : (options.savings ?? null);
    const memory = rejected() ? null : (options.memory ?? null);
    const displays = rejected() ? null : (options.displays ?? null);
    return {
      snapshot: snapshot(),
      live,
      actions,
      displays,
      history,
      savings,
      memory,
      setup: options.setup ?? null,
      findings: findings(),
      lastEventId,
      onClose,
      health,
      now: () => facts().now,
    };
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    protect(response, isFromIngress(request, ingressPeer));
    const url = request.url?.startsWith('/') ? URL.parse(`http://host${request.url}`) : null;
    const route = url && (routes[url.pathname] ?? below(url.pathname));
    const turnAway = (status: number, message: string) =>
      sendJson(response, status, { [route?.errorField ?? 'error']: message });
    const denial = admit(request, access.allowedHosts, ingressPeer);
    if (denial) return turnAway(denial.status, denial.message);
    if (!route) return turnAway(400, 'This is not a path.');
    if (rejected() && !route.whenRejected) return turnAway(503, REJECTED);
    if (!route.methods.includes(request.method ?? '')) {
      response.setHeader('allow', route.methods.join(', '));
      return turnAway(405, `Only ${route.methods.join(' and ')} here.`);
    }
    const caller = route.ignoresToken ? NOBODY : callerOf(request, access, ingressPeer, throttle, Date.now());
    if ('status' in caller) return refuse(response, caller);
    if (!caller.mayRead && !route.forAll) return askToLogIn(request, response, url, route);
    await route.handle(request, response, url, caller);
  }

  function below(path: string): Route {
    if (path.startsWith(REST)) return rest;
    if (path.startsWith(ANSWER_PATH)) return answers;
    return path.startsWith(DISPLAYS) ? page.display : page.file;
  }

  function refuse(response: ServerResponse, { status, message, retryAfterS }: BadCredentials): void {
    if (retryAfterS > 0) response.setHeader('retry-after', retryAfterS);
    else response.setHeader('www-authenticate', 'Bearer');
    sendJson(response, status, { error: message });
  }

  function askToLogIn(request: IncomingMessage, response: ServerResponse, url: URL, route: Route): void {
    response.setHeader('www-authenticate', 'Bearer');
    if (!route.isPage) {
      sendJson(response, 401, { error: 'A token is needed to read (option require_login); see /login.' });
      return;
    }
    askForToken(request, response, url, url.pathname.startsWith(DISPLAYS) ? '../login' : './login');
  }

  async function answerGraphql(
    request: IncomingMessage,
    response: ServerResponse,
    _url: URL,
    caller: Caller,
  ): Promise<void> {
    if (request.method === 'POST' && !takeAsJson(request.headers))
      return sendJson(response, 415, { error: 'Send a POST with content-type: application/json.' });
    const body = request.method === 'POST' ? await readBody(request, MAX_BODY_BYTES) : '';
    if (body === null) {
      response.setHeader('connection', 'close');
      return sendJson(response, 413, { error: `A request may have ${MAX_BODY_BYTES} bytes at most.` });
    }
    if (wantsEvents(request)) {
      streams.add(response);
      response.once('close', () => streams.delete(response));
    }
    // Yoga takes a body that was read already, and holds no streams for it as long as a subscription runs.
    await api(Object.assign(request, { body }), response, { caller });
  }

  async function answerCsv(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { snapshot: now, memory, history } = context(null, () => {});
    if (!now || (!memory && !history)) return sendJson(response, 503, { error: 'There is no history yet.' });
    const read = readSums({ memory: memory ?? null, history });
    await answerHistoryCsv(read, now.timeZone, response, url, request.method === 'HEAD');
  }

  function connectFacts(request: IncomingMessage, url: URL): ConnectFacts {
    return {
      snapshot: snapshot(),
      language: languageOf(url, request.headers),
      requireLogin: access.requireLogin,
      fromIngress: isFromIngress(request, ingressPeer),
      port: options.port,
    };
  }

  return {
    start: servers.start,
    cutStreams() {
      for (const response of streams) response.destroy();
    },
    stop: servers.stop,
  };
}
