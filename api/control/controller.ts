import type { BufferWrite } from '../buffer/index.ts';
import type { EvccClient } from '../evcc/index.ts';
import {
  type Capability,
  type Clock,
  type Command,
  type Intent,
  type Moment,
  moment,
  type Plan,
  type Rollout,
  type Settings,
  type SiteState,
  type Text,
} from '../house/index.ts';
import type { NewEvent } from '../live/index.ts';
import type { BatteryAbility } from './battery-action.ts';
import { whyUnlocked } from './battery-lock.ts';
import { BATTERY_MODE_KEY, batteryWishes } from './battery-wishes.ts';
import { bufferPutBack } from './buffer-wishes.ts';
import { carControl } from './car-control.ts';
import { type Contradiction, unfollowed } from './contradiction.ts';
import { createDeciding } from './deciding.ts';
import { changeEvents } from './events.ts';
import { type CarGoal, carGoals } from './goals.ts';
import { createHeartbeat } from './heartbeat.ts';
import { unheld } from './learned-hold-charge.ts';
import { createLeaving } from './leaving.ts';
import { noticed } from './noticing.ts';
import { stoodDown } from './overrides.ts';
import { isPaused } from './pause.ts';
import { inTime, putBack } from './put-back.ts';
import { activated, extended, isLive, rolloutViews, withNewRollouts, withRollout } from './rollout.ts';
import { siteWishes } from './site-wishes.ts';
import type { ControlState, RolloutState } from './state.ts';
import { newerOf, stateAfterWrite } from './state-after-write.ts';
import { PUT_BACK, type Wish } from './wish.ts';
import { createWriter } from './writer.ts';

export interface ControllerDependencies {
  evcc: Pick<EvccClient, 'write' | 'readState'>;
  clock: Clock;
  settings: Settings;
  /** The state of before; it is saved whole at each change. */
  initial: ControlState;
  save: (control: ControlState) => void;
  nextCommandId: () => number;
  onCommand: (command: Command) => void;
  emit: (event: NewEvent) => void;
}

/** The one part that writes to evcc: it knows what we want, what evcc shows, and what we changed. */
export interface Controller {
  start(): void;
  /** Puts back what we changed, except the cars' own plans. Ends within 3 s even if evcc is gone; never rejects. */
  stop(): Promise<void>;
  state(): ControlState;
  /** Replaces the stored state, as a person's request does; it is saved before this returns. */
  change(update: (control: ControlState) => ControlState): void;
  /** What every car is to have, and when. */
  goals(site: SiteState): Map<string, CarGoal>;
  /** What is wanted now; newest decision. */
  intents(): Intent[];
  rollouts(): Rollout[];
  /** What evcc or a device does instead of what it was told, for two cycles and longer. */
  contradictions(): Contradiction[];
  isLive(capability: Capability): boolean;
  /** Why the battery gives to cars that charge fast; `null` = evcc locks it meanwhile, or we do. */
  whyUnlocked(site: SiteState): Text | null;
  /** Everything rests because a person asked for it. */
  isPaused(): boolean;
  activateLive(capability: 'BATTERY' | 'VEHICLES'): void;
  extendObservation(capability: 'BATTERY' | 'VEHICLES', days: number): void;
  /** Takes a new plan and decides by it. */
  decide(plan: Plan | null, ability: BatteryAbility): void;
  /** Asks for buffer settings until evcc shows them once. */
  wantBuffer(writes: BufferWrite[], cause: Text): void;
  /** Brings the buffer settings back to what they were before us. */
  releaseBuffer(): void;
  /** Takes a new reading of evcc: notices who overrode us, decides again, and writes what is due. */
  observe(site: SiteState): Promise<void>;
}

export function createController(dependencies: ControllerDependencies): Controller {
  const { evcc, clock, settings, save, emit, onCommand, nextCommandId } = dependencies;
  const writer = createWriter({
    evcc,
    clock,
    nextCommandId,
    onCommand,
    onConflict: (subject) => change((state) => stoodDown(state, subject, clock.now())),
  });
  const leaving = createLeaving();
  const deciding = createDeciding(settings, emit);
  let control = dependencies.initial;
  let buffer: { writes: BufferWrite[]; cause: Text } | null = null;
  let site: SiteState | null = null;
  let observed: Moment | null = null;
  let hasLooked = false;
  /** What evcc showed right after we wrote to it last. */
  let written: SiteState | null = null;
  let queue: Promise<void> = Promise.resolve();
  const heartbeat = createHeartbeat({
    clock,
    writer,
    inTurn,
    site: () => site,
    ageMs: () => observed?.ageMs() ?? Number.POSITIVE_INFINITY,
    wish: (reading) => batteryWishes(reading, deciding.batteryIntent(clock.now()), control)[0],
  });

  change((state) => withNewRollouts(state, settings, clock.now()));

  function change(update: (control: ControlState) => ControlState): void {
    const before = control;
    control = update(control);
    if (JSON.stringify(before) === JSON.stringify(control)) return;
    save(control);
    for (const event of changeEvents(before, control)) emit(event);
  }

  function changeRollout(capability: Capability, update: (rollout: RolloutState) => RolloutState): void {
    change((state) => withRollout(state, capability, update));
  }

  function live(capability: Capability): boolean {
    const rollout = control.rollouts[capability];
    return rollout !== undefined && isLive(rollout, clock.now());
  }

  /** Live, and nobody asked us to pause. */
  function acts(capability: Capability): boolean {
    return live(capability) && !isPaused(control, clock.now());
  }

  function goals(reading: SiteState): Map<string, CarGoal> {
    return carGoals(reading, control, settings, clock.now());
  }

  function decideNow(reading: SiteState): void {
    deciding.decide({
      site: reading,
      goals: goals(reading),
      control,
      live: { BUFFER: acts('BUFFER'), BATTERY: acts('BATTERY'), VEHICLES: acts('VEHICLES') },
      now: clock.now(),
    });
  }

  function wishes(reading: SiteState): Wish[] {
    return siteWishes(reading, control, {
      goals: goals(reading),
      intentFor: deciding.intentFor,
      batteryIntent: deciding.batteryIntent(clock.now()),
      unsettled: leaving.names(),
      carControl: carControl(control, clock.now()),
      buffer,
    });
  }

  async function reconcile(reading: SiteState): Promise<void> {
    let shown: SiteState | null = reading;
    for (let looks = 0; shown && looks < 3 && (await writeDue(shown)); looks++) {
      written = await stateAfterWrite(evcc, shown);
      shown = written;
    }
  }

  /** Writes what evcc does not show and is due; says whether a mode was among it, or something waits for it. */
  async function writeDue(reading: SiteState): Promise<boolean> {
    const wanted = wishes(reading);
    const settled = wanted.filter((wish) => wish.satisfied && wish.settle);
    change((state) => settled.reduce((next, wish) => wish.settle?.(next) ?? next, state));
    let wroteMode = false;
    const mayFollow = await writer.fulfil(wanted, reading.intervalS, (wish) => {
      if (wish.own) change(wish.own);
      if (wish.key === BATTERY_MODE_KEY) heartbeat.restart();
      if (wish.command.kind === 'loadpointMode') wroteMode = true;
    });
    if (buffer && wanted.every((wish) => wish.subject !== 'buffer' || wish.satisfied)) buffer = null;
    return wroteMode || mayFollow;
  }

  /** One thing at a time: readings, cycles and heartbeats must not write over each other. */
  function inTurn(task: () => Promise<void>): Promise<void> {
    const run = queue.then(task);
    queue = run.catch(() => {});
    return run;
  }

  async function observe(told: SiteState): Promise<void> {
    return inTurn(async () => {
      // A cycle takes its time; what it read at its start may be older than what was seen since, unless the clock was set.
      if (site && told.observedAt < site.observedAt && site.observedAt <= clock.now()) return;
      const reading = newerOf(told, written);
      site = reading;
      observed = moment(clock, reading.observedAt);
      if (!reading.ready) return;
      leaving.observe(reading);
      const known = { pending: writer.pending(), leaving: leaving.names(), goals: goals(reading) };
      const facts = { ...known, afterStop: !hasLooked };
      change((state) => noticed(state, reading, facts, clock.now()));
      hasLooked = true;
      decideNow(reading);
      deciding.observe(reading, writer.ignoredSince(BATTERY_MODE_KEY));
      // Before the first decision nothing is known to be unwanted, so nothing is put back either.
      if (deciding.hasBegun()) await reconcile(reading);
    });
  }

  return {
    start: heartbeat.start,
    async stop() {
      heartbeat.stop();
      await inTime(inTurn(() => putBack(evcc, () => control, change)));
    },
    state: () => control,
    change,
    goals,
    intents: deciding.intents,
    contradictions: () => [
      ...deciding.contradictions(),
      ...unfollowed(writer.unfollowed()),
      ...unheld(control.learnedBattery, clock.now()),
    ],
    rollouts: () => rolloutViews(control, clock.now()),
    isLive: live,
    whyUnlocked: (reading) => whyUnlocked(reading, control, deciding.isHoldGivenUp(clock.now()), clock.now()),
    isPaused: () => isPaused(control, clock.now()),
    activateLive: (capability) => changeRollout(capability, (rollout) => activated(rollout, clock.now())),
    extendObservation: (capability, days) =>
      changeRollout(capability, (rollout) => extended(rollout, clock.now(), days)),
    decide(plan, ability) {
      deciding.takePlan(plan, ability);
      if (site) decideNow(site);
    },
    wantBuffer(writes, cause) {
      buffer = writes.length > 0 ? { writes, cause } : null;
    },
    releaseBuffer() {
      const writes = site ? bufferPutBack(site.battery, control) : [];
      buffer = writes.length > 0 ? { writes, cause: PUT_BACK } : null;
      if (!buffer && site?.battery) change((state) => ({ ...state, bufferFound: null }));
    },
    observe,
  };
}
