import { useSyncExternalStore } from 'react';
import { SHORT } from '../plan/layout.ts';

/** What a small screen has beside the chart, CSS pixels: clock and sums. */
const SMALL_REST_PX = 120;
/** Up to this height the values of the running slot have no room. */
const SMALL_PX = 660;
/** Of a larger screen's height, the chart's share. */
const CHART_SHARE = 0.56;

/** How large the plan is drawn so that it fills the screen's height and can be read from afar. */
export function useChartScale(): number {
  const heightPx = useSyncExternalStore(onResize, () => window.innerHeight);
  const chartPx = heightPx <= SMALL_PX ? heightPx - SMALL_REST_PX : heightPx * CHART_SHARE;
  return Math.min(3, Math.max(0.7, chartPx / SHORT.height));
}

function onResize(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}
