import type { Finding, FindingSeverity, Text } from '../house/index.ts';
import type { SyntaxFault } from './document.ts';
import type { OptionDoc } from './option.ts';

/** A finding as it is made. */
export interface Fault extends Finding {
  /** What counts instead of what was written, which its message does not say yet; absent = all that was written does. */
  used?: Text;
}

/** A fault for people, with what counts instead. */
export function stated({ used, ...finding }: Fault): Finding {
  if (!used) return finding;
  const { de, en } = finding.message;
  const message = {
    de: `${de.replace(/\.$/, '')}, verwendet: ${used.de}.`,
    en: `${en.replace(/\.$/, '')}, used: ${used.en}.`,
  };
  return { ...finding, message };
}

/** What counts in place of a change that was not taken over. */
export const AS_BEFORE: Text = { de: 'was vorher galt', en: 'what counted before' };

const SHOWN_LENGTH = 100;

/** A value as it may be shown: shortened, and without what is secret. */
export function shown(value: unknown, secret = false): string {
  if (secret) return '***';
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const open = text.replace(/\/\/[^/@\s]*@/, '//***@');
  return open.length > SHOWN_LENGTH ? `${open.slice(0, SHOWN_LENGTH)}…` : open;
}

/** An option whose value cannot be used. `origin` is where it was written, where that is not its own name. */
export function unusableOption(name: string, value: unknown, origin: string | null, doc: OptionDoc): Fault {
  const found = shown(value, doc.secret);
  const guess = doc.guess(value);
  const unset = usedText(doc.defaultValue, doc);
  const where = origin ? `${name} (${origin})` : name;
  const mandatory = doc.defaultValue === null && doc.unset === null;
  return {
    field: name,
    value: found,
    severity: doc.invalid,
    message: {
      de: `${where} ist nicht brauchbar: gefunden: ${found}, erlaubt: ${doc.allowed.de}.`,
      en: `${where} cannot be used: found: ${found}, allowed: ${doc.allowed.en}.`,
    },
    suggestion: {
      de: `Bei ${where} ${doc.allowed.de} eintragen${guess ? `, vermutlich ${guess}` : ''}.${mandatory ? '' : ` Ohne Angabe gilt: ${unset.de}.`}`,
      en: `Set ${where} to ${doc.allowed.en}${guess ? `, probably ${guess}` : ''}.${mandatory ? '' : ` Without it this counts: ${unset.en}.`}`,
    },
    ...(doc.invalid === 'CRITICAL' ? {} : { used: usedText(doc.fallback, doc) }),
  };
}

function usedText(value: unknown, doc: OptionDoc): Text {
  if (value === null) return doc.unset ?? { de: 'nichts', en: 'nothing' };
  if (typeof value === 'object') return { de: 'nichts', en: 'nothing' };
  return { de: `${value}`, en: `${value}` };
}

/** A configuration that does not say where evcc is. */
export function missingEvccUrl(): Finding {
  return {
    field: 'evcc_url',
    value: null,
    severity: 'CRITICAL',
    message: {
      de: 'evcc_url fehlt: Es gibt eine Konfiguration, aber sie sagt nicht, wo evcc zu erreichen ist.',
      en: 'evcc_url is missing: there is a configuration, but it does not say where evcc is.',
    },
    suggestion: {
      de: 'evcc_url auf die Adresse von evcc setzen, zum Beispiel http://evcc.local:7070. Zum Ausprobieren ohne evcc: --demo.',
      en: 'Set evcc_url to the address of evcc, for example http://evcc.local:7070. To try it without evcc: --demo.',
    },
  };
}

/** Two addresses of evcc: the one that was chosen on the page counts. */
export function chosenGoesFirst(chosen: string, option: string): Finding {
  const [used, unused] = [shown(chosen), shown(option)];
  return {
    field: 'evcc_url',
    value: unused,
    severity: 'WARNING',
    message: {
      de: `Es gilt ${used}, das auf der Seite gewählt wurde, nicht ${unused} aus der Option.`,
      en: `${used} counts, which was chosen on the page, and not ${unused} of the option.`,
    },
    suggestion: {
      de: 'Auf der Seite unter System „evcc wählen“ öffnen: Dort lässt sich die Wahl ändern oder vergessen.',
      en: 'Open "Choose evcc" under System on the page: there the choice can be changed or forgotten.',
    },
  };
}

/** A process that is to serve a house and does not know where it hears of it. */
export function missingRedisUrl(): Finding {
  return {
    field: 'redis_url',
    value: null,
    severity: 'CRITICAL',
    message: {
      de: 'redis_url fehlt: --role api bedient ein Haus, das ein anderer Prozess steuert, und hört über Redis von ihm.',
      en: 'redis_url is missing: --role api serves a house that another process steers, and hears of it through Redis.',
    },
    suggestion: {
      de: 'REDIS_URL auf dasselbe Redis setzen wie beim steuernden Prozess, zum Beispiel redis://redis.local:6379.',
      en: 'Set REDIS_URL to the same Redis as for the process that steers, for example redis://redis.local:6379.',
    },
  };
}

/** A role that no process can have. */
export function roleUnknown(written: string, roles: readonly string[]): Finding {
  const found = shown(written);
  const allowed = roles.join(', ');
  return {
    field: '--role',
    value: found,
    severity: 'CRITICAL',
    message: {
      de: `--role ${found} gibt es nicht; erlaubt: ${allowed}.`,
      en: `There is no --role ${found}; allowed: ${allowed}.`,
    },
    suggestion: {
      de: '--role weglassen, um das Haus zu steuern; --role api bedient eines, das ein anderer Prozess steuert.',
      en: 'Leave --role out to steer the house; --role api serves one that another process steers.',
    },
  };
}

/** A battery that would have no room between its limits. */
export function socCorridorEmpty(minSoc: number, maxSoc: number): Finding {
  return {
    field: 'battery_min_soc',
    value: `${minSoc}`,
    severity: 'CRITICAL',
    message: {
      de: `battery_min_soc muss kleiner sein als battery_max_soc: gefunden: ${minSoc} und ${maxSoc}.`,
      en: `battery_min_soc must be less than battery_max_soc: found: ${minSoc} and ${maxSoc}.`,
    },
    suggestion: {
      de: 'battery_min_soc senken oder battery_max_soc erhöhen; ohne Angaben gelten 10 und 90.',
      en: 'Lower battery_min_soc or raise battery_max_soc; without them 10 and 90 count.',
    },
  };
}

/** Quiet hours that begin when they end. */
export function quietHoursEmpty(hour: number): Fault {
  return warning(
    'quiet_hours_start',
    `${hour}`,
    {
      de: `Beginn und Ende der Ruhezeit sind gleich: gefunden: ${hour} und ${hour}.`,
      en: `The quiet hours begin when they end: found: ${hour} and ${hour}.`,
    },
    {
      de: 'Verschiedene Stunden eintragen oder quiet_hours_enabled auf false setzen.',
      en: 'Set different hours, or quiet_hours_enabled to false.',
    },
    { de: 'keine Ruhezeit', en: 'no quiet hours' },
  );
}

/** An InfluxDB that is configured only in part. */
export function influxHalf(field: string, value: string | null, missing: string): Fault {
  return warning(
    field,
    value,
    {
      de: `Die InfluxDB ist nur zum Teil konfiguriert: ${missing} fehlt.`,
      en: `The InfluxDB is configured only in part: ${missing} is missing.`,
    },
    {
      de: `${missing} ergänzen oder die übrigen influxdb-Angaben entfernen.`,
      en: `Add ${missing}, or remove the other influxdb settings.`,
    },
    { de: 'kein Export', en: 'no export' },
  );
}

/** A name that nobody knows and that is close to one we know. */
export function slipOfThePen(written: string, meant: string): Finding {
  return warning(
    written,
    null,
    {
      de: `${written} ist unbekannt und wird nicht beachtet. Gemeint ist vermutlich ${meant}.`,
      en: `${written} is unknown and is ignored. It was probably meant to be ${meant}.`,
    },
    { de: `${written} in ${meant} umbenennen.`, en: `Rename ${written} to ${meant}.` },
  );
}

/** A name that nobody knows, and that is close to none. */
export function unknownName(written: string, known: readonly string[]): Finding {
  return warning(
    written,
    null,
    { de: `${written} ist unbekannt und wird nicht beachtet.`, en: `${written} is unknown and is ignored.` },
    {
      de: `${written} weglassen. Bekannt sind: ${known.join(', ')}.`,
      en: `Remove ${written}. These are known: ${known.join(', ')}.`,
    },
  );
}

/** A file that is not JSON or YAML; the field is `file:line:column`. */
export function brokenFile(path: string, { line, column, detail }: SyntaxFault): Finding {
  const language = path.toLowerCase().endsWith('.json') ? 'JSON' : 'YAML';
  return {
    field: `${path}:${line}:${column}`,
    value: detail,
    severity: 'CRITICAL',
    message: {
      de: `${path} ist kein gültiges ${language}: Zeile ${line}, Spalte ${column} (${detail}).`,
      en: `${path} is not valid ${language}: line ${line}, column ${column} (${detail}).`,
    },
    suggestion: {
      de: `Zeile ${line} und die davor prüfen: fehlende Anführungszeichen, Kommas, Klammern oder Einrückung.`,
      en: `Check line ${line} and the one before it: quotes, commas, brackets or indentation.`,
    },
  };
}

/** A file that is there, or was asked for, and cannot be read. */
export function unreadableFile(path: string, reason: string): Finding {
  return {
    field: path,
    value: reason,
    severity: 'CRITICAL',
    message: { de: `${path} lässt sich nicht lesen (${reason}).`, en: `${path} cannot be read (${reason}).` },
    suggestion: {
      de: 'Pfad und Zugriffsrechte der Datei prüfen.',
      en: 'Check the path of the file and who may read it.',
    },
  };
}

/** A file that is well-formed but holds no options. */
export function notOptions(path: string, content: unknown): Finding {
  const kind = Array.isArray(content) ? 'list' : typeof content;
  return {
    field: `${path}:1:1`,
    value: kind,
    severity: 'CRITICAL',
    message: {
      de: `${path} enthält keine Optionen: gefunden: ${kind}, erlaubt: Zeilen der Form „name: wert“.`,
      en: `${path} holds no options: found: ${kind}, allowed: lines of the form "name: value".`,
    },
    suggestion: {
      de: 'Zum Beispiel: evcc_url: http://evcc.local:7070',
      en: 'For example: evcc_url: http://evcc.local:7070',
    },
  };
}

/** Something wrong in `vehicles.yaml`, `drivers.yaml` or `loads.yaml` that concerns one entry. */
export function unusableEntry(field: string, value: unknown, allowed: Text, used: Text): Fault {
  const found = value === undefined ? null : shown(value);
  return warning(
    field,
    found,
    {
      de: `${field} ist nicht brauchbar: gefunden: ${found ?? 'nichts'}, erlaubt: ${allowed.de}.`,
      en: `${field} cannot be used: found: ${found ?? 'nothing'}, allowed: ${allowed.en}.`,
    },
    { de: `Bei ${field} ${allowed.de} eintragen.`, en: `Set ${field} to ${allowed.en}.` },
    used,
  );
}

function warning(field: string, value: string | null, message: Text, suggestion: Text, used?: Text): Fault {
  const severity: FindingSeverity = 'WARNING';
  return { field, value, severity, message, suggestion, ...(used ? { used } : {}) };
}
