import { createEnergyMeter, decodeMeterState, type Store } from '../history/index.ts';
import type { Plan, QuarterHour, SiteState } from '../house/index.ts';
import { powerFlow } from './views.ts';

/** Turns readings into measured quarters of an hour, kept beside what was planned for them. */
export interface Measuring {
  /** Takes a reading; the quarters that it completes are stored and returned. */
  take(site: SiteState, plan: Plan | null): QuarterHour[];
  /** Keeps the quarter that is running, for after a restart. */
  save(): void;
}

export function createMeasuring(store: Store): Measuring {
  const meter = createEnergyMeter(store.get('meter', decodeMeterState));
  const save = () => store.set('meter', meter.state());
  return {
    take(site, plan) {
      const power = powerFlow(site);
      const completed = meter.add({
        ...power,
        at: site.observedAt,
        socPercent: site.battery?.socPercent ?? null,
      });
      if (completed.length === 0) return [];
      const quarters = completed.map((quarter) => {
        const planned = plan?.slots.find((slot) => slot.end === quarter.end);
        return { ...quarter, plannedCost: planned?.cost ?? null };
      });
      store.transaction(() => {
        for (const quarter of quarters) store.recordQuarterHour(quarter);
        save();
      });
      return quarters;
    },
    save,
  };
}
