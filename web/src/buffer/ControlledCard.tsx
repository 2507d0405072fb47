import { PauseControl } from '../control/PauseControl.tsx';
import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { Card } from '../shared/Card.tsx';
import { RolloutControl } from './RolloutControl.tsx';

/** What acts and what only observes, with the buttons that change that. */
export function ControlledCard() {
  const { words } = useSpeech();
  const rollouts = usePart((house) => house.rollouts);
  const hasBattery = usePart((house) => house.battery !== null);
  const inert = usePart((house) => house.buffer?.inert ?? null);
  const shown = rollouts.filter(({ capability }) => capability === 'VEHICLES' || hasBattery);
  return (
    <Card title={words.controlled.title} className="controlled">
      <ul className="rollouts">
        {shown.map((rollout) => (
          <RolloutControl
            key={rollout.capability}
            rollout={rollout}
            inert={rollout.capability === 'BUFFER' ? inert : null}
          />
        ))}
      </ul>
      <PauseControl />
    </Card>
  );
}
