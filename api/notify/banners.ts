import { z } from 'zod';
import { type Instant, MINUTE_MS, type Snapshot, type Text } from '../house/index.ts';
import { type Message, nameOf } from './message.ts';

const bannerSchema = z.object({
  code: z.string(),
  since: z.number(),
  /** Since when it is not there any more; `null` = it is. */
  goneSince: z.number().nullable(),
  /** People have heard of it. */
  isTold: z.boolean(),
});
/** A notice that is worth a message, from its first appearance until it has been over for a while. */
export type Banner = z.infer<typeof bannerSchema>;
/** Plain JSON, kept across restarts. */
export const bannersSchema = z.array(bannerSchema);

/** What lasts shorter than this is no news to anybody who is away. */
const LASTING_MS = 10 * MINUTE_MS;
/** What comes back sooner than this was never over. */
const CALM_MS = 15 * MINUTE_MS;
/** So long a message about a cable is sent on, however soon it should be done: later it may be night. */
const STILL_NEWS_MS = 15 * MINUTE_MS;

/** Notices that are news once they have lasted. */
const LASTING: readonly { code: RegExp; occasion: Message['occasion']; title: (name: string) => Text }[] = [
  {
    code: /^EVCC_UNREACHABLE$/,
    occasion: 'EVCC_AWAY',
    title: () => ({ de: 'evcc antwortet nicht', en: 'evcc does not answer' }),
  },
  {
    code: /^SHORTFALL_DEPARTURE_/,
    occasion: 'CAR_WILL_BE_SHORT',
    title: (name) => ({
      de: `${name} wird nicht rechtzeitig geladen`,
      en: `${name} will not be charged in time`,
    }),
  },
];
/** Notices that are news at once. */
const CABLE = /^(?<kind>SWAP|PLUG_IN)_(?<vehicle>.+)$/;
const CABLE_TITLES: Readonly<Record<string, Text>> = {
  SWAP: { de: 'Bitte das Kabel wechseln', en: 'Please swap the cable' },
  PLUG_IN: { de: 'Bitte für die Nacht anstecken', en: 'Please plug in for the night' },
};

/** The banners after another state of the house. */
export function bannersAfter(banners: readonly Banner[], after: Snapshot): Banner[] {
  const { notices, publishedAt } = after;
  const lately = banners.filter(
    ({ goneSince, isTold }) => goneSince === null || (isTold && publishedAt - goneSince < CALM_MS),
  );
  const present = notices.flatMap(({ code, since }): Banner[] => {
    const lastingMs = mustLastMs(code);
    if (lastingMs === null) return [];
    const known = lately.find((banner) => banner.code === code);
    const from = known?.since ?? since;
    const isTold = known?.isTold || publishedAt - from >= lastingMs;
    return [{ code, since: from, goneSince: null, isTold }];
  });
  const gone = lately.filter(({ code }) => !notices.some((notice) => notice.code === code));
  // Before evcc was read for the first time nobody knows whether anything is over.
  if (after.loadpoints.length === 0) return [...present, ...gone];
  return [...present, ...gone.map((banner) => ({ ...banner, goneSince: banner.goneSince ?? publishedAt }))];
}

/** How long it must last to be news; `null` = it never is. */
function mustLastMs(code: string): number | null {
  if (CABLE.test(code)) return 0;
  return LASTING.some((entry) => entry.code.test(code)) ? LASTING_MS : null;
}

/** What people are to hear of the banners that are to be told now: each once, while it stands. */
export function bannerMessages(banners: readonly Banner[], after: Snapshot): Message[] {
  const wasTold = ({ code, since }: Banner) =>
    banners.some((banner) => banner.code === code && banner.since === since && banner.isTold);
  return bannersAfter(banners, after)
    .filter((banner) => banner.isTold && !wasTold(banner))
    .flatMap(({ code, since }) => messageOf(code, since, after) ?? []);
}

function messageOf(code: string, since: Instant, after: Snapshot): Message | null {
  const notice = after.notices.find((candidate) => candidate.code === code);
  if (!notice) return null;
  const said = { at: after.publishedAt, text: notice.message };
  const { kind: advice = '', vehicle: waiting } = CABLE.exec(code)?.groups ?? {};
  const title = CABLE_TITLES[advice];
  if (waiting !== undefined && title) {
    const vehicleTitle = after.control?.vehicles.find(({ vehicle }) => vehicle === waiting)?.title ?? null;
    const until = Math.max(after.control?.queue.advice?.until ?? 0, said.at + STILL_NEWS_MS);
    return { occasion: 'CABLE', about: advice, vehicle: waiting, vehicleTitle, until, title, ...said };
  }
  const kind = LASTING.find((entry) => entry.code.test(code));
  if (!kind) return null;
  const loadpoint = after.loadpoints.find(({ id }) => code.replace(kind.code, '') === id);
  return {
    occasion: kind.occasion,
    about: `${loadpoint ? loadpoint.departure : since}`,
    vehicle: loadpoint?.vehicleName ?? null,
    vehicleTitle: loadpoint?.vehicleTitle ?? null,
    title: kind.title(loadpoint ? nameOf(loadpoint) : ''),
    ...said,
  };
}
