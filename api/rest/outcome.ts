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
  const fields = Object.entries(data).map(([name, value]): [string, unknown] => [name, unwrapped(value)]);
  const body = Object.fromEntries(plainFields(fields, partsOf));
  return (fields.length === 1 ? refusalOf(body) : null) ?? { status: 200, body };
}

/**
 * The fields of a plain answer: those of the only object, or all by their names. A snapshot is only a bag of parts:
 * they stand for themselves. The same for values and for their descriptions.
 *
 * @param parts the fields of what is an object; `null` for all else
 */
export function plainFields<Value>(
  fields: [string, Value][],
  parts: (value: Value) => [string, Value][] | null,
): [string, Value][] {
  return fields.flatMap(([name, value]) => {
    const isOpened = fields.length === 1 || name === 'snapshot';
    return (isOpened ? parts(value) : null) ?? [[name, value]];
  });
}

function partsOf(value: unknown): [string, unknown][] | null {
  return isObject(value) ? Object.entries(value) : null;
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
