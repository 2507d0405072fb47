import {
  formatNumber,
  SHADOW_POLICIES,
  type ShadowCost,
  type ShadowPolicy,
  type ShadowSum,
  type ShadowView,
  type Text,
} from '../../house/index.ts';
import { expectation } from './bandit.ts';
import { ARMS } from './knobs.ts';
import { forAll, type Ledger } from './ledger.ts';
import { LEAST_EVIDENCE_DAYS } from './promotion.ts';

/** A month. */
const DAYS_SHOWN = 31;
/** Less than a cent is no advantage. */
const NOTHING = 0.005;

/** What people see of the shadow. */
export function shadowView(ledger: Ledger, actions: Pick<ShadowView, 'lpAction' | 'rlAction'>): ShadowView {
  const { today, bandit, promotion } = ledger;
  return {
    ...actions,
    expectedDifference: today ? expectation(bandit, today.context, today.arm).mean : null,
    state: promotion.state,
    trying: ARMS[today?.arm ?? 0]?.name ?? { de: '', en: '' },
    policies: SHADOW_POLICIES.map((policy) => costOf(ledger, policy)),
    lately: ledger.days.slice(-DAYS_SHOWN),
    earlier: sumOf(ledger.days.slice(0, -DAYS_SHOWN)),
  };
}

function sumOf(days: Ledger['days']): ShadowSum | null {
  return days.length === 0 ? null : { days: days.length, costs: forAll((policy) => total(days, policy)) };
}

function total(days: Ledger['days'], policy: ShadowPolicy): number {
  return days.reduce((sum, { costs }) => sum + costs[policy], 0);
}

function costOf({ days, promotion }: Ledger, policy: ShadowPolicy): ShadowCost {
  const cost = total(days, policy);
  const advantage = total(days, 'PLAN') - cost;
  const isProven = policy === 'LEARNED' && promotion.state === 'ADVISES';
  return {
    policy,
    days: days.length,
    cost,
    advantage,
    verdict: verdict(policy, days.length, advantage, isProven),
  };
}

function verdict(policy: ShadowPolicy, days: number, advantage: number, isProven: boolean): Text {
  if (policy === 'PLAN') return { de: 'Daran wird gemessen.', en: 'What the others are measured by.' };
  if (isProven) return { de: 'Vorteil nachgewiesen.', en: 'Advantage proven.' };
  if (policy === 'LEARNED' && days < LEAST_EVIDENCE_DAYS)
    return {
      de: `Kein nachgewiesener Vorteil: erst ${formatNumber(days, 'de')} von ${LEAST_EVIDENCE_DAYS} Tagen.`,
      en: `No proven advantage: only ${formatNumber(days, 'en')} of ${LEAST_EVIDENCE_DAYS} days.`,
    };
  if (days > 0 && advantage < -NOTHING) return { de: 'Teurer als der Plan.', en: 'Dearer than the plan.' };
  // Those that are only there for comparison are never judged, so that none of them can prove anything.
  return NOT_PROVEN;
}

const NOT_PROVEN: Text = { de: 'Kein nachgewiesener Vorteil.', en: 'No proven advantage.' };
