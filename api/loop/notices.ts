import type { CarGoal } from '../control/index.ts';
import type {
  CableAdvice,
  Instant,
  Notice,
  Override,
  Plan,
  SiteState,
  Source,
  Text,
} from '../house/index.ts';
import type { NewEvent } from '../live/index.ts';
import { carNotices } from './car-notices.ts';
import { emptiedBatteryNotices } from './emptied-battery.ts';
import { joined, type NewNotice } from './notice.ts';
import { siteNotices } from './site-notices.ts';
import { sourceNotices } from './source-notices.ts';

export interface NoticeInput {
  site: SiteState | null;
  plan: Plan | null;
  /** What each car is to have. */
  goals: ReadonlyMap<string, CarGoal>;
  timeZone: string;
  sources: Source[];
  batteryOverride: Override | null;
  /** Why the battery gives to cars that charge fast; `null` = it does not. */
  whyUnlocked: Text | null;
  /** What the store and other parts have to say. */
  otherNotices: readonly Notice[];
  /** Why the store cannot write; `null` where it can. */
  storeProblem: Text | null;
  /** Why the last cycle failed as a whole; `null` where it did not. */
  cycleFailure: Text | null;
  configWarnings: number;
  /** What people should do about cables now. */
  cables: CableAdvice | null;
  /** What does not follow what it is told. */
  contradictions: readonly { subject: string; message: Text }[];
}

/** A shortfall below this is rounding to people. */
const WORTH_SAYING_KWH = 0.1;

const RANK: Record<Notice['severity'], number> = { ERROR: 0, WARNING: 1, INFO: 2 };

/** What people should know now, worst first; each keeps the instant at which it began. */
export function notices(input: NoticeInput, before: readonly Notice[], now: Instant): Notice[] {
  const current = [
    ...sourceNotices(input.sources),
    ...planNotices(input.plan),
    ...siteNotices(input.site, input.batteryOverride),
    ...carNotices(input.site?.loadpoints ?? [], input.goals, input.timeZone),
    ...emptiedBatteryNotices(input.site, input.whyUnlocked),
    ...programNotices(input),
    ...cableNotices(input.cables),
    ...input.contradictions.map(
      ({ subject, message }): NewNotice => ({
        code: `DOES_NOT_FOLLOW_${subject}`,
        severity: 'WARNING',
        message,
      }),
    ),
  ];
  return [
    ...current.map((notice) => ({
      ...notice,
      since: before.find((other) => other.code === notice.code)?.since ?? now,
    })),
    ...input.otherNotices,
  ].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}

function planNotices(plan: Plan | null): NewNotice[] {
  if (!plan) return [];
  const list: NewNotice[] = [];
  if (plan.status === 'FALLBACK')
    list.push({
      code: 'FALLBACK_PLAN',
      severity: 'WARNING',
      message: joined(
        {
          de: 'Der Optimierer lieferte keinen Plan. Es gilt ein einfacher Ersatzplan.',
          en: 'The optimizer gave no plan. A simple fallback is used.',
        },
        plan.fallbackReason,
      ),
    });
  for (const shortfall of plan.shortfalls.filter(({ energyKwh }) => energyKwh >= WORTH_SAYING_KWH))
    list.push({
      code: `SHORTFALL_${shortfall.kind}_${shortfall.id ?? 'GRID'}`,
      severity: 'WARNING',
      message: shortfall.message,
    });
  return list;
}

function cableNotices(cables: CableAdvice | null): NewNotice[] {
  if (!cables) return [];
  const { kind, vehicle, message } = cables;
  return [{ code: `${kind}_${vehicle}`, severity: 'INFO', message }];
}

function programNotices({ storeProblem, cycleFailure, configWarnings }: NoticeInput): NewNotice[] {
  const list: NewNotice[] = [];
  if (storeProblem) list.push({ code: 'STORE_PROBLEM', severity: 'ERROR', message: storeProblem });
  if (cycleFailure) list.push({ code: 'CYCLE_FAILED', severity: 'ERROR', message: cycleFailure });
  if (configWarnings > 0)
    list.push({
      code: 'CONFIG_WARNINGS',
      severity: 'WARNING',
      message: {
        de: `Die Konfiguration hat ${configWarnings} Warnung(en). Es gelten sichere Vorgaben.`,
        en: `The configuration has ${configWarnings} warning(s). Safe defaults are used.`,
      },
    });
  return list;
}

/** Which banners appeared, and which went. */
export function noticeEvents(before: readonly Notice[], after: readonly Notice[]): NewEvent[] {
  const appeared = after.filter(({ code }) => !before.some((other) => other.code === code));
  const gone = before.filter(({ code }) => !after.some((other) => other.code === code));
  return [
    ...appeared.map((notice) => noticeEvent(notice, true, notice.message)),
    ...gone.map((notice) => noticeEvent(notice, false, overText(notice.message))),
  ];
}

function noticeEvent(notice: Notice, active: boolean, message: Text): NewEvent {
  return { type: 'NOTICE', subject: notice.code, message, payload: { kind: 'NOTICE', notice, active } };
}

function overText({ de, en }: Text): Text {
  return { de: `Vorbei: ${de}`, en: `Over: ${en}` };
}
