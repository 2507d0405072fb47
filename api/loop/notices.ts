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
import { SOURCE_NAMES } from './source-names.ts';

export interface NoticeInput {
  site: SiteState | null;
  plan: Plan | null;
  sources: Source[];
  batteryOverride: Override | null;
  /** What the store and other parts have to say. */
  otherNotices: readonly Notice[];
  /** Why the store cannot write; `null` where it can. */
  storeProblem: Text | null;
  /** Why the last cycle failed as a whole; `null` where it did not. */
  cycleFailure: Text | null;
  configWarnings: number;
  /** What does not follow what it is told. */
  /** What people should do about cables now. */
  cables: CableAdvice | null;
  contradictions: readonly { subject: string; message: Text }[];
}

/** A shortfall below this is rounding to people. */
const WORTH_SAYING_KWH = 0.1;

type NewNotice = Omit<Notice, 'since'>;

const RANK: Record<Notice['severity'], number> = { ERROR: 0, WARNING: 1, INFO: 2 };

/** What people should know now, worst first; each keeps the instant at which it began. */
export function notices(input: NoticeInput, before: readonly Notice[], now: Instant): Notice[] {
  const current = [
    ...sourceNotices(input),
    ...doubtNotices(input),
    ...fileNotices(input),
    ...planNotices(input.plan),
    ...siteNotices(input),
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

function sourceNotices({ sources }: NoticeInput): NewNotice[] {
  const found = (id: Source['id']) => sources.find((source) => source.id === id);
  const list: NewNotice[] = [];
  const state = found('evccState');
  if (state && (state.state === 'STALE' || state.state === 'FAILED'))
    list.push({
      code: 'EVCC_UNREACHABLE',
      severity: 'ERROR',
      message: joined(
        {
          de: 'evcc antwortet nicht. Smartload steuert nichts, bis es wieder da ist.',
          en: 'evcc does not answer. Smartload steers nothing until it is back.',
        },
        state.error,
      ),
    });
  const grid = found('gridTariff');
  if (grid?.state === 'ABSENT')
    list.push({
      code: 'NO_GRID_TARIFF',
      severity: 'WARNING',
      message: {
        de: 'evcc nennt keine Strompreise für die nächsten Tage. Geplant wird nach Sonne und Abfahrten, mit einem gleichbleibenden Preis: dem jetzigen, soweit evcc ihn nennt. Abhilfe: in evcc einen Tarif einrichten.',
        en: 'evcc gives no prices for the days ahead. Planning goes by sun and departures with one price throughout: the present one as far as evcc tells it. To change that, set up a tariff in evcc.',
      },
    });
  else if (grid && (grid.state === 'STALE' || grid.state === 'FAILED'))
    list.push({
      code: 'PRICES_STALE',
      severity: 'WARNING',
      message: joined(
        {
          de: 'Die Strompreise sind nicht aktuell. Bekannte Preise gelten weiter, fehlende sind geschätzt.',
          en: 'Prices are not up to date. Known ones still count, missing ones are estimated.',
        },
        grid.error,
      ),
    });
  const solar = found('solarForecast');
  if (solar?.state === 'ABSENT')
    list.push({
      code: 'NO_SOLAR_FORECAST',
      severity: 'INFO',
      message: {
        de: 'evcc kennt keine PV-Prognose. Ohne sie wird keine Sonne eingeplant.',
        en: 'evcc has no solar forecast. Without one no sun is planned for.',
      },
    });
  return list;
}

/** Sources that told what cannot be true. */
function doubtNotices({ sources }: NoticeInput): NewNotice[] {
  return sources
    .filter(({ scope, findings }) => scope !== 'FILES' && findings.length > 0)
    .map(({ id, findings: [finding] }): NewNotice => {
      const name = SOURCE_NAMES[id] ?? { de: id, en: id };
      return {
        code: `DOUBTFUL_${id}`,
        severity: finding?.severity === 'CRITICAL' ? 'ERROR' : 'WARNING',
        message: joined(
          joined({ de: `${name.de}:`, en: `${name.en}:` }, finding?.message ?? null),
          finding?.suggestion ?? null,
        ),
      };
    });
}

function cableNotices(cables: CableAdvice | null): NewNotice[] {
  if (!cables) return [];
  const { kind, vehicle, message } = cables;
  return [{ code: `${kind}_${vehicle}`, severity: 'INFO', message }];
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

function siteNotices({ site, batteryOverride, configWarnings }: NoticeInput): NewNotice[] {
  const list: NewNotice[] = [];
  if (site && !site.ready)
    list.push({
      code: 'EVCC_STARTING',
      severity: 'INFO',
      message: { de: 'evcc startet noch.', en: 'evcc is still starting.' },
    });
  if (site?.battery && site.battery.socPercent === null)
    list.push({
      code: 'BATTERY_SOC_UNKNOWN',
      severity: 'WARNING',
      message: {
        de: 'Der Ladestand der Hausbatterie ist unbekannt. Sie wird nicht eingeplant.',
        en: "The home battery's state of charge is unknown. It is left out of the plan.",
      },
    });
  if (site?.battery && site.battery.capacityKwh === null)
    list.push({
      code: 'BATTERY_CAPACITY_UNKNOWN',
      severity: 'INFO',
      message: {
        de: 'evcc nennt die Größe der Hausbatterie nicht. Abhilfe: battery_capacity_kwh setzen.',
        en: "evcc does not tell the home battery's capacity. To change that, set battery_capacity_kwh.",
      },
    });
  if (site?.battery && !site.battery.controllable)
    list.push({
      code: 'BATTERY_NOT_CONTROLLABLE',
      severity: 'INFO',
      message: {
        de: 'evcc kann diese Hausbatterie nicht steuern. Der Plan ist für sie nur ein Rat.',
        en: 'evcc cannot control this home battery. For it the plan is advice only.',
      },
    });
  if (site?.dimmed)
    list.push({
      code: 'DIMMED',
      severity: 'INFO',
      message: {
        de: 'Der Netzbetreiber dimmt das Haus (§ 14a EnWG).',
        en: 'The grid operator is dimming the house (§14a EnWG).',
      },
    });
  if (batteryOverride)
    list.push({ code: 'BATTERY_OVERRIDDEN', severity: 'INFO', message: batteryOverride.message });
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

function fileNotices({ sources }: NoticeInput): NewNotice[] {
  const files = sources.filter(({ scope }) => scope === 'FILES');
  const rejected = files.find(({ state }) => state === 'FAILED');
  const changed = files.filter(({ state }) => state === 'STALE').map(({ id }) => id);
  const list: NewNotice[] = [];
  if (rejected)
    list.push({
      code: 'CONFIG_REJECTED',
      severity: 'ERROR',
      message: joined(
        {
          de: 'Die geänderte Konfiguration ist nicht brauchbar, die bisherige gilt weiter.',
          en: 'The changed configuration cannot be used, the one before stays.',
        },
        rejected.error,
      ),
    });
  if (changed.length > 0)
    list.push({
      code: 'CONFIG_CHANGED',
      severity: 'INFO',
      message: {
        de: `Die Konfiguration hat sich geändert (${changed.join(', ')}). Unter Datenquellen übernimmt „Neu laden“ sie.`,
        en: `The configuration has changed (${changed.join(', ')}). "Reload" under data sources takes it over.`,
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

function programNotices({ storeProblem, cycleFailure }: NoticeInput): NewNotice[] {
  const list: NewNotice[] = [];
  if (storeProblem) list.push({ code: 'STORE_PROBLEM', severity: 'ERROR', message: storeProblem });
  if (cycleFailure) list.push({ code: 'CYCLE_FAILED', severity: 'ERROR', message: cycleFailure });
  return list;
}

function joined(first: Text, second: Text | null): Text {
  return second ? { de: `${first.de} ${second.de}`, en: `${first.en} ${second.en}` } : first;
}
