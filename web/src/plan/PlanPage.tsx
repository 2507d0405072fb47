import { Board, type BoardCard } from '../board/Board.tsx';
import { SkillCard } from '../savings/SkillCard.tsx';
import { WhatIfCard } from '../whatif/WhatIfCard.tsx';
import { PlanCard } from './PlanCard.tsx';

const CARDS: readonly BoardCard[] = [
  { id: 'plan', title: ({ plan }) => plan.title, span: 12, Card: PlanCard },
  { id: 'what-if', title: ({ whatIf }) => whatIf.title, span: 12, Card: WhatIfCard },
  { id: 'skill', title: ({ skill }) => skill.title, span: 12, Card: SkillCard },
];

/** What is to happen, why, and how far what it rests on can be trusted. */
export default function PlanPage() {
  return <Board view="plan" cards={CARDS} />;
}
