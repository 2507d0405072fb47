import { maxChargePowerKw } from '../control/index.ts';
import { createEnergyMeter, decodeMeterState, type Store } from '../history/index.ts';
import type { Intent, LoadpointState, Plan, QuarterHour, SiteState } from '../house/index.ts';
import { createPlannedCosts, decodePlannedSpans } from './planned-costs.ts';
import { powerFlow } from './views.ts';

/** Turns readings into measured quarters of an hour, kept beside what was planned for them. */
export interface Measuring {
  /** Takes a reading; the quarters that it completes are stored and returned. */
  take(site: SiteState, intents: readonly Intent[]): QuarterHour[];
  /** From now on this plan is in force. */
  follow(plan: Plan): void;
  /** Keeps the quarter that is running, for after a restart. */
  save(): void;
}

export function createMeasuring(store: Store): Measuring {
  const meter = createEnergyMeter(store.get('meter', decodeMeterState));
  // The reading that completes a quarter comes once the next one is planned already, so what was expected is remembered.
  const planned = createPlannedCosts(store.get('plannedCosts', decodePlannedSpans));
  /** Of the reading before: the one that completes a quarter may already come with what is wanted of the next. */
  let wanted: ReturnType<typeof wantedBattery> = null;
  const save = () => {
    store.set('meter', meter.state());
    store.set('plannedCosts', planned.state());
  };
  return {
    take(site, intents) {
      const power = powerFlow(site);
      const completed = meter.add({
        ...power,
        at: site.observedAt,
        socPercent: site.battery?.socPercent ?? null,
        loadpoints: site.loadpoints.map(loadpointSample),
      });
      const wantedBefore = wanted;
      wanted = wantedBattery(intents);
      if (completed.length === 0) return [];
      const quarters = completed.map((quarter) => ({
        ...quarter,
        plannedCost: planned.take(quarter),
        wantedBattery: wantedBefore,
      }));
      store.transaction(() => {
        for (const quarter of quarters) store.recordQuarterHour(quarter);
        save();
      });
      return quarters;
    },
    follow: planned.follow,
    save,
  };
}

function loadpointSample(loadpoint: LoadpointState) {
  return {
    id: loadpoint.name,
    powerKw: loadpoint.chargePowerKw,
    connected: loadpoint.connected,
    maxPowerKw: maxChargePowerKw(loadpoint),
    readyAt: loadpoint.effectivePlanTime,
  };
}

function wantedBattery(intents: readonly Intent[]): NonNullable<QuarterHour['wantedBattery']> | null {
  const wanted = intents.find(({ subject }) => subject === 'battery')?.action;
  if (wanted === 'BATTERY_RELEASE') return 'RELEASE';
  if (wanted === 'BATTERY_HOLD') return 'HOLD';
  if (wanted === 'BATTERY_HOLD_CHARGE') return 'HOLD_CHARGE';
  return wanted === 'BATTERY_CHARGE' ? 'CHARGE' : null;
}
