/** What Yoga answered to a document. */
export interface Executed {
  /** The status that GraphQL over HTTP has for it. */
  status: number;
  result: {
    data?: Record<string, unknown> | null | undefined;
    errors?: readonly { message: string; extensions?: Record<string, unknown> | undefined }[] | undefined;
  };
}

/** A plain answer: what was asked for, or `{ error }`. */
export interface Outcome {
  status: number;
  body: unknown;
}

/** Statuses of what an action refuses; never 5xx for something that the house itself has not got yet. */
const STATUS_OF: Record<string, number> = {
  UNKNOWN_LOADPOINT: 404,
  UNKNOWN_SOURCE: 404,
  UNKNOWN_OVERRIDE: 404,
  UNKNOWN_VEHICLE: 404,
  INVALID_VALUE: 400,
  NO_CAR: 409,
  NOT_READY: 409,
  EVCC_UNREACHABLE: 502,
  EVCC_REFUSED: 502,
};

/** Takes the wrapping of GraphQL off: the value of the only field, or of all fields by name; refusals become errors. */
export function outcomeOf({ status, result: { data, errors } }: Executed): Outcome {
  const error = errors?.[0];
  if (error || !data) {
    const code = String(error?.extensions?.code ?? 'FAILED');
    return {
      status: Math.max(STATUS_OF[code] ?? status, 400),
      body: { error: { code, message: error?.message ?? 'There was no answer.' } },
    };
  }
  const values = Object.values(data).map(unwrapped);
  const only = values.length === 1 ? values[0] : null;
  if (isObject(only)) {
    const refusal = refusalOf(only);
    return refusal ?? { status: 200, body: only };
  }
  return {
    status: 200,
    body: Object.fromEntries(Object.keys(data).flatMap((key, index) => entriesOf(key, values[index]))),
  };
}

/** A snapshot is only a bag of parts: they stand for themselves. */
function entriesOf(key: string, value: unknown): [string, unknown][] {
  return key === 'snapshot' && isObject(value) ? Object.entries(value) : [[key, value]];
}

function refusalOf({ code, field, message }: Record<string, unknown>): Outcome | null {
  if (typeof code !== 'string' || message === undefined) return null;
  return { status: STATUS_OF[code] ?? 400, body: { error: { code, field: field ?? null, message } } };
}

function unwrapped(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { __typename, ...rest } = value;
  return rest;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
