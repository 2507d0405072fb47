import { z } from 'zod';
import type { Instant } from '../house/index.ts';

/** What is announced: a device with its entities by their ids. */
export interface Discovery {
  components: Record<string, Record<string, unknown>>;
  [key: string]: unknown;
}

const announcement = z.object({ components: z.record(z.string(), z.looseObject({ platform: z.string() })) });

/** What Home Assistant was told of, so that it forgets what is no longer there. */
export interface Announced {
  /** Takes over what lies on the broker, perhaps from an earlier run. */
  recall(payload: string): void;
  /**
   * What to say, one after the other, so that Home Assistant has exactly these entities. One that is gone for a while is
   * said once with nothing but its platform, then no more: so Home Assistant forgets it. Until then it stays.
   *
   * @param isWhole whether all that there is was read; before that nothing is gone
   */
  payloads(discovery: Discovery, isWhole: boolean, now: Instant): string[];
}

/** @param patienceMs so long an entity may be away: evcc that starts may not have all its loadpoints at once */
export function createAnnounced(patienceMs: number): Announced {
  const platforms = new Map<string, string>();
  const goneSince = new Map<string, Instant>();

  function forgotten({ components }: Discovery, now: Instant): string[] {
    return [...platforms.keys()].filter((id) => {
      if (id in components) {
        goneSince.delete(id);
        return false;
      }
      const since = goneSince.get(id) ?? now;
      goneSince.set(id, since);
      return now - since >= patienceMs;
    });
  }

  return {
    recall(payload) {
      for (const [id, { platform }] of Object.entries(componentsIn(payload)))
        if (!platforms.has(id)) platforms.set(id, platform);
    },
    payloads(discovery, isWhole, now) {
      const gone = isWhole ? forgotten(discovery, now) : [];
      const farewell = Object.fromEntries(gone.map((id) => [id, { platform: platforms.get(id) }]));
      for (const id of gone) {
        platforms.delete(id);
        goneSince.delete(id);
      }
      for (const [id, { platform }] of Object.entries(discovery.components))
        platforms.set(id, String(platform));
      const last = JSON.stringify(discovery);
      if (gone.length === 0) return [last];
      return [JSON.stringify({ ...discovery, components: { ...discovery.components, ...farewell } }), last];
    },
  };
}

/** Empty where it is no announcement: whoever may write there may write anything. */
function componentsIn(payload: string): z.output<typeof announcement>['components'] {
  try {
    return announcement.parse(JSON.parse(payload)).components;
  } catch {
    return {};
  }
}
