import { randomUUID } from 'node:crypto';

const VERSION_7 = /^([\da-f]{8})-([\da-f]{4})-7/;

/**
 * A name for a run of the server: no two are the same, and it says when the run began, so that of two runs it is
 * known which is the older (a UUID of version 7, RFC 9562).
 *
 * @param beganAt epoch ms
 */
export function newRunId(beganAt: number): string {
  const time = Math.round(beganAt).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

/** When a run began, in epoch ms; 0 where its name does not say. */
export function beganAt(runId: string): number {
  const [, high = '', low = ''] = VERSION_7.exec(runId) ?? [];
  return Number.parseInt(high + low, 16) || 0;
}

/** Another name of the same age: who comes back with it goes on at its place, but has not the state of that run. */
export function siblingOf(runId: string): string {
  return newRunId(beganAt(runId));
}
