/** Where a reader stood: in which run of the server, and after which message. */
export interface Cursor {
  /** Empty where a bare number was given. */
  instanceId: string;
  sequence: number;
}

const CURSOR = /^(?:([\w-]{1,64}):)?(\d{1,15})$/;

/** Reads `<instanceId>:<sequence>`, or a bare sequence; `null` where it is neither. */
export function parseCursor(text: string): Cursor | null {
  const match = CURSOR.exec(text);
  return match ? { instanceId: match[1] ?? '', sequence: Number(match[2]) } : null;
}

/**
 * A run under another name: who comes back with that is of another run and begins anew, but at its place, since the
 * numbers are still those of the run.
 */
export function renamed(instanceId: string, name: 'new' | 'stale'): string {
  return `${name}_${instanceId}`;
}

/** Whether the numbers of both are of one run, under whatever names. */
export function isSameRun(instanceId: string, other: string): boolean {
  return unnamed(instanceId) === unnamed(other);
}

function unnamed(instanceId: string): string {
  return instanceId.slice(instanceId.lastIndexOf('_') + 1);
}

/** The id of a message, as it is sent and as it comes back in `Last-Event-ID`. */
export function formatCursor({ instanceId, sequence }: Cursor): string {
  return `${instanceId}:${sequence}`;
}
