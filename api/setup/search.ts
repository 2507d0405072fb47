import type { SetupActions, Text } from '../house/index.ts';

/** Where nobody else says which evcc is steered: it is looked for beside us, and taken where there is exactly one. */
export interface Search {
  /** Looks at once, then again and again until evcc is found or somebody says which it is. Only the first call counts. */
  begin(): void;
  stop(): void;
}

export interface SearchOptions {
  setup: SetupActions;
  /** Where `setup` looks, for people. */
  candidates: readonly string[];
  /** Told of what was found, and once that nothing was. */
  log(line: string): void;
  everyMs?: number;
}

/** evcc may start after us, as both do when Home Assistant's machine is switched on. */
const EVERY_MS = 30_000;

/** Looks for nothing before it is begun. */
export function createSearch({ setup, candidates, log, everyMs = EVERY_MS }: SearchOptions): Search {
  let isBegun = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let told = '';

  async function look(): Promise<void> {
    const found = await setup.find();
    // Somebody may have chosen meanwhile; then there is nothing left to look for.
    if (isStopped || !setup.state().needed || !found.ok) return;
    const [first, ...others] = found.value;
    if (!first) say(foundNothing(candidates));
    else if (others.length > 0) say(foundSeveral(found.value.map(({ address }) => address)));
    else {
      const taken = await setup.finish(first.address);
      if (taken.ok) return say(foundAt(first.address, first.version));
      say(taken.message);
    }
    if (!isStopped) timer = setTimeout(run, everyMs);
  }

  function run(): void {
    look().catch((error: unknown) => log(`evcc could not be looked for: ${error}`));
  }

  /** Says each thing once, however often it is found. */
  function say({ de, en }: Text): void {
    const line = `${de} / ${en}`;
    if (line !== told) log(line);
    told = line;
  }

  return {
    begin() {
      if (isBegun || !setup.state().needed) return;
      isBegun = true;
      run();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

function foundAt(address: string, version: string | null): Text {
  return {
    de: `evcc ${version ?? ''} gefunden: ${address}. Ein anderes lässt sich auf der Seite wählen (Einrichten).`,
    en: `evcc ${version ?? ''} found: ${address}. Another one can be chosen on the page (set up).`,
  };
}

function foundNothing(candidates: readonly string[]): Text {
  const places = candidates.join(', ');
  return {
    de: `evcc antwortet unter keiner der üblichen Adressen (${places}). Es wird weiter gesucht; auf der Seite oder in evcc_url lässt sich eine andere angeben.`,
    en: `evcc answers at none of the usual addresses (${places}). The search goes on; another one can be given on the page or in evcc_url.`,
  };
}

function foundSeveral(addresses: readonly string[]): Text {
  const places = addresses.join(', ');
  return {
    de: `Es gibt mehr als ein evcc (${places}). Welches gesteuert wird, ist auf der Seite oder in evcc_url zu wählen.`,
    en: `There is more than one evcc (${places}). Choose on the page or in evcc_url which one is steered.`,
  };
}
