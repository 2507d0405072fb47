import { isRecord } from './wire.ts';

/** Big or not about the state, and read over REST where they are needed. */
const SKIPPED = /^(forecast|evopt|log$|releaseNotes$|statistics$)/;

/** Without these a loadpoint would read as switched off and without a car. */
const LOADPOINT_BASICS = ['mode', 'connected'];

const LOADPOINT_KEY = /^loadpoints\.(\d{1,2})\.(.+)$/;

/** WebSocket frames merged into the form of `/api/state`. */
export interface Patches {
  /** Takes one frame; says whether it changed anything that a state is decoded from. */
  apply(frame: unknown): boolean;
  /** The frames so far make a whole state. */
  complete(): boolean;
  /** The merged state as REST would give it. */
  body(): Record<string, unknown>;
}

/**
 * Collects frames. Each is an object of dotted keys whose values replace what was there before; single keys
 * may come before the welcome that brings them all. Loadpoints are counted from 0 here.
 */
export function createPatches(): Patches {
  const site = new Map<string, unknown>();
  const loadpoints: Map<string, unknown>[] = [];

  function set(key: string, value: unknown): void {
    const [, index, field] = LOADPOINT_KEY.exec(key) ?? [];
    if (index === undefined || field === undefined) {
      site.set(key, value);
      return;
    }
    while (loadpoints.length <= Number(index)) loadpoints.push(new Map());
    loadpoints[Number(index)]?.set(field, value);
  }

  return {
    apply(frame) {
      if (!isRecord(frame)) return false;
      const entries = Object.entries(frame).filter(([key]) => !SKIPPED.test(key));
      for (const [key, value] of entries) set(key, value);
      return entries.length > 0;
    },
    complete: () =>
      typeof site.get('interval') === 'number' &&
      (site.has('version') || site.has('siteTitle')) &&
      loadpoints.every((fields) => LOADPOINT_BASICS.every((field) => fields.has(field))),
    body: () => ({
      ...Object.fromEntries(site),
      // A list that is empty because nothing came yet must not read as "no loadpoints".
      ...(loadpoints.length > 0 && {
        loadpoints: loadpoints.map((fields) => Object.fromEntries(fields)),
      }),
    }),
  };
}
