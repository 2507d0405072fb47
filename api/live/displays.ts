import { z } from 'zod';
import { type ActionResult, type Display, type DisplayActions, type Instant, VIEWS } from '../house/index.ts';
import { chosenDisplay, displayCalled, enteredDisplay, MAX_CHOSEN, unchosen } from './display-limits.ts';
import { countPages } from './display-pages.ts';
import type { Live, NewEvent } from './live.ts';
import type { LoggedEvent } from './messages.ts';

/** A page that is loaded anew is back within this time; until then its display counts as connected. */
const GRACE_MS = 3000;

/** The screens of the house: who is there, and what each is to show. They are kept in the live state. */
export interface Displays extends DisplayActions {
  /** Counts one more page of a display as connected, until the answer is called. Nothing of it is stored. */
  enter(display: string): ActionResult<() => void>;
  /** From here on nobody leaves any more. */
  stop(): void;
}

/** @param keep stores what was chosen, with the events that tell of it, so that both outlive a crash */
export function createDisplays({
  live,
  now,
  keep,
}: {
  live: Live;
  /** Time of the house. */
  now: () => Instant;
  keep: (chosen: ChosenView[], events: LoggedEvent[]) => void;
}): Displays {
  const pages = countPages((name, isOpen) => (isOpen ? arrived(name) : left(name)));
  const leaving = new Map<string, NodeJS.Timeout>();
  let stopped = false;

  const all = () => live.snapshot().displays;
  const find = (name: string) => all().find((display) => display.name === name);

  /** One that nobody chose for and nobody opened is no longer there. */
  function put(display: Display, events: NewEvent[] = []): LoggedEvent[] {
    const others = all().filter(({ name }) => name !== display.name);
    const isThere = display.chosenAt !== null || display.connectedSince !== null;
    const displays = isThere ? [...others, display] : others;
    displays.sort((a, b) => a.name.localeCompare(b.name));
    return live.publish({ displays }, events);
  }

  function arrived(name: string): void {
    clearTimeout(leaving.get(name));
    leaving.delete(name);
    const display = find(name) ?? unchosen(name);
    if (display.connectedSince === null) put({ ...display, connectedSince: now() });
  }

  function left(name: string): void {
    if (stopped) return;
    leaving.set(
      name,
      setTimeout(() => gone(name), GRACE_MS),
    );
  }

  function gone(name: string): void {
    leaving.delete(name);
    const display = find(name);
    if (display) put({ ...display, connectedSince: null });
  }

  return {
    enter(text) {
      const found = enteredDisplay(text, all());
      return found.ok ? { ok: true, value: pages.enter(found.value.name) } : found;
    },

    async showView(text, view) {
      const found = view === null ? displayCalled(text, all()) : chosenDisplay(text, all());
      if (!found.ok) return found;
      const before = found.value;
      const [first] = VIEWS;
      const display: Display = { ...before, view: view ?? first, chosenAt: view === null ? null : now() };
      if (display.view === before.view && (view === null) === (before.chosenAt === null))
        return { ok: true, value: before };
      const events = put(display, display.view === before.view ? [] : [activeView(display)]);
      keep(all().flatMap(chosenView), events);
      return { ok: true, value: display };
    },

    stop() {
      stopped = true;
      for (const timer of leaving.values()) clearTimeout(timer);
    },
  };
}

const chosenViews = z
  .array(z.object({ name: z.string(), view: z.enum(VIEWS), chosenAt: z.number() }))
  .max(MAX_CHOSEN);

/** What of a display is stored: what somebody chose. */
export type ChosenView = z.infer<typeof chosenViews>[number];

/** The displays as they were stored; none of them is connected yet. */
export function displaysFromJson(value: unknown): Display[] {
  return chosenViews.parse(value).map((chosen) => ({ ...chosen, connectedSince: null }));
}

function chosenView({ name, view, chosenAt }: Display): ChosenView[] {
  return chosenAt === null ? [] : [{ name, view, chosenAt }];
}

function activeView({ name, view }: Display): NewEvent {
  const shown = {
    NOW: { de: 'jetzt', en: 'now' },
    PLAN: { de: 'den Plan', en: 'the plan' },
    CARS: { de: 'die Autos', en: 'the cars' },
    BATTERY: { de: 'die Batterie', en: 'the battery' },
  }[view];
  return {
    type: 'ACTIVE_VIEW',
    subject: name,
    message: { de: `„${name}“ zeigt ${shown.de}.`, en: `"${name}" shows ${shown.en}.` },
    payload: { kind: 'ACTIVE_VIEW', display: name, view },
  };
}
