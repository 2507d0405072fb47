import type { Battery } from '../buffer/parts.ts';
import { type Car, carColor, carName } from '../cars/cars.ts';
import { useSpeech } from '../languages/language.tsx';
import { FlowDots } from './FlowDots.tsx';
import { FlowNode } from './FlowNode.tsx';
import {
  direction,
  dotSpeed,
  FLOW,
  GRID,
  HOME,
  HUB,
  type Point,
  pathToHub,
  SUN,
  storagePoints,
  storageSpacing,
} from './flow-layout.ts';
import type { Power } from './parts.ts';

/** What runs between a node and the hub. */
interface Flow {
  id: string;
  from: Point;
  /** Power from the node to the hub, negative the other way; `null` is unknown. */
  towardsHubKw: number | null;
  color: string;
}

export interface EnergyFlowProps {
  power: Power;
  battery: Battery | null;
  cars: readonly Car[];
}

/** Sun, grid, house, battery and cars around the point where their energy meets. */
export function EnergyFlow({ power, battery, cars }: EnergyFlowProps) {
  const { words, format } = useSpeech();
  const storageCount = cars.length + (battery ? 1 : 0);
  const points = storagePoints(storageCount);
  const room = storageSpacing(storageCount);
  const batteryPoint = battery ? points[0] : undefined;
  const placedCars = cars.flatMap((car, index) => {
    const point = points[battery ? index + 1 : index];
    return point ? [{ car, point, color: carColor(index) }] : [];
  });
  const exporting = (power.gridKw ?? 0) < 0;
  const gridColor = exporting ? 'var(--export)' : 'var(--grid)';
  const active = (kw: number | null) => direction(kw) !== 'none';
  const batteryWord = { in: words.now.discharging, out: words.now.charging, none: words.now.idle };

  const flows: Flow[] = [
    { id: 'sun', from: SUN, towardsHubKw: power.pvKw, color: 'var(--sun)' },
    { id: 'grid', from: GRID, towardsHubKw: power.gridKw, color: gridColor },
    { id: 'home', from: HOME, towardsHubKw: negative(power.homeKw), color: 'var(--home)' },
    ...placedCars.map(({ car, point, color }) => ({
      id: `car ${car.id}`,
      from: point,
      towardsHubKw: negative(car.powerKw),
      color,
    })),
  ];
  if (batteryPoint)
    flows.push({ id: 'battery', from: batteryPoint, towardsHubKw: power.batteryKw, color: 'var(--battery)' });

  return (
    <figure className="flow" aria-label={words.now.flow}>
      <svg viewBox={`0 0 ${FLOW.width} ${FLOW.height}`} aria-hidden="true">
        {flows.map(({ id, from, towardsHubKw, color }) => (
          <path
            key={id}
            className="flow-track"
            d={pathToHub(from)}
            style={{ color }}
            data-way={direction(towardsHubKw)}
          />
        ))}
        <circle className="flow-hub" cx={HUB.x} cy={HUB.y} r="5" />
      </svg>
      {flows.map((flow) => (
        <FlowDots
          key={flow.id}
          x={flow.from.x}
          y={flow.from.y}
          way={direction(flow.towardsHubKw)}
          speed={dotSpeed(flow.towardsHubKw ?? 0)}
          color={flow.color}
        />
      ))}
      <FlowNode
        at={SUN}
        icon="sun"
        label={words.now.sun}
        power={format.power(power.pvKw)}
        color="var(--sun)"
        active={active(power.pvKw)}
        labelPlace="above"
        testId="power-pv"
      />
      <FlowNode
        at={GRID}
        icon="grid"
        label={exporting ? words.now.export : words.now.import}
        power={format.power(power.gridKw, true)}
        color={gridColor}
        active={active(power.gridKw)}
        testId="power-grid"
      />
      <FlowNode
        at={HOME}
        icon="home"
        label={words.now.home}
        power={format.power(power.homeKw)}
        color="var(--home)"
        active={active(power.homeKw)}
        testId="power-home"
      />
      {battery && batteryPoint && (
        <FlowNode
          at={batteryPoint}
          icon="battery"
          label={words.now.battery}
          power={format.power(power.batteryKw, true)}
          detail={`${format.percent(battery.socPercent)} · ${batteryWord[direction(power.batteryKw)]}`}
          color="var(--battery)"
          socPercent={battery.socPercent}
          active={active(power.batteryKw)}
          room={room}
          testId="power-battery"
        />
      )}
      {placedCars.map(({ car, point, color }) => (
        <FlowNode
          key={car.id}
          at={point}
          icon="car"
          label={carName(car)}
          power={format.power(car.powerKw)}
          detail={car.connected ? format.percent(car.vehicleSocPercent) : words.now.away}
          color={color}
          socPercent={car.connected ? car.vehicleSocPercent : null}
          active={car.charging}
          room={room}
        />
      ))}
    </figure>
  );
}

const negative = (kw: number | null) => (kw === null ? null : -kw);
