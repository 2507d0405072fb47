import { z } from 'zod';
import {
  type ActionResult,
  type Display,
  type DisplayActions,
  displayName,
  type Instant,
  type Refusal,
  VIEWS,
} from '../house/index.ts';
import type { Live, NewEvent } from './live.ts';
import type { LoggedEvent } from './messages.ts';

/** More screens than any house has. */
export const MAX_DISPLAYS = 32;
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
  const pages = new Map<string, number>();
  const leaving = new Map<string, NodeJS.Timeout>();
  let stopped = false;

  const all = () => live.snapshot().displays;
  const find = (name: string) => all().find((display) => display.name === name);
  const named = (text: string) => displayCalled(text, all());

  /** One that nobody chose for and nobody opened is no longer there. */
  function put(display: Display, events: NewEvent[] = []): LoggedEvent[] {
    const others = all().filter(({ name }) => name !== display.name);
    const isThere = display.chosenAt !== null || display.connectedSince !== null;
    const displays = isThere ? [...others, display] : others;
    displays.sort((a, b) => a.name.localeCompare(b.name));
    return live.publish({ displays }, events);
  }

  function leave(name: string): void {
    const left = (pages.get(name) ?? 1) - 1;
    pages.set(name, left);
    if (left > 0 || stopped) return;
    pages.delete(name);
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
      const found = named(text);
      if (!found.ok) return found;
      const display = found.value;
      const { name } = display;
      clearTimeout(leaving.get(name));
      leaving.delete(name);
      pages.set(name, (pages.get(name) ?? 0) + 1);
      if (display.connectedSince === null) put({ ...display, connectedSince: now() });
      let left = false;
      return {
        ok: true,
        value: () => {
          if (!left) leave(name);
          left = true;
        },
      };
    },

    async showView(text, view) {
      const found = named(text);
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

/** The display of that name as it is, or as it would be; refused where it cannot be one, or one more. */
export function displayCalled(text: string, all: readonly Display[]): ActionResult<Display> {
  const name = displayName(text);
  if (name === null) return invalidName(text);
  const known = all.find((display) => display.name === name);
  if (!known && all.length >= MAX_DISPLAYS) return tooMany();
  return { ok: true, value: known ?? unchosen(name) };
}

/** A display of which nothing is known but its name. */
export function unchosen(name: string): Display {
  return { name, view: VIEWS[0], chosenAt: null, connectedSince: null };
}

const chosenViews = z
  .array(z.object({ name: z.string(), view: z.enum(VIEWS), chosenAt: z.number() }))
  .max(MAX_DISPLAYS);

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

function invalidName(text: string): Refusal {
  const found = JSON.stringify(text.slice(0, 60));
  return {
    ok: false,
    code: 'INVALID_VALUE',
    field: 'display',
    message: {
      de: `Ein Display kann nicht ${found} heißen. Erlaubt sind 1 bis 40 Buchstaben, Ziffern, Leerzeichen, - und _, zuerst ein Buchstabe oder eine Ziffer.`,
      en: `A display cannot be called ${found}. Allowed are 1 to 40 letters, digits, spaces, - and _, a letter or a digit first.`,
    },
  };
}

function tooMany(): Refusal {
  return {
    ok: false,
    code: 'INVALID_VALUE',
    field: 'display',
    message: {
      de: `Es gibt schon ${MAX_DISPLAYS} Displays, mehr gehen nicht. Bitte eines vergessen, das es nicht mehr gibt (showView mit view: null).`,
      en: `There are ${MAX_DISPLAYS} displays already, and no more are allowed. Forget one that no longer exists (showView with view: null).`,
    },
  };
}
