import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { direction } from '../now/flow-layout.ts';
import { Value } from '../shared/Value.tsx';
import { Doing } from './Doing.tsx';
import { Gauge } from './Gauge.tsx';

/** The home battery: how full it is, what it does and may do. */
export function BatteryView() {
  const { words, format } = useSpeech();
  const battery = usePart((house) => house.battery);
  const buffer = usePart((house) => house.buffer);
  if (!battery) return <p className="first">{words.buffer.none}</p>;
  const way = { in: words.now.discharging, out: words.now.charging, none: words.now.idle };
  const percent = buffer?.currentBufferPercent ?? null;
  return (
    <div className="display-tiles">
      <section className="tile">
        <h2>{words.now.battery}</h2>
        <p className="soft">{way[direction(battery.powerKw)]}</p>
        <Gauge socPercent={battery.socPercent} markPercent={percent} color="var(--battery)" />
        <dl className="figures">
          <div>
            <dt>{words.plan.power}</dt>
            <dd>
              <Value text={format.power(battery.powerKw, true)} />
            </dd>
          </div>
          <div>
            <dt>{words.buffer.current}</dt>
            <dd>{format.percent(percent)}</dd>
          </div>
          <div>
            <dt>{words.buffer.mode}</dt>
            <dd>{words.batteryMode[battery.externalMode ?? battery.mode]}</dd>
          </div>
        </dl>
        <Doing capabilities={['BATTERY', 'BUFFER']} />
      </section>
    </div>
  );
}
