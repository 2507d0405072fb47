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
/** Dots run back and forth for longer than a page is open: they begin in the middle of so many ways. */
const WAYS = 1_000_000;
/** How often the dots take on another speed, or turn: each time costs the browser several frames. */
const SPEED_EVERY_MS = 4000;
const TURN_EVERY_MS = 1000;

/**
 * Dots that run the way the energy goes. Only their transform is animated, so that the browser moves them without
 * drawing anything anew; where the energy turns, or flows faster, the running animations do so too.
 */
export const FlowDots = memo(function FlowDots({ x, y, way, speed, color }: FlowDotsProps) {
  const layer = useRef<HTMLDivElement>(null);
  const running = useRef<Animation[]>([]);
  const isMoving = way !== 'none';
  const rate = way === 'out' ? -speed : speed;
  const latestRate = useRef(rate);
  const taken = useRef({ rate, atMs: 0 });

  useEffect(() => {
    const dots = layer.current?.children;
    if (!isMoving || !dots || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const keyframes = pointsToHub({ x, y }, STEPS).map((point) => ({ transform: place(point) }));
    running.current = [...dots].map((dot, index) => {
      const animation = dot.animate(keyframes, { duration: TRAVEL_MS, iterations: WAYS });
      animation.currentTime = TRAVEL_MS * (WAYS / 2 + index / DOTS.length);
      animation.updatePlaybackRate(latestRate.current);
      return animation;
    });
    taken.current = { rate: latestRate.current, atMs: performance.now() };
    return () => {
      for (const animation of running.current) animation.cancel();
      running.current = [];
    };
  }, [isMoving, x, y]);

  useEffect(() => {
    latestRate.current = rate;
    const hasTurned = Math.sign(rate) !== Math.sign(taken.current.rate);
    const dueMs = taken.current.atMs + (hasTurned ? TURN_EVERY_MS : SPEED_EVERY_MS);
    const timer = setTimeout(() => {
      taken.current = { rate, atMs: performance.now() };
      for (const animation of running.current) animation.updatePlaybackRate(rate);
    }, dueMs - performance.now());
    return () => clearTimeout(timer);
  }, [rate]);

  return (
    <div ref={layer} style={{ color }}>
      {isMoving && DOTS.map((dot) => <div key={dot} className="flow-dot" />)}
    </div>
  );
});

/** In shares of the drawing's width: with per cent, browsers give the animation back to the main thread. */
function place({ x, y }: Point): string {
  const share = (units: number) => `${(units / FLOW.width) * 100}cqw`;
  return `translate(${share(x)}, ${share(y)})`;
}
