import type { ActionResult, FoundEvcc, Refusal, SetupActions, SetupState } from '../house/index.ts';
import { lookAt } from './look-at.ts';

export interface SetupOptions {
  /** How it stands now. */
  state(): SetupState;
  /** Keeps an address and begins anew with it; `null` forgets the one that is kept. */
  keep(address: string | null): void;
  /** Where evcc usually is, the likeliest first. */
  candidates: readonly string[];
}

/** So many addresses are looked at side by side, whoever asks: this is no tool to search networks with. */
const AT_A_TIME = 2;

/** The first visit: which evcc is steered. */
export function createSetup({ state, keep, candidates }: SetupOptions): SetupActions {
  let searching: Promise<FoundEvcc[]> | null = null;
  let looking = 0;

  async function search(): Promise<FoundEvcc[]> {
    const answers = await Promise.all(candidates.map(lookAt));
    return eachOnce(answers.flatMap((answer) => (answer.ok ? [answer.value] : [])));
  }

  async function check(address: string): Promise<ActionResult<FoundEvcc>> {
    if (!state().possible) return decidedElsewhere();
    if (looking >= AT_A_TIME) return busy();
    looking++;
    try {
      return await lookAt(address);
    } finally {
      looking--;
    }
  }

  return {
    state,
    check,
    async find() {
      if (!state().possible) return decidedElsewhere();
      searching ??= search().finally(() => {
        searching = null;
      });
      return { ok: true, value: await searching };
    },
    async finish(address) {
      const found = await check(address);
      if (!found.ok) return found;
      keep(found.value.address);
      return { ok: true, value: state() };
    },
    async forget() {
      if (!state().possible) return decidedElsewhere();
      keep(null);
      return { ok: true, value: state() };
    },
  };
}

/** One evcc may have several names; the likeliest stays. */
function eachOnce(found: readonly FoundEvcc[]): FoundEvcc[] {
  const seen = new Set<string>();
  return found.filter(({ address: _address, battery, ...rest }) => {
    const traits = JSON.stringify({ ...rest, capacityKwh: battery?.capacityKwh });
    return !seen.has(traits) && seen.add(traits);
  });
}

function decidedElsewhere(): Refusal {
  return refused(
    'Die Adresse von evcc steht in einer Datei, der Umgebung oder der Befehlszeile und wird dort geändert.',
    "evcc's address stands in a file, the environment or the command line and is changed there.",
  );
}

function busy(): Refusal {
  return refused(
    'Es wird gerade schon gesucht. Bitte gleich noch einmal.',
    'A search is already running. Please try again shortly.',
  );
}

function refused(de: string, en: string): Refusal {
  return { ok: false, code: 'NOT_READY', field: null, message: { de, en } };
}
