import { Board, type BoardCard } from '../board/Board.tsx';
import { QueueCard } from '../control/QueueCard.tsx';
import { CableAdvice, Suggestions } from '../control/Suggestions.tsx';
import { VehiclesCard } from '../control/VehiclesCard.tsx';
import { CarsCard } from './CarsCard.tsx';

const CARDS: readonly BoardCard[] = [
  { id: 'cars', title: ({ cars }) => cars.loadpoints, span: 7, Card: CarsCard },
  { id: 'queue', title: ({ control }) => control.queue, span: 5, Card: QueueCard },
  { id: 'vehicles', title: ({ control }) => control.vehicles, span: 12, Card: VehiclesCard },
];

/** Every car: how full, until when, and who has the say. */
export default function CarsPage() {
  return (
    <>
      <CableAdvice />
      <Suggestions />
      <Board view="cars" cards={CARDS} />
    </>
  );
}
