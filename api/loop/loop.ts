import type { Inherited } from '../config/index.ts';
import { createController } from '../control/index.ts';
import type { EvccClient } from '../evcc/index.ts';
import type { Store } from '../history/index.ts';
import type { Actions, Clock, Finding, Instant, Plan, Settings, SiteState, Text } from '../house/index.ts';
import type { Live } from '../live/index.ts';
import type { Planner } from '../plan/index.ts';
import { createActions } from './actions.ts';
import { createBufferKeeper } from './buffer-keeper.ts';
import { createCommandLog } from './command-log.ts';
import { COMPARISON_FACTS, comparisonFacts } from './comparison-facts.ts';
import { abilityOf, type CycleResult, cycleFailure, runCycle } from './cycle.ts';
import { createForecasts } from './forecasts.ts';
import { rememberedControl } from './inherited.ts';
import { createLiveValues } from './live-values.ts';
import { createMeasuring } from './measuring.ts';
import { looksChanged, planFacts } from './plan-facts.ts';
import { createPriceMemory } from './price-memory.ts';
import { createPublisher, planMissing } from './publisher.ts';
import { createReading } from './reading.ts';
import { createSchedule } from './schedule.ts';
import { createSources } from './sources.ts';

export interface LoopDependencies {
  settings: Settings;
  findings: Finding[];
  clock: Clock;
  evcc: EvccClient;
  planner: Planner;
  store: Store;
  live: Live;
  /** Values taken over from the predecessor's files, used where the store has none. */
  inherited: Inherited;
}

/** The heartbeat of the program: reads, plans, steers, records and publishes. */
export interface Loop {
  start(): void;
  /** Stops reading and planning, then puts back in evcc what we changed. */
  stop(): Promise<void>;
  actions: Actions;
  /** Says that a changed configuration cannot be used, and why; `null` = it can be again. */
  rejectConfig(findings: Finding[] | null): void;
  lastCycle(): { finishedAt: Instant; durationMs: number } | null;
  fallbackCount(): number;
}

export function createLoop(dependencies: LoopDependencies): Loop {
  const { settings, clock, evcc, planner, store, live } = dependencies;
  const sources = createSources(clock);
  const reading = createReading(evcc, clock, sources);
  const prices = createPriceMemory(
    store.get('prices', (value) => value),
    (value) => store.set('prices', value),
  );
  const forecasts = createForecasts({ settings, clock, evcc, store, sources });
  const measuring = createMeasuring(store);
  const buffer = createBufferKeeper({ settings, clock, store, inherited: dependencies.inherited.buffer });
  const publisher = createPublisher({ ...dependencies, sources, buffer, controller: () => controller });
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
    prune: () => store.prune(clock.now()),
  });

  let plan: Plan | null = null;
  /** What the plan rests on, as of when it was made. */
  let plannedFacts: string | null = null;
  let cycleId = store.lastCycleId();
  let lastCycle: { finishedAt: Instant; durationMs: number } | null = null;
  let fallbacks = 0;
  let failure: Text | null = null;
  let rejectedFindings: Finding[] | null = null;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  /** Reads evcc and prices; `null` where evcc does not answer. */
  async function read(): Promise<{ site: SiteState | null; pricesChanged: boolean }> {
    const site = await reading.state();
    const { pricesChanged } = await reading.tariffs();
    prices.add(reading.known()?.grid ?? [], clock.now());
    return { site, pricesChanged };
  }

  async function poll(): Promise<void> {
    const { site, pricesChanged } = await read();
    if (stopped) return;
    if (site) {
      forecasts.learn(measuring.take(site, plan, controller.intents()));
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

  /** One cycle at a time; a request during one leads to exactly one more. */
  async function cycle(): Promise<void> {
    if (running) {
      again = true;
      return running;
    }
    running = (async () => {
      do {
        again = false;
        await cycleOnce();
      } while (again && !stopped);
    })().finally(() => {
      running = null;
    });
    return running;
  }

  async function cycleOnce(): Promise<void> {
    const { site } = await read();
    if (stopped) return;
    if (!site?.ready) return publish();
    try {
      await forecasts.refresh();
      plannedFacts = factsOf(site);
      const result = await runCycle(
        { clock, settings, planner, controller, forecasts, prices },
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
      if (!plan) controller.decide(null, abilityOf(site, settings));
    }
    if (!stopped) publish();
  }

  function accept(result: CycleResult, site: SiteState): void {
    plan = result.plan;
    if (plan.status === 'FALLBACK') fallbacks++;
    const step = buffer.step(site, result.expectation, reading.known()?.grid ?? null);
    if (step.view.mode === 'OBSERVATION') controller.releaseBuffer();
    else if (step.writes.length > 0) controller.wantBuffer(step.writes, step.cause);
    cycleId = store.nextCycleId();
    lastCycle = { finishedAt: clock.now(), durationMs: result.durationMs };
    const { at, durationMs, input } = result;
    store.transaction(() => {
      const facts = comparisonFacts(site, settings);
      if (facts) store.set(COMPARISON_FACTS, facts);
      store.recordCycle({ cycleId, at, durationMs, input, plan: result.plan, intents: controller.intents() });
    });
  }

  function publish(): void {
    publisher.publish({
      site: reading.site(),
      plan,
      cycleId,
      commands: commands.list(),
      failure,
      rejectedFindings,
    });
  }

  /** evcc pushes values as they change; what looks like a person or a car is read properly at once. */
  function onLive(site: SiteState): void {
    if (stopped) return;
    sources.read('evccLive');
    const before = reading.site();
    if (before && looksChanged(before, site)) void guarded(poll);
    liveValues.take(site);
  }

  async function guarded(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      failure = cycleFailure(error);
      console.error('task failed', error);
    }
  }

  return {
    start() {
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
      schedule.stop();
      liveValues.stop();
      await controller.stop();
      measuring.save();
      await evcc.stop();
    },
    actions: createActions({
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
      apply: async () => {
        // Nobody is told that a wish is stored before the disk was asked once more.
        if (!store.stored()) store.flush();
        publish();
        await cycle();
      },
    }),
    rejectConfig(findings) {
      rejectedFindings = findings;
      publish();
    },
    lastCycle: () => lastCycle,
    fallbackCount: () => fallbacks,
  };
}
