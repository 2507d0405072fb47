import { Board, type BoardCard } from '../board/Board.tsx';
import { BatteryCard } from './BatteryCard.tsx';
import { BufferCard } from './BufferCard.tsx';
import { ControlledCard } from './ControlledCard.tsx';
import { DecisionsCard } from './DecisionsCard.tsx';
import { WeekCard } from './WeekCard.tsx';

const CARDS: readonly BoardCard[] = [
  { id: 'battery', title: ({ now }) => now.battery, span: 5, Card: BatteryCard },
  { id: 'week', title: ({ week }) => week.title, span: 7, Card: WeekCard },
  { id: 'buffer', title: ({ bufferCard }) => bufferCard.title, span: 7, Card: BufferCard },
  { id: 'decisions', title: ({ modes }) => modes.title, span: 5, Card: DecisionsCard },
  { id: 'controlled', title: ({ controlled }) => controlled.title, span: 12, Card: ControlledCard },
];

/** The home battery: what it holds, what it did, and what it may do. */
export default function BatteryPage() {
  return <Board view="battery" cards={CARDS} />;
}
