import { type ActionResult, type Display, displayName, type Refusal, VIEWS } from '../house/index.ts';

/** Displays for which somebody chose: more than any house has. */
export const MAX_CHOSEN = 32;
/** Those that are only open. To open one takes no right to control, so they have places of their own. */
const MAX_UNCHOSEN = 32;
/** All that there can be at a time. */
export const MAX_DISPLAYS = MAX_CHOSEN + MAX_UNCHOSEN;

/** The display that a page says it is, as it is or as it would be; refused where it cannot be one, or one more. */
export function enteredDisplay(text: string, all: readonly Display[]): ActionResult<Display> {
  return displayCalled(text, all, (_display, isKnown) =>
    isKnown || unchosenOf(all).length < MAX_UNCHOSEN ? null : TOO_MANY_OPEN,
  );
}

/** The display for which somebody chooses, as it is or as it would be; refused where it cannot be one, or one more. */
export function chosenDisplay(text: string, all: readonly Display[]): ActionResult<Display> {
  return displayCalled(text, all, ({ chosenAt }, isKnown) => {
    if (chosenAt !== null) return null;
    if (all.length - unchosenOf(all).length >= MAX_CHOSEN) return TOO_MANY_CHOSEN;
    return isKnown || all.length < MAX_DISPLAYS ? null : TOO_MANY_OPEN;
  });
}

/** A display of which nothing is known but its name. */
export function unchosen(name: string): Display {
  return { name, view: VIEWS[0], chosenAt: null, connectedSince: null };
}

function unchosenOf(all: readonly Display[]): Display[] {
  return all.filter(({ chosenAt }) => chosenAt === null);
}

/** The display of that name, as it is or as it would be; refused where it cannot be one. */
export function displayCalled(
  text: string,
  all: readonly Display[],
  refusalOf: (display: Display, isKnown: boolean) => Refusal | null = () => null,
): ActionResult<Display> {
  const name = displayName(text);
  if (name === null) return invalidName(text);
  const known = all.find((display) => display.name === name);
  const display = known ?? unchosen(name);
  return refusalOf(display, known !== undefined) ?? { ok: true, value: display };
}

function invalidName(text: string): Refusal {
  const found = JSON.stringify(text.slice(0, 60));
  return refused({
    de: `Ein Display kann nicht ${found} heißen. Erlaubt sind 1 bis 40 Buchstaben, Ziffern, Leerzeichen, - und _, zuerst ein Buchstabe oder eine Ziffer.`,
    en: `A display cannot be called ${found}. Allowed are 1 to 40 letters, digits, spaces, - and _, a letter or a digit first.`,
  });
}

function refused(message: Refusal['message']): Refusal {
  return { ok: false, code: 'INVALID_VALUE', field: 'display', message };
}

const TOO_MANY_CHOSEN = refused({
  de: `Für ${MAX_CHOSEN} Displays ist schon gewählt, was sie zeigen, mehr gehen nicht. Bitte eines vergessen, das es nicht mehr gibt (showView mit view: null).`,
  en: `It is chosen for ${MAX_CHOSEN} displays already what they show, and no more are allowed. Forget one that no longer exists (showView with view: null).`,
});

const TOO_MANY_OPEN = refused({
  de: `Es sind schon ${MAX_UNCHOSEN} Displays offen, für die niemand gewählt hat, was sie zeigen, mehr gehen nicht. Bitte eines schließen, oder mit showView für dieses wählen.`,
  en: `${MAX_UNCHOSEN} displays are open already for which nobody chose what they show, and no more are allowed. Close one, or choose for this one with showView.`,
});
