import type { Finding } from '../house/index.ts';
import type { Given } from './judge.ts';

/** What proves to evcc, or to a proxy before it, who we are. */
const CREDENTIALS = ['evcc_user', 'evcc_password', 'evcc_headers'];

/**
 * Keeps credentials from an address that was chosen on the page: they belong to the one that they were configured
 * with. Whoever may choose an address could otherwise have them sent to a machine of their own.
 *
 * @param chosen the address that counts; `null` = that of the configuration does
 * @param configured the address beside the credentials; `null` = none
 * @returns what may be used at the address, and what is to be said of the rest
 */
export function withoutStrangeCredentials(
  given: ReadonlyMap<string, Given>,
  chosen: string | null,
  configured: string | null,
): { given: Map<string, Given>; findings: Finding[] } {
  if (chosen === null || isSamePlace(chosen, configured)) return { given: new Map(given), findings: [] };
  const kept = [...given].filter(([name, { value }]) => CREDENTIALS.includes(name) && isSet(value));
  return {
    given: new Map([...given].filter(([name]) => !CREDENTIALS.includes(name))),
    findings: kept.map(([name]) => notSent(name)),
  };
}

/** By scheme, name and port: another one of them may be another machine, or open to who listens. */
function isSamePlace(chosen: string, configured: string | null): boolean {
  const origin = URL.parse(configured ?? '')?.origin;
  return origin !== undefined && origin !== 'null' && origin === URL.parse(chosen)?.origin;
}

function isSet(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;
}

function notSent(name: string): Finding {
  return {
    field: name,
    value: '***',
    severity: 'WARNING',
    message: {
      de: `${name} wird nicht gesendet: evcc wurde auf der Seite gewählt, und Zugangsdaten gehen nur an die Adresse, mit der sie eingestellt sind.`,
      en: `${name} is not sent: evcc was chosen on the page, and credentials go only to the address that they are configured with.`,
    },
    suggestion: {
      de: `Braucht dieses evcc sie, seine Adresse in evcc_url neben ${name} eintragen und die Wahl auf der Seite vergessen.`,
      en: `Where this evcc needs them, set its address as evcc_url beside ${name} and forget the choice on the page.`,
    },
  };
}
