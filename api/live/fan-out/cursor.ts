/** Where a reader stood: in which run of the server, and after which message. */
export interface Cursor {
  /** Empty where a bare number was given. */
  instanceId: string;
  sequence: number;
}

const CURSOR = /^(?:([\w-]{1,64}):)?(\d{1,10})$/;
/** Of `Int` in GraphQL, as which it is told. */
const MAX_SEQUENCE = 2 ** 31 - 1;

/** Reads `<instanceId>:<sequence>`, or a bare sequence; `null` where it is neither, or no number that is ever given. */
export function parseCursor(text: string): Cursor | null {
  const [, instanceId = '', digits] = CURSOR.exec(text) ?? [];
  const sequence = Number(digits);
  return sequence <= MAX_SEQUENCE ? { instanceId, sequence } : null;
}

/** The id of a message, as it is sent and as it comes back in `Last-Event-ID`. */
export function formatCursor({ instanceId, sequence }: Cursor): string {
  return `${instanceId}:${sequence}`;
}
