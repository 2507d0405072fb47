import {
  type Finding,
  type Instant,
  type LoopActions,
  NO_CONTROL,
  SECOND_MS,
  type Settings,
  type SiteState,
} from '../house/index.ts';
import type { NewEvent } from '../live/index.ts';
import { createActions } from './actions.ts';
import { createDepartureSuggestions } from './departure-suggestions.ts';
import { watchFiles } from './file-sources.ts';
import { createParts, type LoopDependencies } from './parts.ts';
import { looksChanged } from './plan-facts.ts';
import { planMissing } from './publisher.ts';
import { registerReaders } from './readers.ts';
import { createRefresher } from './refresh.ts';
import { createRounds } from './rounds.ts';
import { createSchedule } from './schedule.ts';

/** The heartbeat of the program: reads, plans, steers, records and publishes. */
export interface Loop {
  start(): void;
  /** Stops reading and planning, then puts back in evcc what we changed. */
  stop(): Promise<void>;
  actions: LoopActions;
  /** Goes on with other settings, those that parts are built on (see `canGoOnWith`) excepted. */
  takeOver(settings: Settings, findings: Finding[]): void;
  /** Warnings about the configuration that counts. */
  findings(): Finding[];
  lastCycle(): { finishedAt: Instant; durationMs: number } | null;
  fallbackCount(): number;
}

export function createLoop(dependencies: LoopDependencies): Loop {
  const { clock, evcc, store, live } = dependencies;
  let findings = dependencies.findings;
  const parts = createParts(dependencies, {
    findings: () => findings,
    departureSuggestions: () => departures.suggestions(),
  });
  const { settings, sources, freshness, reading, buffer, publisher, otherNotices, controller, liveValues } =
    parts;
  const rounds = createRounds(parts, dependencies, () => void rounds.guarded(departures.refresh));
  const { poll, cycle, publish, guarded } = rounds;
  const schedule = createSchedule(clock, settings.decisionIntervalMinutes, {
    poll: async () => {
      await guarded(poll);
      return reading.site()?.ready ?? false;
    },
    cycle: () => guarded(cycle),
    watch: () => watch(),
    prune: () => store.prune(clock.now()),
    stepped: (ms) => console.warn(`the clock was set by ${Math.round(ms / SECOND_MS)} s: planning anew`),
  });

  const tookLive = registerReaders({
    sources,
    clock,
    evcc,
    reading,
    prices: parts.prices,
    forecasts: parts.forecasts,
    departures: { refreshNow: () => departures.refreshNow() },
    speed: live.snapshot().demo?.speed ?? 1,
    poll,
  });
  const fileWatch = dependencies.files ? watchFiles(sources, dependencies.files, watch) : null;
  const refresher = createRefresher({
    sources,
    freshness,
    publish: tell,
    // The state of evcc decides by itself whether a new plan is due.
    onRead: (scopes) => {
      if (!stopped && (scopes.size > 1 || !scopes.has('EVCC'))) void guarded(cycle);
    },
  });

  let stopped = false;

  /** evcc pushes values as they change; what looks like a person or a car is read properly at once. */
  function onLive(site: SiteState): void {
    if (stopped) return;
    tookLive();
    const before = reading.site();
    if (before && looksChanged(before, site)) void guarded(poll);
    liveValues.take(site);
  }

  /** Tells of sources that became stale since it looked last, and of what other parts have to say. */
  function watch(): void {
    const news = freshness.news();
    if (news.length > 0 || otherNotices.haveChanged()) tell(news);
  }

  function tell(events: readonly NewEvent[]): void {
    if (stopped) return;
    for (const event of events) publisher.emit(event);
    publish();
  }

  const actions = createActions({
    clock,
    controller,
    site: reading.site,
    view: (loadpoint) => live.snapshot().loadpoints.find((view) => view.id === loadpoint) ?? null,
    rollout: (capability) =>
      live.snapshot().rollouts.find((entry) => entry.capability === capability) ?? null,
    activateLive: (capability) =>
      capability === 'BUFFER' ? buffer.activateLive() : controller.activateLive(capability),
    extendObservation: (capability, days) =>
      capability === 'BUFFER'
        ? buffer.extendObservation(days)
        : controller.extendObservation(capability, days),
    cycle: async () => {
      await cycle();
      return rounds.plan() ?? planMissing(reading.site(), null);
    },
    refresher,
    sourceOf: parts.vehicleSources.sourceOf,
    shown: () => live.snapshot().control ?? NO_CONTROL,
    apply: async () => {
      // Nobody is told that a wish is stored before the disk was asked once more.
      if (!store.stored()) store.flush();
      publish();
      await cycle();
    },
  });
  const departures = createDepartureSuggestions({
    settings,
    clock,
    evcc,
    store,
    sources,
    site: reading.site,
    scheduleOf: (vehicle) => controller.state().schedules[vehicle]?.entries ?? [],
    setSchedule: actions.setSchedule,
    changed: publish,
  });

  return {
    start() {
      publish();
      fileWatch?.start();
      controller.start();
      evcc.onLive(onLive);
      evcc.onConnection(({ connected, error }) => {
        if (!connected && error) sources.failed('evccLive', error.text);
      });
      evcc.start();
      schedule.start();
    },
    async stop() {
      stopped = true;
      rounds.stop();
      fileWatch?.stop();
      schedule.stop();
      refresher.stop();
      liveValues.stop();
      await controller.stop();
      parts.measuring.save();
      await evcc.stop();
    },
    actions: { ...actions, acceptDeparture: departures.accept, dismissDeparture: departures.dismiss },
    takeOver(next, warnings) {
      Object.assign(settings, next);
      findings = warnings;
    },
    findings: () => findings,
    lastCycle: rounds.lastCycle,
    fallbackCount: rounds.fallbackCount,
  };
}
