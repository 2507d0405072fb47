import { memo, useEffect, useRef } from 'react';
import { type direction, FLOW, type Point, pointsToHub } from './flow-layout.ts';

/** A line between a node and the hub, and what runs along it. */
export interface FlowDotsProps {
  /** Of the node. */
  x: number;
  y: number;
  way: ReturnType<typeof direction>;
  /** See `dotSpeed`. */
  speed: number;
  color: string;
}

const DOTS = [0, 1, 2, 3];
/** Time from end to end at speed 1. */
const TRAVEL_MS = 5000;
const STEPS = 16;
/** How often the dots take on another speed: each time costs the browser several frames. */
const SPEED_EVERY_MS = 4000;

/**
 * Dots that run the way the energy goes. Only their transform is animated, so that the browser moves them without
 * drawing anything anew; and they are drawn again only when they change their way or their speed.
 */
export const FlowDots = memo(function FlowDots({ x, y, way, speed, color }: FlowDotsProps) {
  const layer = useRef<HTMLDivElement>(null);
  const running = useRef<Animation[]>([]);
  const latestSpeed = useRef(speed);
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);

  useEffect(() => {
    const dots = layer.current?.children;
    if (way === 'none' || !dots || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const keyframes = pointsToHub({ x, y }, STEPS).map((point) => ({ transform: place(point) }));
    running.current = [...dots].map((dot, index) => {
      const animation = dot.animate(keyframes, {
        duration: TRAVEL_MS,
        iterations: Number.POSITIVE_INFINITY,
        direction: way === 'in' ? 'normal' : 'reverse',
        delay: (-index * TRAVEL_MS) / DOTS.length,
      });
      animation.updatePlaybackRate(latestSpeed.current);
      return animation;
    });
    return () => {
      for (const animation of running.current) animation.cancel();
    };
  }, [way, x, y]);

  // The rate of the running animation is changed in place: a new one would make the dots jump.
  useEffect(() => {
    latestSpeed.current = speed;
    waiting.current ??= setTimeout(() => {
      waiting.current = null;
      for (const animation of running.current) animation.updatePlaybackRate(latestSpeed.current);
    }, SPEED_EVERY_MS);
  }, [speed]);
  useEffect(
    () => () => {
      clearTimeout(waiting.current ?? undefined);
      waiting.current = null;
    },
    [],
  );

  return (
    <div ref={layer} style={{ color }}>
      {way !== 'none' && DOTS.map((dot) => <div key={dot} className="flow-dot" />)}
    </div>
  );
});

/** In shares of the drawing's width: with per cent, browsers give the animation back to the main thread. */
function place({ x, y }: Point): string {
  const share = (units: number) => `${(units / FLOW.width) * 100}cqw`;
  return `translate(${share(x)}, ${share(y)})`;
}
