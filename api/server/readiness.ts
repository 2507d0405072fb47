import type { Finding, Snapshot, Text } from '../house/index.ts';

/** Why the program cannot do its work yet, or any more. */
export interface Unreadiness {
  code: 'CONFIGURATION' | 'EVCC' | 'PLAN';
  message: Text;
}

/** What keeps the program from its work; empty where it is ready. */
export function unreadiness(snapshot: Snapshot | null, findings: Finding[]): Unreadiness[] {
  const critical = findings.filter(({ severity }) => severity === 'CRITICAL');
  if (critical.length > 0) return critical.map(({ message }) => ({ code: 'CONFIGURATION', message }));
  const evcc = snapshot?.sources.find(({ id }) => id === 'evccState');
  const reasons: Unreadiness[] = [];
  if (evcc && (evcc.state === 'FAILED' || evcc.state === 'STALE'))
    reasons.push({ code: 'EVCC', message: evcc.error ?? NOT_READ });
  if (!snapshot?.plan) reasons.push({ code: 'PLAN', message: snapshot?.planMissing ?? NOT_PLANNED });
  return reasons;
}

const NOT_READ = { de: 'evcc wurde zu lange nicht gelesen.', en: 'evcc was not read for too long.' };
const NOT_PLANNED = { de: 'Es gibt noch keinen Plan.', en: 'There is no plan yet.' };
