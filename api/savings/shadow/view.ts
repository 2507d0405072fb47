import {
  formatNumber,
  SHADOW_POLICIES,
  type ShadowCost,
  type ShadowPolicy,
  type ShadowView,
  type Text,
} from '../../house/index.ts';
import { expectation } from './bandit.ts';
import { ARMS } from './knobs.ts';
import type { Ledger } from './ledger.ts';
import { LEAST_EVIDENCE_DAYS } from './promotion.ts';

/** What people see of the shadow. */
export function shadowView(ledger: Ledger, actions: Pick<ShadowView, 'lpAction' | 'rlAction'>): ShadowView {
  const { today, bandit, promotion } = ledger;
  return {
    ...actions,
    expectedDifference: today ? expectation(bandit, today.context, today.arm).mean : null,
    state: promotion.state,
    trying: ARMS[today?.arm ?? 0]?.name ?? { de: '', en: '' },
    policies: SHADOW_POLICIES.map((policy) => costOf(ledger, policy)),
  };
}

function costOf({ days, promotion }: Ledger, policy: ShadowPolicy): ShadowCost {
  const total = (other: ShadowPolicy) => days.reduce((sum, { costs }) => sum + costs[other], 0);
  const cost = total(policy);
  const advantage = total('PLAN') - cost;
  const isProven = policy === 'LEARNED' && promotion.state === 'ADVISES';
  return { policy, days: days.length, cost, advantage, verdict: verdict(policy, days.length, isProven) };
}

function verdict(policy: ShadowPolicy, days: number, isProven: boolean): Text {
  if (policy === 'PLAN') return { de: 'Daran wird gemessen.', en: 'What the others are measured by.' };
  if (isProven) return { de: 'Vorteil nachgewiesen.', en: 'Advantage proven.' };
  if (policy !== 'LEARNED') return { de: 'Zum Vergleich.', en: 'For comparison.' };
  if (days < LEAST_EVIDENCE_DAYS)
    return {
      de: `Kein nachgewiesener Vorteil: erst ${formatNumber(days, 'de')} von ${LEAST_EVIDENCE_DAYS} Tagen.`,
      en: `No proven advantage: only ${formatNumber(days, 'en')} of ${LEAST_EVIDENCE_DAYS} days.`,
    };
  return { de: 'Kein nachgewiesener Vorteil.', en: 'No proven advantage.' };
}
