import type { Inherited } from '../config/index.ts';
import { createController } from '../control/index.ts';
import type { EvccClient } from '../evcc/index.ts';
import type { Store } from '../history/index.ts';
import type { Clock, DepartureSuggestion, EnergySample, Finding, Notice, Settings } from '../house/index.ts';
import type { Live } from '../live/index.ts';
import type { Planner } from '../plan/index.ts';
import { createBufferKeeper } from './buffer-keeper.ts';
import { createCommandLog } from './command-log.ts';
import type { WatchedFiles } from './file-sources.ts';
import { createFlexibleLoads } from './flexible-loads.ts';
import { createForecasts } from './forecasts.ts';
import { createFreshness } from './freshness.ts';
import { createImportPeaks } from './import-peaks.ts';
import { rememberedControl } from './inherited.ts';
import { createLiveValues } from './live-values.ts';
import { createMeasuring } from './measuring.ts';
import { createOtherNotices } from './other-notices.ts';
import { measuredPvPeak } from './plausible-tariffs.ts';
import { createPriceMemory } from './price-memory.ts';
import { createPublisher } from './publisher.ts';
import { createReading } from './reading.ts';
import { createSkillRecord } from './skill-record.ts';
import { createSources } from './sources.ts';
import { createVehicleSources } from './vehicle-sources.ts';

export interface LoopDependencies {
  settings: Settings;
  /** Warnings about the configuration. */
  findings: Finding[];
  /** The files that it was read from; without them nothing watches them. */
  files?: WatchedFiles;
  clock: Clock;
  evcc: EvccClient;
  planner: Planner;
  store: Store;
  live: Live;
  /** What other parts have to say to people; nothing by default. */
  moreNotices?: () => Notice[];
  /** Loads of the household from a file, to learn from until there are own ones. */
  earlierLoads?: readonly EnergySample[];
  /** Values taken over from the predecessor's files, used where the store has none. */
  inherited: Inherited;
}

/** What the loop is made of: each part does one thing, and none knows when. */
export type LoopParts = ReturnType<typeof createParts>;

/** What parts learn from the loop that holds them. */
export interface LoopFacts {
  /** Warnings about the configuration that counts. */
  findings(): Finding[];
  departureSuggestions(): DepartureSuggestion[];
}

/** Puts the parts together, in the order in which they stand on each other. */
export function createParts(dependencies: LoopDependencies, facts: LoopFacts) {
  const { clock, evcc, store, live } = dependencies;
  /** Every part holds this one object and reads it when it needs it: `takeOver` changes what is in it. */
  const settings = { ...dependencies.settings };
  const sources = createSources(clock);
  const freshness = createFreshness(sources);
  const reading = createReading(
    evcc,
    clock,
    sources,
    () => settings.timeZone,
    measuredPvPeak(store.quarterHours, clock.now),
  );
  const prices = createPriceMemory(
    store.get('prices', (value) => value),
    (value) => store.set('prices', value),
  );
  const forecasts = createForecasts({
    settings,
    clock,
    evcc,
    store,
    sources,
    earlier: dependencies.earlierLoads ?? [],
  });
  const peaks = createImportPeaks(settings, store);
  const flexible = createFlexibleLoads(settings, store);
  const measuring = createMeasuring(store);
  const skill = createSkillRecord({ settings, store, now: clock.now });
  const buffer = createBufferKeeper({ settings, clock, store, inherited: dependencies.inherited.buffer });
  const otherNotices = createOtherNotices(dependencies.moreNotices ?? (() => []));
  const publisher = createPublisher({
    settings,
    findings: facts.findings,
    clock,
    store,
    live,
    sources,
    freshness,
    buffer,
    skill,
    departureSuggestions: facts.departureSuggestions,
    controller: () => controller,
    otherNotices: otherNotices.take,
  });
  const commands = createCommandLog(store, publisher.emit);
  const controller = createController({
    evcc,
    clock,
    settings,
    initial: rememberedControl(store, dependencies.inherited),
    save: (control) => store.set('control', control),
    nextCommandId: () => store.nextCommandId(),
    onCommand: commands.record,
    emit: publisher.emit,
  });
  const liveValues = createLiveValues(publisher.publishLive);
  const vehicleSources = createVehicleSources({
    settings,
    clock,
    sources,
    site: reading.site,
    controller: () => controller,
    store,
  });
  return {
    settings,
    sources,
    freshness,
    reading,
    prices,
    forecasts,
    peaks,
    flexible,
    measuring,
    skill,
    buffer,
    publisher,
    commands,
    controller,
    liveValues,
    otherNotices,
    vehicleSources,
  };
}
