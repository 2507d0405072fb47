import { asFound } from '../control/index.ts';
import { type Instant, type Moment, moment, type Plan, type SiteState, type Text } from '../house/index.ts';
import { COMPARISON_FACTS, comparisonFacts } from './comparison-facts.ts';
import { abilityOf, type CycleResult, cycleFailure, runCycle } from './cycle.ts';
import type { Expectation } from './forecasts.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { LoopDependencies, LoopParts } from './parts.ts';
import { planFacts } from './plan-facts.ts';

/** What happens again and again: evcc is read, and now and then a cycle decides anew. */
export interface Rounds {
  /** Reads evcc, tells of it, and runs a cycle where something that the plan rests on has changed. */
  poll(): Promise<void>;
  /** Runs a cycle; who asks while one runs gets the one after it. */
  cycle(): Promise<void>;
  publish(): void;
  /** Runs a task whose failure is told and stops nothing. */
  guarded(task: () => Promise<void>): Promise<void>;
  plan(): Plan | null;
  lastCycle(): { finishedAt: Instant; durationMs: number } | null;
  fallbackCount(): number;
  /** Nothing is read, decided or told from then on. */
  stop(): void;
}

/**
 * The rounds of one house.
 *
 * @param beside begun with each cycle, and not waited for
 */
export function createRounds(
  parts: LoopParts,
  { clock, planner, store, live }: LoopDependencies,
  beside: () => void,
): Rounds {
  const {
    settings,
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
    vehicleSources,
  } = parts;
  const cycle = oneAtATime(cycleOnce, () => stopped);
  let plan: Plan | null = null;
  /** What the plan rests on, as of when it was made. */
  let plannedFacts: string | null = null;
  let cycleId = store.lastCycleId();
  let lastCycle: { finished: Moment; durationMs: number } | null = null;
  let fallbacks = 0;
  let failure: Text | null = null;
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
      // What a loadpoint gives counts, not what we hold it to.
      const loadpoints = site.loadpoints.map((loadpoint) => asFound(loadpoint, controller.state()));
      const quarters = measuring.take({ ...site, loadpoints }, controller.intents());
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
    if (!site?.ready) {
      // What was due is made up for as soon as evcc can be read again.
      plannedFacts = null;
      return publish();
    }
    try {
      beside();
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
    measuring.follow(plan);
    if (plan.status === 'FALLBACK') fallbacks++;
    const { at, durationMs, input, expectation } = result;
    skill.issue(at, expectation, input.slots, prices.rates());
    const step = buffer.step(site, trusted(expectation), reading.known()?.grid ?? null);
    if (step.view.mode === 'OBSERVATION' || controller.isPaused()) controller.releaseBuffer();
    else if (step.writes.length > 0) controller.wantBuffer(step.writes, step.cause);
    cycleId = store.nextCycleId();
    lastCycle = { finished: moment(clock), durationMs: result.durationMs };
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

  async function guarded(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      failure = cycleFailure(error);
      console.error('task failed', error);
    }
  }

  return {
    poll,
    cycle,
    publish,
    guarded,
    plan: () => plan,
    lastCycle: () => lastCycle && { finishedAt: lastCycle.finished.at(), durationMs: lastCycle.durationMs },
    fallbackCount: () => fallbacks,
    stop() {
      stopped = true;
    },
  };
}
