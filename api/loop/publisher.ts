import { isDeepStrictEqual } from 'node:util';
import { type CarGoal, type Controller, chargeQueue } from '../control/index.ts';
import type { Store } from '../history/index.ts';
import {
  type Clock,
  type Command,
  type DepartureSuggestion,
  type Finding,
  NO_CONTROL,
  type Notice,
  type Plan,
  type PowerFlow,
  type Settings,
  type ShadowView,
  type SiteState,
  type Text,
} from '../house/index.ts';
import type { Live, NewEvent } from '../live/index.ts';
import { besidePlan } from '../savings/index.ts';
import type { BufferKeeper } from './buffer-keeper.ts';
import { controlView } from './control-view.ts';
import type { Freshness } from './freshness.ts';
import { noticeEvents, notices } from './notices.ts';
import { rolloutEvents } from './rollout-events.ts';
import type { SkillRecord } from './skill-record.ts';
import type { Sources } from './sources.ts';
import { batteryView, loadpointView, powerFlow } from './views.ts';
import { warmingEvents, warmingOf } from './warming.ts';

/** What the loop knows at the moment of publishing. */
export interface Known {
  site: SiteState | null;
  plan: Plan | null;
  cycleId: number;
  /** Newest first. */
  commands: Command[];
  /** Why the last cycle failed as a whole. */
  failure: Text | null;
}

/** Makes the snapshot out of what the parts know, and tells everyone. */
export interface Publisher {
  /** Keeps an event for the next publication. */
  emit(event: NewEvent): void;
  publish(known: Known): void;
  /** Powers and SoC alone, between two readings; nothing where they are what was published last. */
  publishLive(site: SiteState): void;
}

export function createPublisher(dependencies: {
  settings: Settings;
  /** Warnings about the configuration that counts. */
  findings: () => Finding[];
  clock: Clock;
  store: Store;
  live: Live;
  sources: Sources;
  freshness: Freshness;
  buffer: BufferKeeper;
  skill: Pick<SkillRecord, 'skills'>;
  departureSuggestions: () => DepartureSuggestion[];
  controller: () => Controller;
  /** What other parts have to say to people. */
  otherNotices: () => Notice[];
}): Publisher {
  const { settings, findings, clock, store, live, sources, freshness, buffer, skill } = dependencies;
  let waiting: NewEvent[] = [];
  let newest: SiteState | null = null;

  /** Live values come between the readings and go on where a reading fails: the newer one counts. */
  function newestOf(site: SiteState): SiteState {
    // What lies ahead was observed before the clock was set back.
    if (!newest || newest.observedAt <= site.observedAt || newest.observedAt > clock.now()) newest = site;
    return newest;
  }

  function change({ site, plan, cycleId, commands, failure }: Known) {
    const controller = dependencies.controller();
    const control = controller.state();
    const before = live.snapshot();
    const goals: ReadonlyMap<string, CarGoal> = site ? controller.goals(site) : new Map();
    // What goes wrong stays said while somebody waits for it to go right.
    const queue = site
      ? chargeQueue({ site, plan, goals, control, settings, now: clock.now() })
      : NO_CONTROL.queue;
    const settled = sources.settled().map(({ source }) => source);
    return {
      cycleId,
      siteTitle: site?.title ?? null,
      currency: site?.currency ?? before.currency,
      evccVersion: site?.evccVersion ?? null,
      power: site ? powerFlow(newestOf(site)) : null,
      battery: site ? batteryView(newestOf(site), settings) : null,
      loadpoints: (site?.loadpoints ?? []).map((loadpoint) =>
        loadpointView(loadpoint, goals.get(loadpoint.name), control, plan, clock.now()),
      ),
      control: controlView(site, control, queue, settings.timeZone, clock.now()),
      plan,
      planMissing: plan
        ? null
        : planMissing(site, settled.find(({ id }) => id === 'evccState')?.error ?? null),
      intents: controller.intents(),
      buffer: site?.battery ? buffer.view() : null,
      rollouts: [buffer.rollout(), ...controller.rollouts()],
      commands,
      sources: sources.list(),
      warming: warmingOf(settled, plan),
      findings: findings(),
      forecastSkill: skill.skills(),
      departureSuggestions: dependencies.departureSuggestions(),
      notices: notices(
        {
          site,
          plan,
          goals,
          timeZone: settings.timeZone,
          sources: settled,
          batteryOverride: control.overrides.battery?.override ?? null,
          whyUnlocked: site && controller.whyUnlocked(site),
          otherNotices: [...store.notices, ...dependencies.otherNotices()],
          storeProblem: store.problem(),
          cycleFailure: failure,
          configWarnings: findings().length,
          contradictions: controller.contradictions(),
          cables: queue.advice,
        },
        before.notices,
        clock.now(),
      ),
    };
  }

  return {
    emit: (event) => void waiting.push(event),
    publish(known) {
      const before = live.snapshot();
      const after = { ...change(known), ...shadowBeside(before.shadow, known.plan) };
      const events = [
        ...waiting,
        ...freshness.news(),
        ...warmingEvents(before.warming, after.warming),
        ...rolloutEvents(before.rollouts, after.rollouts),
        ...noticeEvents(before.notices, after.notices),
      ];
      waiting = [];
      const published = live.publish(after, events);
      store.transaction(() => {
        for (const event of published) store.recordEvent(event);
      });
    },
    publishLive(site) {
      const shown = newestOf(site);
      const power = powerFlow(shown);
      const battery = batteryView(shown, settings);
      const before = live.snapshot();
      if (isSameFlow(power, before.power) && isDeepStrictEqual(battery, before.battery)) return;
      live.publish({ power, battery });
    },
  };
}

/** Policies in the shadow are told together with the plan that they stand beside. */
function shadowBeside(shadow: ShadowView | null | undefined, plan: Plan | null): { shadow?: ShadowView } {
  return shadow ? { shadow: besidePlan(shadow, plan) } : {};
}

/** When it was observed says nothing new; a full reading brings that each minute. */
function isSameFlow(flow: PowerFlow, before: PowerFlow | null): boolean {
  return before !== null && isDeepStrictEqual(flow, { ...before, observedAt: flow.observedAt });
}

/** Why there is no plan yet. */
export function planMissing(site: SiteState | null, error: Text | null): Text {
  if (!site)
    return error ?? { de: 'evcc wird zum ersten Mal gelesen.', en: 'evcc is being read for the first time.' };
  return site.ready
    ? { de: 'Der erste Plan wird gerade gerechnet.', en: 'The first plan is being worked out.' }
    : { de: 'evcc startet noch.', en: 'evcc is still starting.' };
}
