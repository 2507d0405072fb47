import type { Text } from '../house/index.ts';

/** What went wrong between us and evcc, in terms that a caller can decide on. */
export type EvccErrorKind =
  /** No connection: wrong host or port, evcc off, network down. */
  | 'UNREACHABLE'
  /** Connected, but no answer in time. */
  | 'TIMEOUT'
  /** Something answered, but not evcc. */
  | 'NOT_EVCC'
  /** Something before evcc wants other credentials. */
  | 'AUTH'
  /** evcc understood and said no. */
  | 'REFUSED'
  /** This evcc has no such route, tariff, loadpoint or vehicle. */
  | 'NOT_FOUND'
  /** evcc's own optimizer owns the setting. */
  | 'CONFLICT'
  /** evcc failed inside. */
  | 'SERVER'
  /** What we were asked to send makes no sense; nothing was sent. */
  | 'INVALID';

/** An error of the evcc connection. Carries no credentials and no headers. */
export class EvccError extends Error {
  readonly kind: EvccErrorKind;
  /** HTTP status; `null` where there was no answer. */
  readonly status: number | null;
  /** What happened and what to do. */
  readonly text: Text;

  constructor(kind: EvccErrorKind, text: Text, status: number | null = null) {
    super(text.en);
    this.name = 'EvccError';
    this.kind = kind;
    this.status = status;
    this.text = text;
  }
}

/** The error for an answer that evcc would not give. `found` describes it. */
export function notEvcc(found: Text, status: number | null = null): EvccError {
  return new EvccError(
    'NOT_EVCC',
    {
      de: `Das ist kein evcc: ${found.de}. Bitte evcc_url prüfen, üblich ist http://<host>:7070.`,
      en: `This is not evcc: ${found.en}. Check evcc_url, it usually is http://<host>:7070.`,
    },
    status,
  );
}

/** The error for a value that must not be sent. */
export function invalid(de: string, en: string): EvccError {
  return new EvccError('INVALID', { de, en });
}

const SHORT = 200;

/** The first part of what a server said, on one line, for logs and errors. */
export function shorten(said: string): string {
  const line = said.replace(/\s+/g, ' ').trim();
  return line.length > SHORT ? `${line.slice(0, SHORT - 1)}…` : line;
}

/**
 * The error for an HTTP status that is no success.
 *
 * @param request method and path, without host
 * @param said evcc's own words, shortened; empty where it gave none
 */
export function errorForStatus(status: number, request: string, said: string): EvccError {
  const suffix = said ? `: ${said}` : '';
  if (status === 401 || status === 403) {
    return new EvccError(
      'AUTH',
      {
        de: `Der Zugang zu evcc wurde verweigert (${status}). Bitte Benutzer und Passwort oder die Kopfzeilen für den Proxy vor evcc prüfen.`,
        en: `Access to evcc was denied (${status}). Check user and password or the headers for the proxy before evcc.`,
      },
      status,
    );
  }
  if (status === 404) {
    return new EvccError(
      'NOT_FOUND',
      {
        de: `evcc kennt ${request} nicht (404)${suffix}. Entweder startet evcc noch, oder diese Version hat das nicht.`,
        en: `evcc does not know ${request} (404)${suffix}. Either evcc is still starting, or this version does not have it.`,
      },
      status,
    );
  }
  if (status === 409) {
    return new EvccError(
      'CONFLICT',
      {
        de: `evcc steuert das selbst (409)${suffix}. In evcc die Automatik des Optimizers ausschalten, wenn Smartload steuern soll.`,
        en: `evcc steers this by itself (409)${suffix}. Switch off the optimizer's automatic mode in evcc if Smartload is to steer.`,
      },
      status,
    );
  }
  if (status >= 500) {
    return new EvccError(
      'SERVER',
      {
        de: `evcc meldet einen Fehler bei ${request} (${status})${suffix}. Näheres steht im Protokoll von evcc.`,
        en: `evcc reports a failure for ${request} (${status})${suffix}. Its log says more.`,
      },
      status,
    );
  }
  if (status >= 400) {
    return new EvccError(
      'REFUSED',
      {
        de: `evcc hat ${request} abgelehnt (${status})${suffix}.`,
        en: `evcc refused ${request} (${status})${suffix}.`,
      },
      status,
    );
  }
  return notEvcc({ de: `Antwort mit Status ${status}`, en: `an answer with status ${status}` }, status);
}

/** The error for a connection that failed before there was an answer. `server` is the URL without credentials. */
export function unreachable(server: string, code: string): EvccError {
  return new EvccError('UNREACHABLE', {
    de: `evcc ist unter ${server} nicht erreichbar (${code}). Läuft evcc, und stimmen Adresse und Port?`,
    en: `evcc cannot be reached at ${server} (${code}). Is evcc running, and are address and port right?`,
  });
}

/** The error for an answer that did not come in time. `server` is the URL without credentials. */
export function timedOut(server: string, afterMs: number): EvccError {
  const seconds = Math.round(afterMs / 1000);
  return new EvccError('TIMEOUT', {
    de: `evcc unter ${server} hat seit ${seconds} s nicht geantwortet. Ist es überlastet oder das Netz gestört?`,
    en: `evcc at ${server} has not answered for ${seconds} s. Is it overloaded, or the network disturbed?`,
  });
}
