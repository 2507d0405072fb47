import { MINUTE_MS } from '../../../api/house/index.ts';
import { type Car, carColor, carName, useCars } from '../cars/cars.ts';
import { useSpeech } from '../languages/language.tsx';
import { useHouseTime } from '../live/hooks.ts';
import { Value } from '../shared/Value.tsx';
import { Gauge } from './Gauge.tsx';

/** Each car: how full it is, what it does, and when it leaves. */
export function CarsView() {
  const { words } = useSpeech();
  const cars = useCars();
  if (cars.length === 0) return <p className="first">{words.cars.none}</p>;
  return (
    <ul className="display-tiles">
      {cars.map((car, index) => (
        <CarTile key={car.id} car={car} color={carColor(index)} />
      ))}
    </ul>
  );
}

function CarTile({ car, color }: { car: Car; color: string }) {
  const { words, format } = useSpeech();
  const now = useHouseTime(MINUTE_MS);
  const state = car.charging
    ? words.cars.charging(format.power(car.powerKw))
    : car.connected
      ? words.cars.connected
      : words.cars.away;
  const target =
    car.targetSocPercent === null ? format.energy(car.targetEnergyKwh) : format.percent(car.targetSocPercent);
  return (
    <li className="tile" data-away={!car.connected}>
      <h2>{carName(car)}</h2>
      <p className="soft">
        {car.title} · <Value text={state} />
      </p>
      <Gauge socPercent={car.vehicleSocPercent} markPercent={car.targetSocPercent} color={color} />
      <dl className="figures">
        <div>
          <dt>{words.cars.departure}</dt>
          <dd>
            {car.departure === null
              ? words.cars.noDeparture
              : format.dateClock(Date.parse(car.departure), now)}
          </dd>
        </div>
        <div>
          <dt>{words.cars.target}</dt>
          <dd>{target}</dd>
        </div>
        <div>
          <dt>{words.cars.expected}</dt>
          <dd>{format.percent(car.expectedSocPercent)}</dd>
        </div>
      </dl>
    </li>
  );
}
