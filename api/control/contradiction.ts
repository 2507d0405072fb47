import {
  type BatteryMode,
  type BatteryState,
  type Instant,
  type Intent,
  SECOND_MS,
  type SiteState,
  type Text,
} from '../house/index.ts';
import type { Unfollowed } from './writer.ts';

/** What evcc or a device does instead of what it was told, for people. */
export interface Contradiction {
  /** `battery` or a loadpoint's id. */
  subject: string;
  since: Instant;
  message: Text;
}

/** A power below this is no answer to an order. */
const NOISE_KW = 0.3;
/** What is contradicted is tried once more after this. */
const AGAIN_MS = 60 * 60 * SECOND_MS;

/** Notices who contradicts what we want, for two control cycles of evcc, and when to stop insisting on it. */
export interface Contradictions {
  /** @param ignoredSince since when evcc takes the battery's mode and does not show it; `null` = it shows it */
  observe(site: SiteState, intents: readonly Intent[], ignoredSince: Instant | null): void;
  list(): Contradiction[];
  /** The intent that is not insisted upon now, `null` = none of this subject. */
  givenUp(subject: string, now: Instant): Intent['action'] | null;
}

interface Watched {
  action: Intent['action'];
  /** Since when it is contradicted; `null` = it is not. */
  since: Instant | null;
  message: Text | null;
  /** Not insisted upon from then on; `null` = it is. */
  givenUpAt: Instant | null;
}

/** Without any contradiction yet. */
export function createContradictions(): Contradictions {
  const watched = new Map<string, Watched>();

  function look(
    subject: string,
    action: Intent['action'],
    message: Text | null,
    site: SiteState,
    begun = site.observedAt,
  ): void {
    const now = site.observedAt;
    const before = watched.get(subject);
    const same = before?.action === action ? before : null;
    if (isGivenUp(same, now)) return;
    if (!message) {
      watched.set(subject, { action, since: null, message: null, givenUpAt: null });
      return;
    }
    const since = Math.min(same?.since ?? begun, now);
    const lasted = now - since >= (2 * site.intervalS + 2) * SECOND_MS;
    watched.set(subject, { action, since, message, givenUpAt: lasted ? now : null });
  }

  return {
    observe(site, intents, ignoredSince) {
      const battery = intents.find(({ subject }) => subject === 'battery');
      for (const subject of watched.keys())
        if (!intents.some((intent) => intent.subject === subject && intent.live)) watched.delete(subject);
      if (battery?.live && ignoredSince !== null)
        look('battery', battery.action, IGNORED_BATTERY_MODE, site, ignoredSince);
      else if (battery?.live) look('battery', battery.action, batteryContradiction(site, battery), site);
      for (const intent of intents)
        if (intent.live && intent.action === 'CAR_CHARGE')
          look(intent.subject, intent.action, carContradiction(site, intent.subject), site);
    },
    list: () =>
      [...watched].flatMap(([subject, { since, message, givenUpAt }]) =>
        givenUpAt !== null && since !== null && message ? [{ subject, since, message }] : [],
      ),
    givenUp(subject, now) {
      const found = watched.get(subject);
      return found && isGivenUp(found, now) ? found.action : null;
    },
  };
}

/** What was given up ahead of now was so before the clock was set back, and is tried again. */
function isGivenUp(watched: Watched | null, now: Instant): boolean {
  const at = watched?.givenUpAt ?? null;
  return at !== null && at <= now && now - at < AGAIN_MS;
}

const IGNORED_BATTERY_MODE: Text = {
  de: 'evcc nimmt den Batteriemodus an und zeigt ihn nicht. Smartload besteht eine Stunde lang nicht weiter darauf.',
  en: 'evcc takes the battery mode and does not show it. Smartload does not insist on it for an hour.',
};

/** The grid operator dims the house (§14a EnWG): evcc makes a hold of a charge until that ends. */
export function isDimmedCharge({ dimmed }: SiteState, wanted: BatteryMode | null, { mode }: BatteryState) {
  return dimmed && wanted === 'charge' && mode === 'hold';
}

function batteryContradiction(site: SiteState, { action }: Intent): Text | null {
  const { battery } = site;
  if (!battery || (action !== 'BATTERY_HOLD' && action !== 'BATTERY_CHARGE')) return null;
  const wanted = action === 'BATTERY_HOLD' ? 'hold' : 'charge';
  const asked = battery.externalMode === 'hold' || battery.externalMode === 'charge';
  if (!asked || isDimmedCharge(site, battery.externalMode, battery)) return null;
  if (battery.mode !== battery.externalMode)
    return {
      de: `evcc soll die Batterie auf „${wanted}“ stellen und zeigt „${battery.mode}“. Smartload besteht eine Stunde lang nicht weiter darauf. Folgt der Wechselrichter in evcc dem Batteriemodus?`,
      en: `evcc is to set the battery to "${wanted}" and shows "${battery.mode}". Smartload does not insist on it for an hour. Does the inverter follow the battery mode in evcc?`,
    };
  if (battery.powerKw !== null && battery.powerKw > NOISE_KW)
    return {
      de: 'Die Batterie gibt Energie ab, obwohl evcc sie gesperrt zeigt. Smartload besteht eine Stunde lang nicht weiter darauf.',
      en: 'The battery gives energy although evcc shows it as locked. Smartload does not insist on it for an hour.',
    };
  return null;
}

function carContradiction({ loadpoints, dimmed }: SiteState, subject: string): Text | null {
  const loadpoint = loadpoints.find(({ name }) => name === subject);
  const waits =
    !dimmed &&
    loadpoint?.mode === 'now' &&
    loadpoint.connected &&
    !loadpoint.charging &&
    (loadpoint.vehicleSocPercent ?? 0) < (loadpoint.effectiveLimitSocPercent || 100);
  if (!waits) return null;
  return {
    de: `„${loadpoint.title}“ ist für das Laden freigegeben, aber das Auto lädt nicht. Hat es eine eigene Ladezeit oder Grenze?`,
    en: `"${loadpoint.title}" is enabled, but the car does not charge. Does it have a charging time or a limit of its own?`,
  };
}

/** What evcc was told more than once and does not show, one for each thing that it is about. */
export function unfollowed(unfollowed: readonly Unfollowed[]): Contradiction[] {
  const subjects = new Map(unfollowed.map((one) => [one.command.subject, one]));
  return [...subjects].map(([subject, { command, consequence }]) => {
    const { at, request, attempts, answer } = command;
    return {
      subject,
      since: at,
      message: {
        de: `evcc folgt nicht: ${request}, ${attempts}-mal versucht, letzte Antwort: ${answer ?? 'keine'}. Smartload versucht es in wachsenden Abständen weiter.${consequence ? ` ${consequence.de}` : ''}`,
        en: `evcc does not follow: ${request}, tried ${attempts} times, last answer: ${answer ?? 'none'}. Smartload goes on trying with growing pauses.${consequence ? ` ${consequence.en}` : ''}`,
      },
    };
  });
}
