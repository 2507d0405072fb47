import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { Card } from '../shared/Card.tsx';
import { VehicleDetails } from './VehicleDetails.tsx';

/** The cars that evcc knows and that stand at no loadpoint; those that do have all of theirs there. */
export function VehiclesCard() {
  const { words } = useSpeech();
  const vehicles = usePart((house) => house.control.vehicles);
  const loadpoints = usePart((house) => house.loadpoints);
  const away = vehicles.filter(({ vehicle }) => !loadpoints.some((one) => one.vehicleName === vehicle));
  return (
    <Card title={words.control.vehicles} className="vehicles">
      {away.length === 0 && (
        <p className="soft">{vehicles.length === 0 ? words.control.noVehicle : words.control.allPluggedIn}</p>
      )}
      <ul className="car-list">
        {away.map((vehicle) => (
          <li key={vehicle.vehicle} className="car">
            <h3>{vehicle.title}</h3>
            <VehicleDetails vehicle={vehicle} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
