import { useSpeech } from '../languages/language.tsx';
import { shownDifference } from '../shared/difference.ts';
import { Value } from '../shared/Value.tsx';
import type { Plan } from './slots.ts';

/** Less than a cent is not worth a word. */
const WORTH_SAYING = 0.01;

/** What the plan costs, beside what the same hours would cost without one. */
export function PlanSummary({ plan }: { plan: Plan }) {
  const { words, format } = useSpeech();
  const saved = shownDifference(plan.selfConsumptionCost, plan.cost);
  return (
    <dl className="figures">
      <div>
        <dt>{words.plan.planCost}</dt>
        <dd>
          <Value text={format.money(plan.cost)} testId="plan-cost" />
        </dd>
      </div>
      <div>
        <dt>{words.plan.selfConsumptionCost}</dt>
        <dd>
          <Value text={format.money(plan.selfConsumptionCost)} />
        </dd>
      </div>
      <div data-tone={saved < 0 ? 'error' : 'good'}>
        <dt>{saved < 0 ? words.plan.dearer : words.plan.saved}</dt>
        <dd>
          <Value text={format.money(Math.abs(saved))} />
        </dd>
      </div>
      {plan.uncertainty && Math.abs(plan.uncertainty.gain) >= WORTH_SAYING && (
        <div title={words.plan.cautionHint(format.money(plan.uncertainty.insuranceCost))}>
          <dt>{words.plan.caution}</dt>
          <dd>
            <Value text={format.money(plan.uncertainty.gain)} />
          </dd>
        </div>
      )}
      {plan.peaks.map(({ peakKw, cost }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: peaks have no name but their order
        <div key={index}>
          <dt>{words.plan.peak(format.power(peakKw))}</dt>
          <dd>
            <Value text={format.money(cost)} />
          </dd>
        </div>
      ))}
      {plan.co2Kg !== null && (
        <div>
          <dt>{words.plan.co2}</dt>
          <dd>
            <Value text={`${format.number(plan.co2Kg, 1)} kg`} />
          </dd>
        </div>
      )}
    </dl>
  );
}
