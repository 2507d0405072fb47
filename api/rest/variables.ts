import { Kind, type OperationDefinitionNode, type TypeNode } from 'graphql';
import { fromLocalTime, type Instant, SECOND_MS } from '../house/index.ts';

export type Variables = Record<string, unknown>;

/** As Home Assistant's `input_datetime` has it, and a field for date and time. */
const LOCAL_TIME = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?$/;

/** Reads times without a zone as the house's own; all else, and where the zone is not known, stays as it is. */
export function inHouseTime(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Variables,
  timeZone: string | null,
): Variables {
  const times = variableDefinitions.filter(({ type }) => scalarName(type) === 'DateTime');
  const read = times.flatMap(({ variable: { name } }) => {
    const at = timeZone === null ? null : instantOf(String(variables[name.value]), timeZone);
    return at === null ? [] : [[name.value, new Date(at).toISOString()]];
  });
  return { ...variables, ...Object.fromEntries(read) };
}

/** The instant that a local time means; `null` where it is none, as on the 31st of February or at 25:30. */
function instantOf(text: string, timeZone: string): Instant | null {
  const [found, ...parts] = LOCAL_TIME.exec(text) ?? [];
  if (found === undefined) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  const calendar = new Date(Date.UTC(year, month - 1, day, hour, minute, second)).toISOString();
  if (calendar.slice(0, 16) !== found.slice(0, 16).replace(' ', 'T') || second > 59) return null;
  return fromLocalTime({ year, month, day, hour, minute }, timeZone) + second * SECOND_MS;
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

/**
 * The variables of an operation from a body; one with a slip in its name would silently count as left out. Numbers may
 * come as text, as templates of Home Assistant make them.
 */
export function variablesFromBody(
  { variableDefinitions = [] }: OperationDefinitionNode,
  body: object,
): ReadVariables {
  const variables: Variables = {};
  for (const [name, value] of Object.entries(body)) {
    const definition = variableDefinitions.find(({ variable }) => variable.name.value === name);
    if (!definition) return { ok: false, unknown: name };
    variables[name] = typeof value === 'string' ? readAs(scalarName(definition.type), value) : value;
  }
  return { ok: true, variables };
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
  if (type === 'Int' || type === 'Float')
    return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
  if (type === 'Boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
