import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { direction } from '../now/flow-layout.ts';
import { Badge } from '../shared/Badge.tsx';
import { Card } from '../shared/Card.tsx';
import { Figure } from '../shared/Figure.tsx';
import { Value } from '../shared/Value.tsx';
import { useStale } from '../system/use-stale.ts';
import type { Battery } from './parts.ts';

/** How full the home battery is, what it does, and within which bounds. */
export function BatteryCard() {
  const { words } = useSpeech();
  const battery = usePart((house) => house.battery);
  const stale = useStale('evccState');
  return (
    <Card
      title={words.now.battery}
      className="battery"
      stale={stale}
      aside={stale && <Badge tone="warning">{words.now.stale}</Badge>}
    >
      {battery ? <Level battery={battery} /> : <p className="soft">{words.buffer.none}</p>}
    </Card>
  );
}

function Level({ battery }: { battery: Battery }) {
  const { words, format } = useSpeech();
  const buffer = usePart((house) => house.buffer);
  const mode = battery.externalMode ?? battery.mode;
  const doing = { in: words.now.discharging, out: words.now.charging, none: words.now.idle };
  return (
    <>
      <p className="big">
        <Value text={format.percent(battery.socPercent)} testId="battery-soc" />
        <span className="soft">
          {doing[direction(battery.powerKw)]} · {format.power(battery.powerKw, true)}
        </span>
      </p>
      <div className="level" aria-hidden="true">
        <div className="level-filled" style={{ width: `${battery.socPercent ?? 0}%` }} />
        <div className="level-outside" style={{ left: 0, width: `${battery.minSocPercent}%` }} />
        <div className="level-outside" style={{ right: 0, width: `${100 - battery.maxSocPercent}%` }} />
        {buffer && <div className="level-buffer" style={{ left: `${buffer.currentBufferPercent}%` }} />}
      </div>
      <dl className="figures">
        <Figure
          name={words.buffer.current}
          value={format.percent(buffer?.currentBufferPercent)}
          testId="buffer-percent"
        />
        <Figure name={words.buffer.mode} value={words.batteryMode[mode]} />
        <Figure
          name={words.buffer.corridor}
          value={`${format.number(battery.minSocPercent)}–${format.percent(battery.maxSocPercent)}`}
        />
        <Figure name={words.buffer.capacity} value={format.energy(battery.capacityKwh)} />
      </dl>
    </>
  );
}
