import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ChargeOptimizer, decodeRequest, OptimizerBusy, OptimizerError } from '../optimizer/index.ts';
import { couldBeForged } from './admit.ts';
import { sendJson } from './answer.ts';
import { readBody } from './request-body.ts';
import { type Handler, READ, type Route, type Routes } from './route.ts';

/** Two weeks of quarters of an hour with several batteries are a tenth of it. */
const MAX_BODY_BYTES = 2_000_000;

/** Where evcc finds its optimizer; without one there are no such addresses. */
export function optimizerRoutes(
  optimizer: ChargeOptimizer | undefined,
  onError: (error: unknown) => void,
): Routes {
  if (!optimizer) return {};
  const handle: Handler = (request, response) => answerSchedule(optimizer, request, response, onError);
  // evcc sends a token of its own, and what it asks for says nothing of this house.
  const evccs = { whenRejected: false, forAll: true, ignoresToken: true, errorField: 'message' };
  const schedule: Route = { ...evccs, methods: ['POST'], handle };
  const health: Route = {
    ...evccs,
    methods: READ,
    handle: (request, response) => answerOptimizerHealth(optimizer, request, response),
  };
  return {
    '/optimize/charge-schedule': schedule,
    '/optimize/charge-schedule/': schedule,
    '/optimize/health': health,
    '/optimize/health/': health,
  };
}

/**
 * `POST /optimize/charge-schedule` as evcc's own optimizer serves it. Whatever evcc sends to prove who it is stays
 * unread. Errors are `{ message, details? }`: 400 for a bad request, 500 where there is no schedule, 503 with `Retry-After`
 * where too many are waiting for one.
 */
async function answerSchedule(
  optimizer: ChargeOptimizer,
  request: IncomingMessage,
  response: ServerResponse,
  onError: (error: unknown) => void,
): Promise<void> {
  if (couldBeForged(request)) {
    request.resume();
    return sendJson(response, 415, { message: 'Send a POST with content-type: application/json.' });
  }
  const text = await readBody(request, MAX_BODY_BYTES);
  if (text === null) {
    response.setHeader('connection', 'close');
    return sendJson(response, 413, { message: `A request may have ${MAX_BODY_BYTES} bytes at most.` });
  }
  const body = parsed(text);
  if (body === undefined) return sendJson(response, 400, { message: 'The body is not JSON.' });
  const decoded = decodeRequest(body);
  if (!decoded.ok) return sendJson(response, 400, decoded.error);
  try {
    sendJson(response, 200, await optimizer.solve(decoded.task));
  } catch (error) {
    if (error instanceof OptimizerBusy) {
      response.setHeader('retry-after', error.retryAfterS);
      return sendJson(response, 503, { message: error.message });
    }
    onError(error);
    const message = error instanceof OptimizerError ? error.message : 'Optimization failed; see the log.';
    sendJson(response, 500, { message });
  }
}

/** `GET /optimize/health`; who asks will send something to solve. */
function answerOptimizerHealth(
  optimizer: ChargeOptimizer,
  _request: IncomingMessage,
  response: ServerResponse,
): void {
  void optimizer.warm();
  sendJson(response, 200, { status: 'healthy', message: 'Smartload serves as the optimizer of evcc' });
}

/** `undefined` where it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
