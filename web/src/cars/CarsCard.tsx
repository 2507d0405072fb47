import { useSpeech } from '../languages/language.tsx';
import { Card } from '../shared/Card.tsx';
import { CarView } from './CarView.tsx';
import { useCars } from './cars.ts';

/** Every car at its loadpoint. */
export function CarsCard() {
  const { words } = useSpeech();
  const cars = useCars();
  return (
    <Card title={words.cars.loadpoints} className="cars">
      {cars.length === 0 && <p className="soft">{words.cars.none}</p>}
      <ul className="car-list">
        {cars.map((car, index) => (
          <CarView key={car.id} car={car} index={index} />
        ))}
      </ul>
    </Card>
  );
}
