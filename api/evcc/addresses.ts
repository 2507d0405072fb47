import type { Text } from '../house/index.ts';
import { connectionOf } from './connection.ts';
import { EvccError } from './error.ts';
import { createSend } from './http.ts';
import { isRecord } from './wire.ts';

/** evcc's own app for Home Assistant: its name begins with a hash of its repository's address. */
export const EVCC_APP_ADDRESS = 'http://49686a9f-evcc:7070';

/**
 * Where evcc usually is for an app of Home Assistant, the likeliest first: evcc's apps, the machine itself
 * as an app sees it, then names in the home's network.
 */
export const ADDRESSES_IN_HOME_ASSISTANT: readonly string[] = [
  EVCC_APP_ADDRESS,
  'http://49686a9f-evcc-nightly:7070',
  'http://172.30.32.1:7070',
  'http://homeassistant.local:7070',
  'http://evcc.local:7070',
];

/** Where evcc usually is for a program or a container on any other machine, the likeliest first. */
export const ADDRESSES_ELSEWHERE: readonly string[] = [
  'http://localhost:7070',
  'http://evcc:7070',
  'http://host.docker.internal:7070',
  'http://evcc.local:7070',
];

/** What was found at an address: evcc with its version, or why there is none. */
export type EvccProbe =
  | { url: string; found: true; version: string | null; siteTitle: string | null }
  | { url: string; found: false; reason: Text };

const PROBE_MS = 3000;

/**
 * Asks one address whether evcc is there, by reading its state without logging in; never throws. Only for
 * addresses of the lists above or of somebody who may configure us.
 */
export async function probeEvcc(url: string, timeoutMs: number = PROBE_MS): Promise<EvccProbe> {
  try {
    const connection = connectionOf({ url, user: null, password: null, headers: {} });
    const { body } = await createSend(
      connection,
      timeoutMs,
    )({ method: 'GET', path: '/api/state', body: null });
    if (!isRecord(body) || !Array.isArray(body.loadpoints))
      return {
        url,
        found: false,
        reason: {
          de: 'dort antwortet etwas anderes als evcc',
          en: 'something other than evcc answers there',
        },
      };
    return { url, found: true, version: textOrNull(body.version), siteTitle: textOrNull(body.siteTitle) };
  } catch (error) {
    if (error instanceof EvccError) return { url, found: false, reason: error.text };
    throw error;
  }
}

/** Asks all addresses at the same time; the answers keep the addresses' order. */
export function probeAll(addresses: readonly string[], timeoutMs?: number): Promise<EvccProbe[]> {
  return Promise.all(addresses.map((url) => probeEvcc(url, timeoutMs)));
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
