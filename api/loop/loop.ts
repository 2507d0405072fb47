import type { Inherited } from '../config/index.ts';
import { createController } from '../control/index.ts';
import type { EvccClient } from '../evcc/index.ts';
import type { Store } from '../history/index.ts';
import {
  type Clock,
  type EnergySample,
  type Finding,
  type Instant,
  type LoopActions,
  NO_CONTROL,
  type Notice,
  type Plan,
  type Settings,
  type SiteState,
  type Text,
} from '../house/index.ts';
import type { Live, NewEvent } from '../live/index.ts';
import type { Planner } from '../plan/index.ts';
import { createActions } from './actions.ts';
import { createBufferKeeper } from './buffer-keeper.ts';
import { createCommandLog } from './command-log.ts';
import { COMPARISON_FACTS, comparisonFacts } from './comparison-facts.ts';
import { abilityOf, type CycleResult, cycleFailure, runCycle } from './cycle.ts';
import { createDepartureSuggestions } from './departure-suggestions.ts';
import { type WatchedFiles, watchFiles } from './file-sources.ts';
import { createFlexibleLoads } from './flexible-loads.ts';
import { createForecasts, type Expectation } from './forecasts.ts';
import { createFreshness } from './freshness.ts';
import { createImportPeaks } from './import-peaks.ts';
import { rememberedControl } from './inherited.ts';
import { createLiveValues } from './live-values.ts';
import { createMeasuring } from './measuring.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { looksChanged, planFacts } from './plan-facts.ts';
import { measuredPvPeak } from './plausible-tariffs.ts';
import { createPriceMemory } from './price-memory.ts';
import { createPublisher, planMissing } from './publisher.ts';
import { registerReaders } from './readers.ts';
import { createReading } from './reading.ts';
import { createRefresher } from './refresh.ts';
import { createSchedule } from './schedule.ts';
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
  const { clock, evcc, planner, store, live } = dependencies;
  /** Every part holds this one object and reads it when it needs it: `takeOver` changes what is in it. */
  const settings = { ...dependencies.settings };
  let findings = dependencies.findings;
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
  const publisher = createPublisher({
    settings,
    findings: () => findings,
    clock,
    store,
    live,
    sources,
    freshness,
    buffer,
    skill,
    departureSuggestions: () => departures.suggestions(),
    controller: () => controller,
    moreNotices: dependencies.moreNotices,
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
  const schedule = createSchedule(clock, settings.decisionIntervalMinutes, {
    poll: async () => {
      await guarded(poll);
      return reading.site()?.ready ?? false;
    },
    cycle: () => guarded(cycle),
    watch: () => watch(),
    prune: () => store.prune(clock.now()),
  });

  const tookLive = registerReaders({
    sources,
    clock,
    evcc,
    reading,
    prices,
    forecasts,
    departures: { refreshNow: () => departures.refreshNow() },
    speed: live.snapshot().demo?.speed ?? 1,
    poll,
  });
  const vehicleSources = createVehicleSources({
    settings,
    clock,
    sources,
    site: reading.site,
    controller: () => controller,
    store,
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

  const cycle = oneAtATime(cycleOnce, () => stopped);
  let plan: Plan | null = null;
  /** What the plan rests on, as of when it was made. */
  let plannedFacts: string | null = null;
  let cycleId = store.lastCycleId();
  let lastCycle: { finishedAt: Instant; durationMs: number } | null = null;
  let fallbacks = 0;
  let failure: Text | null = null;
  /** What other parts had to say when it looked last, by code. */
  let toldOfOthers = '';
  let stopped = false;

  /** Reads evcc and prices; `null` where evcc does not answer. */
  async function read(): Promise<{ site: SiteState | null; pricesChanged: boolean }> {
    const site = await reading.state();
    const { pricesChanged } = await reading.tariffs();
    if (pricesChanged) for (const event of freshness.renewed('gridTariff')) publisher.emit(event);
    prices.add(reading.known()?.grid ?? [], clock.now());
    return { site, pricesChanged };
  }

  async function poll(): Promise<void> {
    const { site, pricesChanged } = await read();
    if (stopped) return;
    if (site) {
      const quarters = measuring.take(site, plan, controller.intents());
      forecasts.learn(quarters);
      peaks.take(quarters);
      skill.take(quarters);
      void guarded(() => vehicleSources.look(site));
      await controller.observe(site);
    }
    if (stopped) return;
    if (store.problem()) store.flush();
    publish();
    if (site && (plan === null || pricesChanged || factsOf(site) !== plannedFacts)) await cycle();
  }

  function factsOf(site: SiteState): string {
    return planFacts(site, controller.goals(site), controller.state());
  }

  async function cycleOnce(): Promise<void> {
    const { site } = await read();
    if (stopped) return;
    if (!site?.ready) return publish();
    try {
      void guarded(departures.refresh);
      await forecasts.refresh();
      plannedFacts = factsOf(site);
      flexible.carriedOut(plan, clock.now());
      const result = await runCycle(
        { clock, settings, planner, controller, forecasts, prices, peaks, flexible },
        site,
        reading.known(),
      );
      if (stopped) return;
      accept(result, site);
      await controller.observe(site);
      failure = null;
    } catch (error) {
      failure = cycleFailure(error);
      console.error('cycle failed', error);
      if (!plan) controller.decide(null, abilityOf(site, settings, controller.state()));
    }
    if (!stopped) publish();
  }

  function accept(result: CycleResult, site: SiteState): void {
    plan = result.plan;
    if (plan.status === 'FALLBACK') fallbacks++;
    const { at, durationMs, input, expectation } = result;
    skill.issue(at, expectation, input.slots, prices.rates());
    const step = buffer.step(site, trusted(expectation), reading.known()?.grid ?? null);
    if (step.view.mode === 'OBSERVATION' || controller.isPaused()) controller.releaseBuffer();
    else if (step.writes.length > 0) controller.wantBuffer(step.writes, step.cause);
    cycleId = store.nextCycleId();
    lastCycle = { finishedAt: clock.now(), durationMs: result.durationMs };
    store.transaction(() => {
      const facts = comparisonFacts(site, settings);
      if (facts) store.set(COMPARISON_FACTS, facts);
      const { version } = live.snapshot();
      const intents = controller.intents();
      store.recordCycle({ cycleId, at, durationMs, version, input, plan: result.plan, intents });
    });
  }

  /** What is expected, with the confidence that the record of earlier forecasts bears out. */
  function trusted(expectation: Expectation): Expectation {
    const { pvConfidence, pvCoverage } = expectation;
    const modelSkill = pvCoverage > 0 ? pvConfidence / pvCoverage : 0;
    return { ...expectation, pvConfidence: skill.solarConfidence(modelSkill, pvCoverage) };
  }

  function publish(): void {
    publisher.publish({
      site: reading.site(),
      plan,
      cycleId,
      commands: commands.list(),
      failure,
    });
  }

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
    const others = (dependencies.moreNotices?.() ?? []).map(({ code }) => code).join();
    if (news.length > 0 || others !== toldOfOthers) tell(news);
    toldOfOthers = others;
  }

  function tell(events: readonly NewEvent[]): void {
    if (stopped) return;
    for (const event of events) publisher.emit(event);
    publish();
  }

  async function guarded(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      failure = cycleFailure(error);
      console.error('task failed', error);
    }
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
      return plan ?? planMissing(reading.site(), null);
    },
    refresher,
    sourceOf: vehicleSources.sourceOf,
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
      fileWatch?.stop();
      schedule.stop();
      refresher.stop();
      liveValues.stop();
      await controller.stop();
      measuring.save();
      await evcc.stop();
    },
    actions: { ...actions, acceptDeparture: departures.accept, dismissDeparture: departures.dismiss },
    takeOver(next, warnings) {
      Object.assign(settings, next);
      findings = warnings;
    },
    findings: () => findings,
    lastCycle: () => lastCycle,
    fallbackCount: () => fallbacks,
  };
}
