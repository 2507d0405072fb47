import { useEffect, useRef } from 'react';
import { direction, dotSpeed, type Point, pathToHub } from './flow-layout.ts';

export interface FlowLineProps {
  from: Point;
  /** Power from the node to the hub, negative the other way; `null` is unknown. */
  towardsHubKw: number | null;
  color: string;
}

/** A line between a node and the hub, with dots that run the way the energy goes. */
export function FlowLine({ from, towardsHubKw, color }: FlowLineProps) {
  const dots = useRef<SVGPathElement>(null);
  const way = direction(towardsHubKw);
  const speed = dotSpeed(towardsHubKw ?? 0);
  // The rate of the running animation is changed in place: a new duration would make the dots jump.
  useEffect(() => {
    if (way === 'none') return;
    for (const animation of dots.current?.getAnimations() ?? []) animation.updatePlaybackRate(speed);
  }, [way, speed]);
  const path = pathToHub(from);
  return (
    <g style={{ color }} className="flow-line" data-way={way}>
      <path className="flow-track" d={path} />
      {way !== 'none' && <path ref={dots} className="flow-dots" d={path} />}
    </g>
  );
}
