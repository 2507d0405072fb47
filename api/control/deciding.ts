import type { Capability, Instant, Intent, Plan, Settings, SiteState } from '../house/index.ts';
import type { NewEvent } from '../live/index.ts';
import type { BatteryAbility } from './battery-action.ts';
import { type Contradiction, createContradictions } from './contradiction.ts';
import type { CarGoal } from './goals.ts';
import { intents as decideIntents, withSince } from './intents.ts';
import type { ControlState } from './state.ts';

/** What there is to decide by, at one moment. */
export interface Situation {
  site: SiteState;
  goals: ReadonlyMap<string, CarGoal>;
  control: ControlState;
  live: Record<Capability, boolean>;
  now: Instant;
}

/** Knows the newest plan, and what is wanted by it. */
export interface Deciding {
  takePlan(plan: Plan | null, ability: BatteryAbility): void;
  /** A plan was taken; before that nothing is known to be unwanted. */
  hasBegun(): boolean;
  /** Decides anew; nothing before the first plan was taken. */
  decide(situation: Situation): void;
  /** Compares what evcc shows with what is wanted; `ignoredSince` as for `Contradictions`. */
  observe(site: SiteState, ignoredSince: Instant | null): void;
  intents(): Intent[];
  intentFor(subject: string): Intent | undefined;
  /** What is wanted of the battery, unless it was seen not to follow. */
  batteryIntent(now: Instant): Intent | undefined;
  /** The battery was told to hold and did not follow: that is not insisted upon now. */
  isHoldGivenUp(now: Instant): boolean;
  contradictions(): Contradiction[];
}

/** @param emit is told of each decision that is another than before */
export function createDeciding(settings: Settings, emit: (event: NewEvent) => void): Deciding {
  const contradictions = createContradictions();
  let plan: Plan | null = null;
  let ability: BatteryAbility | null = null;
  let intents: Intent[] = [];

  function intentFor(subject: string): Intent | undefined {
    return intents.find((intent) => intent.subject === subject);
  }

  return {
    takePlan(newPlan, newAbility) {
      plan = newPlan;
      ability = newAbility;
    },
    hasBegun: () => ability !== null,
    decide(situation) {
      if (!ability) return;
      const before = intents;
      const decided = decideIntents({
        ...situation,
        plan,
        ability,
        carMaxPricePerKwh: settings.evMaxPricePerKwh,
        toCar: settings,
        before,
      });
      intents = withSince(decided, before);
      for (const { subject, action: to, reason, live } of intents) {
        const from = before.find((other) => other.subject === subject)?.action ?? null;
        if (from === to) continue;
        emit({
          type: 'DECISION',
          subject,
          message: reason,
          payload: { kind: 'DECISION', from, to, live, reason },
        });
      }
    },
    observe: (site, ignoredSince) => contradictions.observe(site, intents, ignoredSince),
    intents: () => intents,
    intentFor,
    batteryIntent(now) {
      const intent = intentFor('battery');
      return contradictions.givenUp('battery', now) === intent?.action ? undefined : intent;
    },
    isHoldGivenUp: (now) => contradictions.givenUp('battery', now) === 'BATTERY_HOLD',
    contradictions: contradictions.list,
  };
}
