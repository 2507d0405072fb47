import { useState } from 'react';
import { MINUTE_MS } from '../../../api/house/index.ts';
import { VehicleDetails } from '../control/VehicleDetails.tsx';
import { useSpeech } from '../languages/language.tsx';
import { useHouseTime, usePart } from '../live/hooks.ts';
import { Badge } from '../shared/Badge.tsx';
import { Value } from '../shared/Value.tsx';
import { useStale } from '../system/use-stale.ts';
import { BoostButton } from './BoostButton.tsx';
import { type Car, carColor, carName } from './cars.ts';
import { DepartureForm } from './DepartureForm.tsx';
import { ReleaseButton } from './ReleaseButton.tsx';
import { TargetForm } from './TargetForm.tsx';

/** One car: how full it is, how full it must be and when, and who has the say. */
export function CarView({ car, index }: { car: Car; index: number }) {
  const { words } = useSpeech();
  const [editing, setEditing] = useState<'departure' | 'target' | null>(null);
  const vehicle = usePart((house) => house.control.vehicles.find((one) => one.vehicle === car.vehicleName));
  const close = () => setEditing(null);
  return (
    <li className="car" style={{ '--color': carColor(index) }} data-testid={`car-${car.id}`}>
      <CarHead car={car} />
      <CarLevel car={car} />
      <CarFacts car={car} />
      {car.override && <OverrideNote override={car.override} />}
      {editing === 'departure' && <DepartureForm car={car} onClose={close} />}
      {editing === 'target' && <TargetForm car={car} onClose={close} />}
      {editing === null && (
        <div className="buttons">
          <button
            type="button"
            onClick={() => setEditing('departure')}
            data-testid={`edit-departure-${car.id}`}
          >
            {car.departure === null ? words.cars.set : words.cars.edit}
          </button>
          <button
            type="button"
            disabled={!car.connected}
            onClick={() => setEditing('target')}
            data-testid={`edit-target-${car.id}`}
          >
            {words.cars.editTarget}
          </button>
          <BoostButton car={car} />
          {car.override?.kind === 'PERSON' && <ReleaseButton loadpoint={car.id} />}
        </div>
      )}
      {vehicle && <VehicleDetails vehicle={vehicle} />}
    </li>
  );
}

function CarHead({ car }: { car: Car }) {
  const { words, format } = useSpeech();
  const stale = useStale('evccState');
  const state = car.charging
    ? words.cars.charging(format.power(car.powerKw))
    : car.connected
      ? words.cars.connected
      : words.cars.away;
  return (
    <header className="car-head">
      <h3>{carName(car)}</h3>
      <p className="soft">
        {car.title} · <Value text={stale ? words.cars.last(state) : state} />
      </p>
      <Badge title={words.cars.mode}>{words.chargeMode[car.mode]}</Badge>
    </header>
  );
}

/** How full the car is, with its target as a mark. */
function CarLevel({ car: { vehicleSocPercent, targetSocPercent } }: { car: Car }) {
  if (vehicleSocPercent === null) return null;
  return (
    <div className="level" aria-hidden="true">
      <div className="level-filled" style={{ width: `${vehicleSocPercent}%` }} />
      {targetSocPercent !== null && <div className="level-buffer" style={{ left: `${targetSocPercent}%` }} />}
    </div>
  );
}

function CarFacts({ car }: { car: Car }) {
  const { words, format } = useSpeech();
  const now = useHouseTime(MINUTE_MS);
  const target =
    car.targetSocPercent === null ? format.energy(car.targetEnergyKwh) : format.percent(car.targetSocPercent);
  const short =
    car.expectedSocPercent !== null &&
    car.targetSocPercent !== null &&
    car.expectedSocPercent < car.targetSocPercent - 1;
  return (
    <dl className="figures">
      {car.connected && (
        <div>
          <dt>{words.cars.soc}</dt>
          <dd>
            <Value text={format.percent(car.vehicleSocPercent)} />
          </dd>
        </div>
      )}
      {car.connected && (
        <div>
          <dt>{words.cars.target}</dt>
          <dd>{target}</dd>
        </div>
      )}
      <div>
        <dt>{words.cars.departure}</dt>
        <dd>
          {car.departure === null ? (
            words.cars.noDeparture
          ) : (
            <time dateTime={car.departure}>{format.dateClock(Date.parse(car.departure), now)}</time>
          )}
          {car.departure !== null && car.departureSource !== null && (
            <span className="soft note">{words.cars.source[car.departureSource]}</span>
          )}
        </dd>
      </div>
      {car.connected && (
        <>
          <div>
            <dt>{words.cars.needed}</dt>
            <dd>{format.energy(car.neededKwh)}</dd>
          </div>
          <div data-tone={short ? 'error' : undefined}>
            <dt>{words.cars.expected}</dt>
            <dd>{format.percent(car.expectedSocPercent)}</dd>
          </div>
        </>
      )}
    </dl>
  );
}

function OverrideNote({ override }: { override: NonNullable<Car['override']> }) {
  const { words, format, say } = useSpeech();
  const now = useHouseTime(MINUTE_MS);
  const ends = [
    override.until !== null && words.now.until(format.soon(Date.parse(override.until), now)),
    override.targetSocPercent !== null && words.cars.untilSoc(format.percent(override.targetSocPercent)),
  ].filter((end) => end !== false);
  return (
    <div className="callout" data-tone="info">
      <p>
        <strong>{words.cars.override[override.kind]}</strong>{' '}
        {[words.cars.since(format.soon(Date.parse(override.since), now)), ...ends].join(' · ')}
      </p>
      <p className="soft">{say(override.message)}</p>
    </div>
  );
}
