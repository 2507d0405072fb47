import { Kind, type OperationDefinitionNode, type TypeNode } from 'graphql';
import { fromLocalTime } from '../house/index.ts';

export type Variables = Record<string, unknown>;

/** As Home Assistant's `input_datetime` has it, and a field for date and time. */
const LOCAL_TIME = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::00)?$/;

/** Reads times without a zone as the house's own; all else, and where the zone is not known, stays as it is. */
export function inHouseTime(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Variables,
  timeZone: string | null,
): Variables {
  const times = variableDefinitions.filter(({ type }) => scalarName(type) === 'DateTime');
  const read = times.flatMap(({ variable: { name } }) => {
    const [, year, month, day, hour, minute] = LOCAL_TIME.exec(String(variables[name.value])) ?? [];
    if (timeZone === null || year === undefined) return [];
    const local = {
      year: +year,
      month: Number(month),
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
    };
    return [[name.value, new Date(fromLocalTime(local, timeZone)).toISOString()]];
  });
  return { ...variables, ...Object.fromEntries(read) };
}

/** What kind of value a variable takes, as far as text has to be read for it. */
export function scalarName(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : scalarName(type.type);
}

/** The names of an operation's variables. */
export function variableNames({ variableDefinitions = [] }: OperationDefinitionNode): string[] {
  return variableDefinitions.map(({ variable }) => variable.name.value);
}

/** Variables that an operation knows, or the name of one that it does not. */
export type ReadVariables = { ok: true; variables: Variables } | { ok: false; unknown: string };

/** The variables of an operation from a body; one with a slip in its name would silently count as left out. */
export function variablesFromBody(operation: OperationDefinitionNode, body: object): ReadVariables {
  const known = variableNames(operation);
  const unknown = Object.keys(body).find((name) => !known.includes(name));
  return unknown === undefined ? { ok: true, variables: { ...body } } : { ok: false, unknown };
}

/** The variables of an operation from an address' query, whose values are all text. An empty value is none. */
export function variablesFromQuery(
  { variableDefinitions = [] }: OperationDefinitionNode,
  query: URLSearchParams,
): ReadVariables {
  const variables: Variables = {};
  for (const [name, text] of query) {
    const definition = variableDefinitions.find(({ variable }) => variable.name.value === name);
    if (!definition) return { ok: false, unknown: name };
    if (text !== '') variables[name] = readAs(scalarName(definition.type), text);
  }
  return { ok: true, variables };
}

/** Text that is no such value stays text: then the schema says what is wrong with it. */
function readAs(type: string, text: string): unknown {
  if (type === 'Int' || type === 'Float') return Number.isFinite(Number(text)) ? Number(text) : text;
  if (type === 'Boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
