import {
  createServer as createHttpServer,
  type Server as HttpServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
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
import {
  type AccessSettings,
  type Actions,
  displayName,
  type Finding,
  type SetupActions,
} from '../house/index.ts';
import type { Displays, LiveReader } from '../live/index.ts';
import { ANSWER_PATH } from '../notify/index.ts';
import type { ChargeOptimizer } from '../optimizer/index.ts';
import { admit, isFromIngress, wantsEvents } from './admit.ts';
import { sendHtml, sendJson, sendText } from './answer.ts';
import { answerRoute } from './answers.ts';
import { createApi } from './api.ts';
import { sendAsset } from './asset.ts';
import { type BadCredentials, type Caller, callerOf, NOBODY } from './caller.ts';
import { ERROR_PAGE_POLICY, errorPage, languageOf } from './error-page.ts';
import { createGraphiql, GRAPHIQL_POLICY } from './graphiql.ts';
import { protect, setPolicy } from './headers.ts';
import { answerHistoryCsv } from './history-csv.ts';
import { addressesOf, listen } from './listen.ts';
import { answerLogin, LOGIN_POLICY, sendLogin } from './login.ts';
import { optimizerRoutes } from './optimize.ts';
import { createPage, NO_DISPLAY, PAGE_MISSING } from './page.ts';
import { readBody, takeAsJson } from './request-body.ts';
import { type ConnectFacts, connectRoutes, createRestAnswer, REST } from './rest-routes.ts';
import { READ, type Route, type Routes } from './route.ts';
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

const GRAPHIQL_CLOSED =
  'GraphiQL ist zu: Option trusted_documents_only. / GraphiQL is closed: option trusted_documents_only.';

/** Where displays have their page. */
const DISPLAYS = '/display/';

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
  const access: AccessSettings = { ...OPEN, ...options.access };
  const throttle = createThrottle();
  const rejected = () => hasCritical(findings());
  const snapshot = () => (rejected() ? null : (options.live?.snapshot() ?? null));
  const health = () => judgeHealth(snapshot(), findings(), facts());

  const { trustedDocumentsOnly } = access;
  const api = createApi({ context, limits: subscriptionLimits, trustedDocumentsOnly, onError });
  const graphiql = createGraphiql();
  const page = createPage(options.pageFolder);

  const routes: Routes = {
    '/graphql': { methods: ['GET', 'POST'], whenRejected: true, handle: answerGraphql },
    '/graphiql': { methods: READ, whenRejected: false, isPage: true, handle: answerGraphiql },
    '/history.csv': { methods: READ, whenRejected: false, handle: answerCsv },
    '/login': { methods: [...READ, 'POST'], whenRejected: true, forAll: true, handle: login },
    '/': { methods: READ, whenRejected: true, isPage: true, handle: answerStart },
    '/setup': { methods: READ, whenRejected: true, isPage: true, handle: answerSetup },
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
  const display: Route = { methods: READ, whenRejected: false, isPage: true, handle: answerDisplay };
  const rest: Route = {
    methods: [...READ, 'POST'],
    whenRejected: false,
    handle: createRestAnswer(api, () => facts().version),
  };
  const answers = answerRoute(options.answers, languageOf);
  const file: Route = { methods: READ, whenRejected: false, handle: answerFile };

  const streams = new Set<ServerResponse>();
  const addresses = options.host === undefined ? addressesOf(access.listen) : [options.host];
  const servers = addresses.map((address) => ({ address, http: httpServer() }));

  /** One for each address to listen on. */
  function httpServer(): HttpServer {
    const server = createHttpServer((request, response) => {
      answer(request, response).catch((error: unknown) => {
        // Who went away before they had said it all is nobody's fault in here.
        if (!request.destroyed) onError(error);
        if (response.headersSent) response.destroy();
        else sendJson(response, 500, { error: 'Something went wrong in here; see the log.' });
      });
    });
    server.headersTimeout = 15_000;
    // Longer than clients and proxies keep theirs: who is the first to close loses no request to it.
    server.keepAliveTimeout = 65_000;
    server.requestTimeout = 30_000;
    server.maxConnections = subscriptionLimits.inAll + OTHER_CONNECTIONS;
    return server;
  }

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
    const denial = admit(request, access.allowedHosts, ingressPeer);
    if (denial) return sendJson(response, denial.status, { error: denial.message });
    const url = request.url?.startsWith('/') ? URL.parse(`http://host${request.url}`) : null;
    if (!url) return sendJson(response, 400, { error: 'This is not a path.' });
    const route = routes[url.pathname] ?? below(url.pathname);
    if (rejected() && !route.whenRejected && !(route === file && awaitsSetup()))
      return sendJson(response, 503, { error: 'The configuration has critical errors; see /.' });
    if (!route.methods.includes(request.method ?? '')) {
      response.setHeader('allow', route.methods.join(', '));
      return sendJson(response, 405, { error: `Only ${route.methods.join(' and ')} here.` });
    }
    const caller = route.ignoresToken ? NOBODY : callerOf(request, access, ingressPeer, throttle, Date.now());
    if ('status' in caller) return refuse(response, caller);
    if (!caller.mayRead && !route.forAll) return askToLogIn(request, response, url, route);
    await route.handle(request, response, url, caller);
  }

  function below(path: string): Route {
    if (path.startsWith(REST)) return rest;
    if (path.startsWith(ANSWER_PATH)) return answers;
    return path.startsWith(DISPLAYS) ? display : file;
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
    setPolicy(response, LOGIN_POLICY);
    const action = url.pathname.startsWith(DISPLAYS) ? '../login' : './login';
    sendLogin(response, 401, languageOf(url, request.headers), action);
  }

  async function login(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    setPolicy(response, LOGIN_POLICY);
    const language = languageOf(url, request.headers);
    if (request.method !== 'POST') return sendLogin(response, 200, language, './login');
    await answerLogin(request, response, { access, throttle, now: Date.now(), language });
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

  async function answerGraphiql(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (access.trustedDocumentsOnly) return sendText(response, 403, GRAPHIQL_CLOSED);
    setPolicy(response, GRAPHIQL_POLICY);
    await sendAsset(request, response, await graphiql());
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

  async function answerStart(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    if (rejected()) {
      setPolicy(response, ERROR_PAGE_POLICY);
      response.setHeader('vary', 'accept-language');
      const language = languageOf(url, request.headers);
      return sendHtml(response, 503, errorPage(findings(), options.configPlaces, language, awaitsSetup()));
    }
    const asset = await page.find('/');
    if (!asset) return sendText(response, 200, PAGE_MISSING);
    await sendAsset(request, response, asset);
  }

  /** The first visit has the page's files too, while there is nothing else yet. */
  function awaitsSetup(): boolean {
    return options.setup?.state().needed ?? false;
  }

  async function answerSetup(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (rejected() && !awaitsSetup()) return sendJson(response, 503, { error: 'See /.' });
    const asset = await page.find('/');
    if (!asset) return sendText(response, 200, PAGE_MISSING);
    await sendAsset(request, response, asset);
  }

  async function answerDisplay(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    if (displayName(decoded(url.pathname.slice(DISPLAYS.length))) === null)
      return sendText(response, 404, NO_DISPLAY);
    const asset = await page.oneDown();
    if (!asset) return sendText(response, 200, PAGE_MISSING);
    await sendAsset(request, response, asset);
  }

  async function answerFile(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const asset = await page.find(url.pathname);
    if (!asset) return sendJson(response, 404, { error: 'There is nothing here.' });
    await sendAsset(request, response, asset);
  }

  return {
    start: async () => ({ port: await listen(servers, options.port) }),
    cutStreams() {
      for (const response of streams) response.destroy();
    },
    stop: async () => {
      await Promise.all(servers.map(({ http }) => close(http)));
    },
  };
}

async function close(server: HttpServer): Promise<void> {
  if (!server.listening) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  await promise;
}

/** What a part of a path says; empty where it says nothing that can be read. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
