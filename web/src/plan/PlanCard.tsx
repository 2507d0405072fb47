import { type ReactNode, useMemo, useState } from 'react';
import { MINUTE_MS } from '../../../api/house/index.ts';
import { SlotOverrides } from '../control/SlotOverrides.tsx';
import { useSpeech } from '../languages/language.tsx';
import { useHouseTime, usePart } from '../live/hooks.ts';
import { Updated } from '../shared/Ago.tsx';
import { Badge, type Tone } from '../shared/Badge.tsx';
import { Card } from '../shared/Card.tsx';
import { Problem } from '../shared/Problem.tsx';
import { useAction } from '../shared/use-action.ts';
import { linkTo } from '../shell/route.ts';
import { useStale } from '../system/use-stale.ts';
import { useBands } from './bands.ts';
import { ComparedPlan } from './ComparedPlan.tsx';
import { COMPARISONS, type ComparisonKind } from './compared.ts';
import type { Span } from './geometry.ts';
import { PlanChart } from './PlanChart.tsx';
import { PlannedLoads } from './PlannedLoads.tsx';
import { PlanSummary } from './PlanSummary.tsx';
import { PlanTable } from './PlanTable.tsx';
import { Replan } from './parts.ts';
import { type Plan, slotsOf } from './slots.ts';

/** The next two days: what they cost, how they run, and every number of them. */
export function PlanCard() {
  return <PlanFrame>{(plan) => <PlanBody plan={plan} />}</PlanFrame>;
}

/** The next two days at a glance, with the way to the rest. */
export function PlanOverview() {
  return <PlanFrame>{(plan) => <PlanGlance plan={plan} />}</PlanFrame>;
}

function PlanFrame({ children }: { children: (plan: Plan) => ReactNode }) {
  const { words, say } = useSpeech();
  const plan = usePart((house) => house.plan);
  const missing = usePart((house) => house.planMissing);
  const stale = useStale('gridTariff', 'solarForecast');
  return (
    <Card
      title={words.plan.title}
      className="plan"
      stale={stale}
      aside={
        <>
          {stale && <Badge tone="warning">{words.now.stale}</Badge>}
          {plan && <PlanState plan={plan} />}
        </>
      }
    >
      {plan ? (
        children(plan)
      ) : (
        <p className="soft empty-plan" data-testid="plan-missing">
          {missing ? say(missing) : words.plan.none}
        </p>
      )}
    </Card>
  );
}

const TONES: Record<Plan['status'], Tone> = { OPTIMAL: 'good', FEASIBLE: 'info', FALLBACK: 'warning' };

function PlanState({ plan }: { plan: Plan }) {
  const { words, format } = useSpeech();
  return (
    <>
      <Badge
        tone={TONES[plan.status]}
        testId="plan-status"
        title={words.plan.solveTime(format.seconds(plan.solveMs))}
      >
        {words.plan.status[plan.status]}
      </Badge>
      <Updated at={plan.computedAt} />
    </>
  );
}

function PlanGlance({ plan }: { plan: Plan }) {
  const { words } = useSpeech();
  const slots = useMemo(() => slotsOf(plan), [plan]);
  return (
    <>
      <PlanProblems plan={plan} />
      <PlanSummary plan={plan} />
      <PlanChart slots={slots} />
      <p className="to-view">
        <a href={linkTo('plan')}>{words.plan.toPlan}</a>
      </p>
    </>
  );
}

function PlanBody({ plan }: { plan: Plan }) {
  const { words, format } = useSpeech();
  const now = useHouseTime(MINUTE_MS);
  const [kind, setKind] = useState<ComparisonKind>('nothing');
  const bands = useBands(plan.computedAt);
  const slots = useMemo(() => slotsOf(plan, bands), [plan, bands]);
  const quietHours = useMemo(() => plan.quietHours.map(spanOf), [plan]);
  return (
    <>
      <PlanProblems plan={plan} />
      <PlanSummary plan={plan} />
      <CompareChoice chosen={kind} onChoose={setKind} />
      <ComparedPlan kind={kind}>
        {(compared) => <PlanChart slots={slots} quietHours={quietHours} compared={compared} isWhole />}
      </ComparedPlan>
      <PlannedLoads plan={plan} />
      <SlotOverrides />
      <footer className="plan-footer">
        <div className="buttons">
          <ReplanButton />
          {plan.pricesKnownUntil !== null && (
            <p className="soft">
              {words.plan.knownUntil(format.soon(Date.parse(plan.pricesKnownUntil), now))}
            </p>
          )}
        </div>
        <PlanTable slots={slots} />
      </footer>
    </>
  );
}

function spanOf({ start, end }: { start: string; end: string }): Span {
  return { start: Date.parse(start), end: Date.parse(end) };
}

/** What the plan could not do, and why it is not the best one. */
function PlanProblems({ plan }: { plan: Plan }) {
  const { words, say } = useSpeech();
  return (
    <>
      {plan.fallbackReason && (
        <p className="callout" data-tone="warning">
          {say(plan.fallbackReason)}
        </p>
      )}
      {plan.shortfalls.length > 0 && (
        <div className="callout" data-tone="warning">
          <h3>{words.plan.shortfalls}</h3>
          <ul>
            {plan.shortfalls.map(({ kind, subject, message }) => (
              <li key={`${kind} ${subject}`}>{say(message)}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function CompareChoice({
  chosen,
  onChoose,
}: {
  chosen: ComparisonKind;
  onChoose: (kind: ComparisonKind) => void;
}) {
  const { words } = useSpeech();
  return (
    <label className="against">
      <span className="soft">{words.compare.label}</span>
      <select
        value={chosen}
        onChange={({ target }) => onChoose(COMPARISONS.find((kind) => kind === target.value) ?? 'nothing')}
        data-testid="compare"
      >
        {COMPARISONS.map((kind) => (
          <option key={kind} value={kind}>
            {words.compare.kind[kind]}
          </option>
        ))}
      </select>
    </label>
  );
}

function ReplanButton() {
  const { words } = useSpeech();
  const replan = useAction(Replan);
  return (
    <div>
      <button type="button" disabled={replan.pending} onClick={() => replan.run({})} data-testid="replan">
        {words.plan.replan}
      </button>
      <Problem text={replan.problem} />
    </div>
  );
}
