import { type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { documentIdOf, readDocuments } from './documents.ts';
import { type Executed, type Outcome, outcomeOf } from './outcome.ts';
import {
  inHouseTime,
  type Variables,
  variableNames,
  variablesFromBody,
  variablesFromQuery,
} from './variables.ts';

/** A request to one of the addresses below `/rest/`. */
export interface RestRequest {
  method: string;
  name: string;
  query: URLSearchParams;
  /** As it was sent; empty where nothing was. */
  body: string;
  /** Of the house, for times that name none; `null` before its first reading. */
  timeZone?: string | null;
}

/** Runs a document where every protection of the API applies. */
export type Execute = (request: { documentId: string; variables: Variables }) => Promise<Executed>;

/** Named documents as plain REST. */
export interface Rest {
  /** Queries are read by GET, or by POST with variables as JSON; mutations are asked for by POST alone. */
  answer(request: RestRequest, execute: Execute): Promise<Outcome & { allow?: string }>;
}

/** The documents of this folder as addresses. */
export function createRest(): Rest {
  const documents = readDocuments();
  return {
    async answer({ method, name, query, body, timeZone = null }, execute) {
      const document = documents.get(name);
      if (!document)
        return refuse(
          404,
          'UNKNOWN',
          `There is none of that name. There are: ${[...documents.keys()].join(', ')}.`,
        );
      const isQuery = document.operation.operation === OperationTypeNode.QUERY;
      if (!isQuery && method !== 'POST')
        return { ...refuse(405, 'POST_NEEDED', 'This changes something: send a POST.'), allow: 'POST' };
      const given = variablesFromQuery(document.operation, query);
      if (!given.ok) return refuseVariable(given.unknown, document.operation);
      const object = body.trim() === '' ? {} : objectIn(body);
      if (!object) return refuse(400, 'BAD_REQUEST', 'The body must be a JSON object with the variables.');
      const sent = variablesFromBody(document.operation, object);
      if (!sent.ok) return refuseVariable(sent.unknown, document.operation);
      const variables = inHouseTime(document.operation, { ...given.variables, ...sent.variables }, timeZone);
      return outcomeOf(await execute({ documentId: documentIdOf(document), variables }));
    },
  };
}

function refuse(status: number, code: string, message: string): Outcome {
  return { status, body: { error: { code, message } } };
}

function refuseVariable(unknown: string, operation: OperationDefinitionNode): Outcome {
  const known = variableNames(operation);
  const allowed = known.length > 0 ? `There are: ${known.join(', ')}.` : 'There are none here.';
  const field = unknown.slice(0, 40);
  const message = `There is no variable ${JSON.stringify(field)}. ${allowed}`;
  return { status: 400, body: { error: { code: 'UNKNOWN_VARIABLE', field, message } } };
}

function objectIn(body: string): object | null {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : null;
  } catch {
    return null;
  }
}
