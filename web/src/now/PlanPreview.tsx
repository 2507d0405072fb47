import { lazy, Suspense } from 'react';
import { useSpeech } from '../languages/language.tsx';
import { Card } from '../shared/Card.tsx';

const PlanCard = lazy(() =>
  import('../plan/PlanCard.tsx').then((module) => ({ default: module.PlanOverview })),
);

/** The plan at a glance; its drawing is fetched after everything that moves is there. */
export function PlanPreview() {
  const { words } = useSpeech();
  return (
    <Suspense
      fallback={
        <Card title={words.plan.title} className="plan">
          <div className="plan-place" />
        </Card>
      }
    >
      <PlanCard />
    </Suspense>
  );
}
