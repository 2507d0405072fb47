import { type ReactNode, useMemo } from 'react';
import { HOUR_MS, MINUTE_MS } from '../../../api/house/index.ts';
import { useSpeech } from '../languages/language.tsx';
import { useHouseTime, usePart } from '../live/hooks.ts';
import { shownDifference } from '../shared/difference.ts';
import { useAsk } from '../shared/use-ask.ts';
import { WhatIf } from '../whatif/parts.ts';
import {
  type Compared,
  type ComparisonKind,
  CyclePlan,
  Cycles,
  NOT_COMPARED,
  OTHER_WAYS,
  type OtherWayKind,
} from './compared.ts';
import { type Plan, slotsOf } from './slots.ts';

type Draw = (compared: Compared) => ReactNode;

/** Finds the plan that was chosen to compare with, and has it drawn. */
export function ComparedPlan({ kind, children }: { kind: ComparisonKind; children: Draw }) {
  if (kind === 'hourAgo') return <HourAgo>{children}</HourAgo>;
  if (kind === 'nothing') return children(NOT_COMPARED);
  return (
    <OtherWay key={kind} kind={kind}>
      {children}
    </OtherWay>
  );
}

function HourAgo({ children }: { children: Draw }) {
  const { words } = useSpeech();
  const now = useHouseTime(15 * MINUTE_MS);
  const { data, problem, isAsking } = useAsk(Cycles, {});
  const edges = data?.cycles.__typename === 'CyclesConnection' ? data.cycles.edges : [];
  // The newest come first.
  const found = edges.find(({ node }) => Date.parse(node.at) <= now - HOUR_MS) ?? null;
  if (found) return <Earlier id={found.node.id}>{children}</Earlier>;
  return children({ slots: [], text: problem ?? (isAsking ? null : words.compare.noneYet) });
}

function Earlier({ id, children }: { id: number; children: Draw }) {
  const { words, format } = useSpeech();
  const { data, problem } = useAsk(CyclePlan, { id });
  const cycle = data?.cycle?.__typename === 'Cycle' ? data.cycle : null;
  const slots = useSlots(cycle?.plan);
  return children({
    slots,
    text: problem ?? (cycle && words.compare.hourAgoText(format.clock(Date.parse(cycle.at)))),
  });
}

/** The hours move on and plans with them, so that it is asked anew from time to time. */
const ANEW_MS = 15 * MINUTE_MS;

function OtherWay({ kind, children }: { kind: OtherWayKind; children: Draw }) {
  const { words, format } = useSpeech();
  const { data, problem } = useAsk(WhatIf, { changes: OTHER_WAYS[kind] }, ANEW_MS);
  const plan = usePart((house) => house.plan);
  const answer = data?.whatIf.__typename === 'WhatIf' ? data.whatIf : null;
  const slots = useSlots(answer?.plan);
  // The plan brings this one itself, and a figure beside it has to be the same.
  const difference =
    kind === 'selfConsumption' && plan
      ? shownDifference(plan.selfConsumptionCost, plan.cost)
      : answer?.difference;
  const text = (difference: number) =>
    words.compare.otherWayText(words.compare.by[kind], format.money(Math.abs(difference)), difference >= 0);
  return children({ slots, text: problem ?? (answer && difference !== undefined ? text(difference) : null) });
}

function useSlots(plan: Plan | undefined) {
  return useMemo(() => (plan ? slotsOf(plan) : []), [plan]);
}
