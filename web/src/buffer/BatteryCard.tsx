import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { Card } from '../shared/Card.tsx';
import { Value } from '../shared/Value.tsx';
import { BufferLog } from './BufferLog.tsx';
import type { Battery, Buffer } from './parts.ts';
import { RolloutControl } from './RolloutControl.tsx';

/** The home battery, its dynamic buffer, and what may be steered. */
export function BatteryCard() {
  const { words } = useSpeech();
  const battery = usePart((house) => house.battery);
  const buffer = usePart((house) => house.buffer);
  const rollouts = usePart((house) => house.rollouts);
  return (
    <Card title={words.buffer.title} className="battery">
      {battery ? <Level battery={battery} buffer={buffer} /> : <p className="soft">{words.buffer.none}</p>}
      <ul className="rollouts">
        {rollouts.map((rollout) => (
          <RolloutControl key={rollout.capability} rollout={rollout} />
        ))}
      </ul>
      {buffer && <BufferLog entries={buffer.logRecent} />}
    </Card>
  );
}

function Level({ battery, buffer }: { battery: Battery; buffer: Buffer | null }) {
  const { words, format, say } = useSpeech();
  const mode = battery.externalMode ?? battery.mode;
  return (
    <>
      <div className="level" aria-hidden="true">
        <div className="level-filled" style={{ width: `${battery.socPercent ?? 0}%` }} />
        <div className="level-outside" style={{ left: 0, width: `${battery.minSocPercent}%` }} />
        <div className="level-outside" style={{ right: 0, width: `${100 - battery.maxSocPercent}%` }} />
        {buffer && <div className="level-buffer" style={{ left: `${buffer.currentBufferPercent}%` }} />}
      </div>
      <dl className="figures">
        <div>
          <dt>{words.buffer.soc}</dt>
          <dd>
            <Value text={format.percent(battery.socPercent)} testId="battery-soc" />
          </dd>
        </div>
        <div>
          <dt>{words.buffer.current}</dt>
          <dd>
            <Value text={format.percent(buffer?.currentBufferPercent)} testId="buffer-percent" />
          </dd>
        </div>
        <div>
          <dt>{words.buffer.mode}</dt>
          <dd>
            <Value text={words.batteryMode[mode]} />
          </dd>
        </div>
        <div>
          <dt>{words.buffer.corridor}</dt>
          <dd>
            {format.number(battery.minSocPercent)}–{format.percent(battery.maxSocPercent)}
            {battery.capacityKwh !== null && (
              <span className="soft note">{format.energy(battery.capacityKwh)}</span>
            )}
          </dd>
        </div>
      </dl>
      <p className="soft">{words.buffer.explanation}</p>
      {buffer?.inert && (
        <p className="callout" data-tone="info" data-testid="buffer-inert">
          {say(buffer.inert)}
        </p>
      )}
    </>
  );
}
