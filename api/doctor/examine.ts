import { type ConfigInput, loadConfig } from '../config/index.ts';
import {
  ADDRESSES_IN_HOME_ASSISTANT,
  createEvccClient,
  EVCC_APP_ADDRESS,
  type EvccClient,
  EvccError,
} from '../evcc/index.ts';
import { realClock, type SiteState, type Text } from '../house/index.ts';
import { createSetup } from '../setup/index.ts';
import { examineFolder } from './folder.ts';

/** What was looked at, and how it is. */
export interface Examination {
  /** `PROBLEM` keeps Smartload from working, `WARNING` makes it worse than it could be. */
  state: 'OK' | 'WARNING' | 'PROBLEM';
  subject: Text;
  found: Text;
  /** What to do; `null` where nothing is. */
  fix: Text | null;
}

const EVCC = { de: 'evcc', en: 'evcc' };
/** What we read and write is there from this version on. */
const OLDEST_EVCC = [0, 207] as const;
/** Slots begin on quarters of an hour: a clock that is further off plans the wrong ones. */
const CLOCK_LIMIT_S = 60;
const TIMEOUT_MS = 10_000;

/**
 * Looks at everything that Smartload stands on, without changing anything: configuration, data folder, and, where
 * that is configured, evcc with its version, clock and tariffs.
 *
 * @param candidates where evcc is looked for as an app of Home Assistant that was not told
 */
export async function examine(
  input: ConfigInput,
  candidates: readonly string[] = ADDRESSES_IN_HOME_ASSISTANT,
): Promise<Examination[]> {
  const config = loadConfig(input);
  const results: Examination[] = config.findings.map(({ severity, field, message, suggestion }) => ({
    state: severity === 'CRITICAL' ? 'PROBLEM' : 'WARNING',
    subject: { de: field, en: field },
    found: message,
    fix: suggestion,
  }));
  if (config.findings.length === 0)
    results.push(fine(CONFIGURATION, { de: `in Ordnung (${config.source})`, en: `fine (${config.source})` }));
  results.push(...examineFolder(config.dataDir));
  const { settings } = config;
  if (config.setup.needed && input.env.SUPERVISOR_TOKEN) results.push(await lookAround(candidates));
  if (!settings?.evccUrl) {
    if (settings) results.push(fine(EVCC, { de: 'virtuelles Haus', en: 'virtual house' }));
    return results;
  }
  const clock = realClock({ onError: () => {} });
  const evcc = createEvccClient({
    url: settings.evccUrl,
    user: settings.evccUser,
    password: settings.evccPassword,
    headers: settings.evccHeaders,
    clock,
    log: () => {},
  });
  return [...results, ...(await examineEvcc(evcc, settings.evccUrl))];
}

/** As the app of Home Assistant itself does where nobody said where evcc is. */
async function lookAround(candidates: readonly string[]): Promise<Examination> {
  const { find } = createSetup({
    state: () => ({ possible: true, needed: true, address: null }),
    keep: () => {},
    candidates,
  });
  const found = await find();
  const places = found.ok ? found.value.map(({ address }) => address).join(', ') : '';
  if (places !== '') return fine(EVCC, { de: `antwortet unter ${places}`, en: `answers at ${places}` });
  const tried = candidates.join(', ');
  return {
    state: 'PROBLEM',
    subject: EVCC,
    found: { de: `antwortet nirgends von: ${tried}`, en: `answers at none of: ${tried}` },
    fix: {
      de: 'evcc starten; oder seine Adresse auf der Seite wählen oder in evcc_url schreiben.',
      en: 'Start evcc; or choose its address on the page or write it into evcc_url.',
    },
  };
}

const CONFIGURATION = { de: 'Konfiguration', en: 'Configuration' };

async function examineEvcc(evcc: EvccClient, url: string): Promise<Examination[]> {
  let state: SiteState;
  try {
    state = await evcc.readState();
  } catch (error) {
    return [unreachable(error, url)];
  }
  return [
    version(state.evccVersion),
    plant(state),
    ...(await Promise.all([clockOf(url), tariffs(evcc)])).flat(),
  ];
}

function unreachable(error: unknown, url: string): Examination {
  const text = error instanceof EvccError ? error.text : { de: String(error), en: String(error) };
  return {
    state: 'PROBLEM',
    subject: EVCC,
    found: text,
    fix: {
      de: `Ist ${url} im Browser dieses Rechners zu öffnen? Sonst evcc_url berichtigen; im Add-on zum Beispiel ${EVCC_APP_ADDRESS} oder http://homeassistant.local:7070.`,
      en: `Can ${url} be opened in a browser on this machine? Otherwise put evcc_url right; in the add-on for example ${EVCC_APP_ADDRESS} or http://homeassistant.local:7070.`,
    },
  };
}

function version(found: string | null): Examination {
  const [major = 0, minor = 0] = (found ?? '').split('.').map(Number);
  const isOld = found !== null && major === OLDEST_EVCC[0] && minor < OLDEST_EVCC[1];
  const said = { de: `Version ${found ?? 'unbekannt'}`, en: `version ${found ?? 'unknown'}` };
  if (!isOld) return fine(EVCC, said);
  return {
    state: 'WARNING',
    subject: EVCC,
    found: said,
    fix: {
      de: `evcc aktualisieren: Gebraucht wird ${OLDEST_EVCC.join('.')} oder neuer.`,
      en: `Update evcc: ${OLDEST_EVCC.join('.')} or newer is needed.`,
    },
  };
}

function plant({ battery, loadpoints }: SiteState): Examination {
  const subject = { de: 'Anlage', en: 'Plant' };
  const found = {
    de: `${battery ? 'Hausbatterie' : 'keine Hausbatterie'}, ${loadpoints.length} Ladepunkte`,
    en: `${battery ? 'home battery' : 'no home battery'}, ${loadpoints.length} loadpoints`,
  };
  if (!battery || battery.controllable) return fine(subject, found);
  return {
    state: 'WARNING',
    subject,
    found: {
      de: `${found.de}; die Batterie ist nicht steuerbar`,
      en: `${found.en}; the battery cannot be steered`,
    },
    fix: {
      de: 'In evcc eine Batterievorlage mit aktiver Steuerung wählen; bis dahin wird um die Batterie herum geplant.',
      en: 'Choose a battery template with active control in evcc; until then plans work around the battery.',
    },
  };
}

/** The `Date` of evcc's answer beside our own clock. */
async function clockOf(url: string): Promise<Examination[]> {
  const subject = { de: 'Uhr', en: 'Clock' };
  const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    () => null,
  );
  const theirs = Date.parse(answer?.headers.get('date') ?? '');
  await answer?.body?.cancel();
  if (Number.isNaN(theirs)) return [];
  const offS = Math.round((Date.now() - theirs) / 1000);
  const found = { de: `${offS} s neben der von evcc`, en: `${offS} s off evcc's` };
  if (Math.abs(offS) <= CLOCK_LIMIT_S) return [fine(subject, found)];
  return [
    {
      state: 'PROBLEM',
      subject,
      found,
      fix: {
        de: 'Die Zeit beider Rechner über NTP stellen lassen (timedatectl set-ntp true).',
        en: 'Let both machines take their time from NTP (timedatectl set-ntp true).',
      },
    },
  ];
}

async function tariffs(evcc: EvccClient): Promise<Examination[]> {
  const subject = { de: 'Tarife', en: 'Tariffs' };
  try {
    const { grid, solar } = await evcc.readTariffs();
    const missing = [grid ? null : 'grid', solar ? null : 'solar'].filter((name) => name !== null);
    if (missing.length === 0)
      return [fine(subject, { de: 'Preise und PV-Prognose da', en: 'prices and PV forecast present' })];
    return [
      {
        state: 'WARNING',
        subject,
        found: { de: `in evcc fehlt: ${missing.join(', ')}`, en: `missing in evcc: ${missing.join(', ')}` },
        fix: {
          de: 'In evcc unter tariffs einen Strompreis (grid) und eine PV-Prognose (solar) einrichten.',
          en: 'Set up a price (grid) and a PV forecast (solar) under tariffs in evcc.',
        },
      },
    ];
  } catch (error) {
    const found = error instanceof EvccError ? error.text : { de: String(error), en: String(error) };
    return [{ state: 'WARNING', subject, found, fix: null }];
  }
}

function fine(subject: Text, found: Text): Examination {
  return { state: 'OK', subject, found, fix: null };
}
