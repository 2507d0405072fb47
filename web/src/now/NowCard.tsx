import { useCars } from '../cars/cars.ts';
import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { Updated } from '../shared/Ago.tsx';
import { Badge } from '../shared/Badge.tsx';
import { Card } from '../shared/Card.tsx';
import { useStale } from '../system/use-stale.ts';
import { EnergyFlow } from './EnergyFlow.tsx';

/** The powers of this moment. */
export function NowCard() {
  const { words } = useSpeech();
  const power = usePart((house) => house.power);
  const battery = usePart((house) => house.battery);
  const cars = useCars();
  const stale = useStale('evccState');
  return (
    <Card
      title={words.now.title}
      className="now"
      stale={stale}
      aside={
        power && (
          <>
            {stale && <Badge tone="warning">{words.now.stale}</Badge>}
            <Updated at={power.observedAt} />
          </>
        )
      }
    >
      {power ? (
        <EnergyFlow power={power} battery={battery} cars={cars} />
      ) : (
        <p className="soft">{words.loading}</p>
      )}
    </Card>
  );
}
