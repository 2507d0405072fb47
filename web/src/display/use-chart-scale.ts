import { useSyncExternalStore } from 'react';
import { SHORT } from '../plan/layout.ts';

/** What a small screen has beside the chart, CSS pixels: clock and sums. */
const SMALL_REST_PX = 120;
/** Up to this height the values of the running slot have no room. */
const SMALL_PX = 660;
/** Of a larger screen's height, the chart's share. */
const CHART_SHARE = 0.56;

/** How large the plan is drawn so that it fills the screen's height below its notices and can be read from afar. */
export function useChartScale(): number {
  const chartPx = useSyncExternalStore(onResize, roomPx);
  return Math.min(3, Math.max(0.7, chartPx / SHORT.height));
}

function roomPx(): number {
  const { innerHeight } = window;
  const chartPx = innerHeight <= SMALL_PX ? innerHeight - SMALL_REST_PX : innerHeight * CHART_SHARE;
  return chartPx - (notices()?.clientHeight ?? 0);
}

function notices(): Element | null {
  return document.querySelector('.display-notices');
}

function onResize(listener: () => void): () => void {
  const observer = new ResizeObserver(listener);
  const watched = notices();
  if (watched) observer.observe(watched);
  window.addEventListener('resize', listener);
  return () => {
    observer.disconnect();
    window.removeEventListener('resize', listener);
  };
}
