import { Board, type BoardCard } from '../board/Board.tsx';
import { SavingsCard } from './SavingsCard.tsx';
import { ShadowCard } from './ShadowCard.tsx';
import { SkillCard } from './SkillCard.tsx';

const CARDS: readonly BoardCard[] = [
  { id: 'savings', title: ({ savings }) => savings.title, span: 12, Card: SavingsCard },
  { id: 'shadow', title: ({ shadow }) => shadow.title, span: 12, Card: ShadowCard },
  { id: 'skill', title: ({ skill }) => skill.title, span: 12, Card: SkillCard },
];

/** What was paid, what it would have been otherwise, and how both are known. */
export default function SavingsPage() {
  return <Board view="savings" cards={CARDS} />;
}
