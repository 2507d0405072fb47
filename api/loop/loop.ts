import type { Inherited } from '../config/index.ts';
import {
  type Controller,
  type ControlState,
  controlStateSchema,
  createController,
  emptyControlState,
} from '../control/index.ts';
import type { EvccClient } from '../evcc/index.ts';
import type { Store } from '../history/index.ts';
import { createEnergyMeter, decodeMeterState } from '../history/index.ts';
import {
  type Actions,
  type Clock,
  type Command,
  DAY_MS,
  type Finding,
  type Instant,
  MINUTE_MS,
  type Notice,
  type Plan,
  SECOND_MS,
  type Settings,
  type SiteState,
  type Text,
  type Timer,
} from '../house/index.ts';
import type { Live, NewEvent } from '../live/index.ts';
import type { Planner } from '../plan/index.ts';
import { createActions } from './actions.ts';
import { createBufferKeeper } from './buffer-keeper.ts';
import { abilityOf, type CycleResult, cycleFailure, runCycle } from './cycle.ts';
import { createForecasts } from './forecasts.ts';
import { notices } from './notices.ts';
import { looksChanged, planFacts } from './plan-facts.ts';
import { createPriceMemory } from './price-memory.ts';
import { createReading } from './reading.ts';
import { createSources } from './sources.ts';
import { batteryView, loadpointView, powerFlow } from './views.ts';

/** evcc's state is read this often; two missed polls make it stale. */
const POLL_MS = MINUTE_MS;
/** Until the first good reading we ask more often. */
const FIRST_POLL_MS = 3 * SECOND_MS;
/** Live values reach subscribers at most this often, by the wall clock. */
const LIVE_MS = SECOND_MS;
const COMMANDS_SHOWN = 20;

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
  lastCycle(): { finishedAt: Instant; durationMs: number } | null;
  fallbackCount(): number;
}

export function createLoop(dependencies: LoopDependencies): Loop {
  const { settings, findings, clock, evcc, planner, store, live, inherited } = dependencies;
  const sources = createSources(clock);
  const reading = createReading(evcc, clock, sources);
  const prices = createPriceMemory(
    store.get('prices', (value) => value),
    (value) => store.set('prices', value),
  );
  const forecasts = createForecasts({ settings, clock, evcc, store, sources });
  const buffer = createBufferKeeper({ settings, clock, store, inherited: inherited.buffer });
  const meter = createEnergyMeter(store.get('meter', decodeMeterState));
  const controller: Controller = createController({
    evcc,
    clock,
    settings,
    initial: store.get('control', (value) => controlStateSchema.parse(value)) ?? {
      ...emptyControlState(),
      ...inheritedControl(inherited),
    },
    save: (control) => store.set('control', control),
    nextCommandId: () => store.nextCommandId(),
    onCommand: recordCommand,
    emit: (event) => void pendingEvents.push(event),
  });

  const timers: Timer[] = [];
  const pendingEvents: NewEvent[] = [];
  let commands: Command[] = store.commands(COMMANDS_SHOWN);
  let plan: Plan | null = null;
  /** What the plan rests on, as of when it was made. */
  let plannedFacts: string | null = null;
  let cycleId = store.lastCycleId();
  let lastCycle: { finishedAt: Instant; durationMs: number } | null = null;
  let fallbacks = 0;
  let failure: Text | null = null;
  let running: Promise<void> | null = null;
  let again = false;
  let liveTimer: NodeJS.Timeout | null = null;
  let lastLiveAt = 0;
  let stopped = false;

  function recordCommand(command: Command): void {
    store.recordCommand(command);
    const others = commands.filter((other) => other.id !== command.id);
    commands = [command, ...others].slice(0, COMMANDS_SHOWN);
    const { request, state } = command;
    pendingEvents.push({
      type: 'COMMAND',
      subject: command.subject,
      message: { de: `${request}: ${STATE_NAMES.de[state]}`, en: `${request}: ${STATE_NAMES.en[state]}` },
    });
  }

  async function poll(): Promise<void> {
    const site = await reading.state();
    const { pricesChanged } = await reading.tariffs();
    prices.add(reading.known()?.grid ?? [], clock.now());
    if (stopped) return;
    if (site) {
      measure(site);
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

  function measure(site: SiteState): void {
    const power = powerFlow(site);
    const completed = meter.add({
      at: site.observedAt,
      ...power,
      homeKw: power.homeKw,
      socPercent: site.battery?.socPercent ?? null,
    });
    if (completed.length === 0) return;
    store.transaction(() => {
      for (const quarter of completed) {
        const planned = plan?.slots.find((slot) => slot.end === quarter.end);
        store.recordQuarterHour({ ...quarter, plannedCost: planned?.cost ?? null });
      }
      store.set('meter', meter.state());
    });
    forecasts.learn(completed);
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
    const site = await reading.state();
    await reading.tariffs();
    prices.add(reading.known()?.grid ?? [], clock.now());
    if (stopped) return;
    if (!site?.ready) return void publish();
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
      store.recordCycle({ cycleId, at, durationMs, input, plan: result.plan, intents: controller.intents() });
    });
  }

  function publish(): void {
    const site = reading.site();
    const events = pendingEvents.splice(0);
    const known = site ? controller.goals(site) : new Map();
    const before = live.snapshot();
    const sourceList = sources.list();
    const published = live.publish(
      {
        cycleId,
        siteTitle: site?.title ?? null,
        currency: site?.currency ?? before.currency,
        evccVersion: site?.evccVersion ?? null,
        power: site ? powerFlow(site) : null,
        battery: site ? batteryView(site, settings) : null,
        loadpoints: (site?.loadpoints ?? []).map((loadpoint) =>
          loadpointView(loadpoint, known.get(loadpoint.name), controller.state(), plan),
        ),
        plan,
        planMissing: plan
          ? null
          : planMissing(site, sourceList.find(({ id }) => id === 'evccState')?.error ?? null),
        intents: controller.intents(),
        buffer: buffer.view(),
        rollouts: [buffer.rollout(), ...controller.rollouts()],
        commands,
        sources: sourceList,
        notices: currentNotices(site, before.notices),
      },
      events,
    );
    store.transaction(() => {
      for (const event of published) store.recordEvent(event);
    });
  }

  function currentNotices(site: SiteState | null, before: readonly Notice[]): Notice[] {
    return notices(
      {
        site,
        plan,
        sources: sources.list(),
        batteryOverride: controller.state().overrides.battery?.override ?? null,
        storeNotices: store.notices,
        storeProblem: store.problem(),
        cycleFailure: failure,
        configWarnings: findings.length,
      },
      before,
      clock.now(),
    );
  }

  /** evcc pushes values as they change: powers and SoC go on at most once a second, all else is read properly. */
  function onLive(site: SiteState): void {
    sources.read('evccLive');
    const before = reading.site();
    if (before && looksChanged(before, site)) void inTask(poll);
    if (liveTimer || stopped) return;
    const wait = Math.max(0, lastLiveAt + LIVE_MS - Date.now());
    liveTimer = setTimeout(() => {
      liveTimer = null;
      lastLiveAt = Date.now();
      live.publish({ power: powerFlow(site), battery: batteryView(site, settings) });
    }, wait);
  }

  async function inTask(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      failure = cycleFailure(error);
      console.error('task failed', error);
    }
  }

  function scheduleBoundary(): void {
    const interval = settings.decisionIntervalMinutes * MINUTE_MS;
    const next = (Math.floor(clock.now() / interval) + 1) * interval;
    timers.push(
      clock.after(next - clock.now(), async () => {
        await inTask(cycle);
        if (!stopped) scheduleBoundary();
      }),
    );
    timers.splice(0, Math.max(0, timers.length - 16));
  }

  function scheduleFirstPoll(): void {
    timers.push(
      clock.after(0, async function attempt() {
        await inTask(poll);
        if (!stopped && !reading.site()?.ready) timers.push(clock.after(FIRST_POLL_MS, attempt));
      }),
    );
  }

  return {
    start() {
      controller.start();
      evcc.onLive(onLive);
      evcc.start();
      scheduleFirstPoll();
      timers.push(clock.every(POLL_MS, () => inTask(poll)));
      timers.push(clock.every(DAY_MS, () => store.prune(clock.now())));
      scheduleBoundary();
    },
    async stop() {
      stopped = true;
      for (const timer of timers) timer.cancel();
      if (liveTimer) clearTimeout(liveTimer);
      await controller.stop();
      store.set('meter', meter.state());
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
    lastCycle: () => lastCycle,
    fallbackCount: () => fallbacks,
  };
}

function planMissing(site: SiteState | null, error: Text | null): Text {
  if (!site)
    return error ?? { de: 'evcc wird zum ersten Mal gelesen.', en: 'evcc is being read for the first time.' };
  return site.ready
    ? { de: 'Der erste Plan wird gerade gerechnet.', en: 'The first plan is being worked out.' }
    : { de: 'evcc startet noch.', en: 'evcc is still starting.' };
}

function inheritedControl({
  departures,
  manualSoc,
}: Inherited): Pick<ControlState, 'departures' | 'manualSoc'> {
  return {
    departures: mapValues(departures, (departure) => ({
      departure,
      targetSocPercent: null,
      targetEnergyKwh: null,
    })),
    manualSoc: mapValues(manualSoc, ({ socPercent }) => socPercent),
  };
}

function mapValues<T, U>(record: Record<string, T>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

const STATE_NAMES = {
  de: { SENT: 'gesendet', CONFIRMED: 'bestätigt', FAILED: 'gescheitert', UNCONFIRMED: 'unbestätigt' },
  en: { SENT: 'sent', CONFIRMED: 'confirmed', FAILED: 'failed', UNCONFIRMED: 'unconfirmed' },
} as const;
