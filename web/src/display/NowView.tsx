import { useCars } from '../cars/cars.ts';
import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { EnergyFlow } from '../now/EnergyFlow.tsx';
import { NextAction } from '../now/NextAction.tsx';
import { Prices } from '../now/Prices.tsx';
import { Doing } from './Doing.tsx';

/** The powers of this moment, what they cost, and what is being done. */
export function NowView() {
  const { words } = useSpeech();
  const power = usePart((house) => house.power);
  const battery = usePart((house) => house.battery);
  const cars = useCars();
  return (
    <div className="display-now">
      {power ? <EnergyFlow power={power} battery={battery} cars={cars} /> : <p>{words.loading}</p>}
      <div className="display-side">
        <Prices />
        <Doing capabilities={['BATTERY', 'VEHICLES']} />
        <NextAction />
      </div>
    </div>
  );
}
