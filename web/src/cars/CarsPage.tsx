import { Board, type BoardCard } from '../board/Board.tsx';
import { CarsCard } from './CarsCard.tsx';

const CARDS: readonly BoardCard[] = [
  { id: 'cars', title: ({ cars }) => cars.title, span: 12, Card: CarsCard },
];

/** Every car: how full, until when, and who has the say. */
export default function CarsPage() {
  return <Board view="cars" cards={CARDS} />;
}
