import {
  formatNumber,
  type Plan,
  SHADOW_POLICIES,
  type ShadowCost,
  type ShadowPolicy,
  type ShadowSum,
  type ShadowView,
  type Text,
} from '../../house/index.ts';
import { type Bandit, expectation } from './bandit.ts';
import { ARMS } from './knobs.ts';
import { forAll, type Ledger } from './ledger.ts';
import { LEAST_EVIDENCE_DAYS } from './promotion.ts';
import { ruleOf } from './rule.ts';

/** A month. */
const DAYS_SHOWN = 31;
/** Less than a cent is no advantage. */
const NOTHING = 0.005;

/** What people see of the shadow; what the plan in force wants, `besidePlan` adds. */
export function shadowView(ledger: Ledger, rlAction: ShadowView['rlAction']): ShadowView {
  const { today, bandit, promotion } = ledger;
  return {
    lpAction: null,
    rlAction,
    expectedDifference: today ? expectedDifference(bandit, today.context, today.arm) : null,
    state: promotion.state,
    trying: ARMS[today?.arm ?? 0]?.name ?? { de: '', en: '' },
    policies: SHADOW_POLICIES.map((policy) => costOf(ledger, policy)),
    lately: ledger.days.slice(-DAYS_SHOWN),
    earlier: sumOf(ledger.days.slice(0, -DAYS_SHOWN)),
  };
}

/** The shadow beside a plan: what that one wants in its first slot. */
export function besidePlan(view: ShadowView, plan: Pick<Plan, 'slots'> | null): ShadowView {
  const now = plan?.slots[0];
  return { ...view, lpAction: now ? ruleOf(now) : null };
}

/** Nobody knows what was never tried on such a day; the plan's own settings make no difference. */
function expectedDifference(bandit: Bandit, context: number, arm: number): number | null {
  const isKnown = arm === 0 || (bandit.contexts[context]?.[arm]?.days ?? 0) > 0;
  return isKnown ? expectation(bandit, context, arm).mean : null;
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
