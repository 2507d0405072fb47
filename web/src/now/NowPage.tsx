import { Board, type BoardCard } from '../board/Board.tsx';
import { ControlledCard } from '../buffer/ControlledCard.tsx';
import { PauseNotice } from '../control/PauseControl.tsx';
import { CableAdvice, Suggestions } from '../control/Suggestions.tsx';
import { DoingCard } from './DoingCard.tsx';
import { NowCard } from './NowCard.tsx';
import { PlanPreview } from './PlanPreview.tsx';
import { TodayCard } from './TodayCard.tsx';

const CARDS: readonly BoardCard[] = [
  { id: 'flow', title: ({ now }) => now.flow, span: 5, Card: NowCard },
  { id: 'doing', title: ({ now }) => now.doing, span: 7, Card: DoingCard },
  { id: 'today', title: ({ today }) => today.title, span: 12, Card: TodayCard },
  { id: 'plan', title: ({ plan }) => plan.title, span: 12, Card: PlanPreview },
  { id: 'controlled', title: ({ controlled }) => controlled.title, span: 12, Card: ControlledCard },
];

/** This moment: what flows, what is done and why, and what today has cost. */
export function NowPage() {
  return (
    <>
      <PauseNotice />
      <CableAdvice />
      <Suggestions />
      <Board view="now" cards={CARDS} />
    </>
  );
}
