import type { IncomingMessage, ServerResponse } from 'node:http';
import { hostname } from 'node:os';
import type { Language, Snapshot } from '../house/index.ts';
import { createRest, homeAssistantYaml, openApi } from '../rest/index.ts';
import { sendHtml, sendJson, sendText } from './answer.ts';
import type { createApi } from './api.ts';
import type { Caller } from './caller.ts';
import { connectPage } from './connect-page.ts';
import { isOverTls, setPolicy, TEXT_POLICY } from './headers.ts';
import { readBody, takeAsJson } from './request-body.ts';
import { type Handler, READ, type Routes } from './route.ts';

const MAX_BODY_BYTES = 20_000;

/** Where the plain addresses lie. */
export const REST = '/rest/';

/** Answers below `/rest/`: each document runs through Yoga itself, so that all that protects the API applies. */
export function createRestAnswer(
  api: ReturnType<typeof createApi>,
  version: () => string,
  timeZone: () => string | null,
) {
  const rest = createRest();
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    caller: Caller,
  ): Promise<void> => {
    const name = url.pathname.slice(REST.length);
    if (name === 'openapi.json') return sendJson(response, 200, openApi(version()));
    if (request.method === 'POST' && !takeAsJson(request.headers))
      return sendJson(response, 415, { error: { code: 'BAD_REQUEST', message: 'Send variables as JSON.' } });
    const body = request.method === 'POST' ? await readBody(request, MAX_BODY_BYTES) : '';
    if (body === null) {
      response.setHeader('connection', 'close');
      return sendJson(response, 413, {
        error: { code: 'TOO_LARGE', message: `At most ${MAX_BODY_BYTES} bytes.` },
      });
    }
    const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '');
    const asked = { method, name, query: url.searchParams, body, timeZone: timeZone() };
    const outcome = await rest.answer(asked, async (wanted) => {
      const answer = await api.fetch(
        'http://localhost/graphql',
        { method: 'POST', headers: JSON_BOTH_WAYS, body: JSON.stringify(wanted) },
        { req: request, res: response, caller },
      );
      return { status: answer.status, result: await answer.json() };
    });
    if (outcome.allow) response.setHeader('allow', outcome.allow);
    sendJson(response, outcome.status, outcome.body);
  };
}

const JSON_BOTH_WAYS = {
  'content-type': 'application/json',
  accept: 'application/graphql-response+json',
};

/** What the pages for Home Assistant are made of. */
export interface ConnectFacts {
  snapshot: Snapshot | null;
  language: Language;
  requireLogin: boolean;
  fromIngress: boolean;
  port: number;
}

/**
 * `GET /home-assistant.yaml`, ready to paste for this very house, and `GET /home-assistant`, the same on a page that
 * says what to do with it.
 */
export function connectRoutes(factsOf: (request: IncomingMessage, url: URL) => ConnectFacts): Routes {
  const answerYaml: Handler = (request, response, url) => {
    sendText(response, 200, yamlFor(request, factsOf(request, url)));
  };
  const answerPage: Handler = (request, response, url) => {
    const facts = factsOf(request, url);
    setPolicy(response, TEXT_POLICY);
    response.setHeader('vary', 'accept-language');
    sendHtml(response, 200, connectPage(yamlFor(request, facts), facts.language));
  };
  return {
    '/home-assistant': { methods: READ, whenRejected: false, isPage: true, handle: answerPage },
    '/home-assistant.yaml': { methods: READ, whenRejected: false, handle: answerYaml },
  };
}

function yamlFor(
  request: IncomingMessage,
  { snapshot, language, requireLogin, fromIngress, port }: ConnectFacts,
) {
  // Who looks at us through Home Assistant reaches us by another address than Home Assistant itself.
  const url = fromIngress
    ? `http://${hostname()}:${port}`
    : `${isOverTls(request.headers) ? 'https' : 'http'}://${request.headers.host}`;
  return homeAssistantYaml({ url, snapshot, language, requireLogin });
}
