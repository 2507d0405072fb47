import {
  activateLive,
  type BufferModel,
  type BufferSettings,
  type BufferWrite,
  bufferModelFromJson,
  bufferView,
  extendObservation,
  newBufferModel,
  orderBufferWrites,
  stepBuffer,
} from '../buffer/index.ts';
import type { Store } from '../history/index.ts';
import type { BufferView, Clock, Rate, Rollout, Settings, SiteState, Text } from '../house/index.ts';
import { priceSpread } from '../tariff/index.ts';
import type { Expectation } from './forecasts.ts';

/** The dynamic buffer with its memory. Its failure never stops a cycle. */
export interface BufferKeeper {
  /** One cycle: works out the target; `writes` is what evcc should be told, empty for nothing. */
  step(
    site: SiteState,
    expectation: Expectation,
    prices: Rate[] | null,
  ): { view: BufferView; writes: BufferWrite[]; cause: Text };
  view(): BufferView;
  rollout(): Rollout;
  activateLive(): void;
  extendObservation(days: number): void;
}

const NO_CAUSE: Text = { de: '', en: '' };
/** A battery that gives less than this to a charging car is not feeding it. */
const FEEDING_KW = 0.3;

export function createBufferKeeper(dependencies: {
  settings: Settings;
  clock: Clock;
  store: Store;
  inherited: BufferModel | null;
}): BufferKeeper {
  const { settings, clock, store, inherited } = dependencies;
  const bufferSettings = (): BufferSettings => ({
    bufferBaseSocPercent: settings.bufferBaseSocPercent,
    batteryMinSocPercent: settings.batteryMinSocPercent,
    observationDays: settings.observationDays.BUFFER,
  });
  let model = store.get('buffer', bufferModelFromJson) ?? inherited ?? newBufferModel(clock.now());
  store.set('buffer', model);

  function keep(next: BufferModel): void {
    model = next;
    store.set('buffer', model);
  }

  const view = () => bufferView(model, clock.now(), bufferSettings());

  return {
    view,
    step(site, expectation, prices) {
      if (!site.battery) return { view: view(), writes: [], cause: NO_CAUSE };
      try {
        const now = clock.now();
        const step = stepBuffer(model, {
          ...bufferSettings(),
          now,
          timeZone: settings.timeZone,
          confidence: expectation.pvConfidence,
          spreadPerKwh: prices ? priceSpread(prices, now) : null,
          pv: expectation.pv,
          reportedBufferSocPercent: site.battery.bufferSocPercent,
          batteryFeedsCar: feedsCar(site),
        });
        keep(step.model);
        const writes =
          step.write === null
            ? []
            : orderBufferWrites({
                target: step.write,
                prioritySocPercent: site.battery.prioritySocPercent,
                bufferStartSocPercent: site.battery.bufferStartSocPercent,
              });
        return { view: step.view, writes, cause: step.entry?.reason ?? NO_CAUSE };
      } catch (error) {
        console.error('buffer failed', error);
        return { view: view(), writes: [], cause: NO_CAUSE };
      }
    },
    rollout() {
      const { mode, observationLiveAt, daysRemaining } = view();
      return { capability: 'BUFFER', mode, liveAt: observationLiveAt, daysRemaining };
    },
    activateLive: () => keep(activateLive(model, clock.now())),
    extendObservation: (days) => keep(extendObservation(model, clock.now(), days)),
  };
}

function feedsCar(site: SiteState): boolean {
  const charging = site.loadpoints.some((loadpoint) => loadpoint.charging && !loadpoint.isHeating);
  return charging && (site.battery?.powerKw ?? 0) > FEEDING_KW;
}
