import { useMemo } from 'react';
import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { PlanChart } from '../plan/PlanChart.tsx';
import { PlanSummary } from '../plan/PlanSummary.tsx';
import { type Plan, slotsOf } from '../plan/slots.ts';
import { useChartScale } from './use-chart-scale.ts';

/** The next two days. */
export function PlanView() {
  const { words, say } = useSpeech();
  const plan = usePart((house) => house.plan);
  const missing = usePart((house) => house.planMissing);
  if (!plan) return <p className="first">{missing ? say(missing) : words.plan.none}</p>;
  return <Chart plan={plan} />;
}

function Chart({ plan }: { plan: Plan }) {
  const slots = useMemo(() => slotsOf(plan), [plan]);
  const scale = useChartScale();
  return (
    <div className="display-plan">
      <PlanSummary plan={plan} />
      <PlanChart slots={slots} scale={scale} />
    </div>
  );
}
