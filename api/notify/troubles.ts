import { type Instant, MINUTE_MS, type Notice, type Text } from '../house/index.ts';

/** A service that is away for a moment is nobody's business. */
const LASTING_MS = 10 * MINUTE_MS;

/** Keeps account of channels that take no messages, so that people hear of it elsewhere. */
export interface Troubles {
  failed(channel: string, why: Text, now: Instant): void;
  /** A message came through. */
  well(channel: string): void;
  /** Those that have taken nothing for some time. */
  notices(now: Instant): Notice[];
}

export function createTroubles(): Troubles {
  const failing = new Map<string, { since: Instant; why: Text }>();
  return {
    failed(channel, why, now) {
      failing.set(channel, { since: failing.get(channel)?.since ?? now, why });
    },
    well: (channel) => void failing.delete(channel),
    notices: (now) =>
      [...failing]
        .filter(([, { since }]) => now - since >= LASTING_MS)
        .map(([channel, { since, why }]) => ({
          code: `MESSAGES_FAIL_${channel}`,
          severity: 'WARNING',
          since,
          message: {
            de: `Nachrichten über ${channel} kommen nicht an: ${why.de}. Sie werden aufgehoben und wieder versucht.`,
            en: `Messages by ${channel} do not get through: ${why.en}. They are kept and tried again.`,
          },
        })),
  };
}
