import { CONFIG_FILES, type ConfigFileId, type ConfigFileState, type Takeover } from '../config/index.ts';
import type { Finding, Text } from '../house/index.ts';
import { stopwatch } from './reading.ts';
import type { Sources } from './sources.ts';

/** The files of the configuration, as whoever read it keeps them. */
export interface WatchedFiles {
  /** How each file stands against what was taken over from it. */
  look(): ConfigFileState[];
  /** Takes a changed file over, with all that follows from it; what cannot be used changes nothing. */
  takeOver(id: ConfigFileId): Takeover;
}

/** Files are looked at this often, by the wall clock; they are few and small. */
const INTERVAL_MS = 5000;

/**
 * Makes the files sources: one that changed is stale until somebody has it read anew.
 *
 * @param onLook told after each look at the files
 */
export function watchFiles(
  sources: Sources,
  files: WatchedFiles,
  onLook: () => void,
): { start(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const seen = new Map<ConfigFileId, ConfigFileState['state']>();

  function take({ id, state, findings }: ConfigFileState, durationMs?: number): void {
    if (state === 'ABSENT') sources.absent(id, durationMs);
    else sources.read(id, { summary: TAKEN, findings, ...(durationMs === undefined ? {} : { durationMs }) });
  }

  function look(): void {
    for (const file of files.look()) {
      const before = seen.get(file.id);
      seen.set(file.id, file.state);
      if (before === file.state) continue;
      if (file.state === 'CHANGED') sources.changed(file.id);
      else if (file.state === 'REJECTED') reject(file.id, file.findings);
      else take(file);
    }
  }

  function reject(id: ConfigFileId, findings: Finding[], durationMs?: number): void {
    sources.changed(id);
    sources.failed(id, rejection(findings), durationMs, findings);
  }

  for (const id of CONFIG_FILES)
    sources.register(id, {
      scope: 'FILES',
      maxAgeMs: null,
      read: async () => {
        const elapsedMs = stopwatch();
        const result = files.takeOver(id);
        const file = files.look().find((candidate) => candidate.id === id);
        if (!result.taken) reject(id, result.findings, elapsedMs());
        else if (file) take(file, elapsedMs());
        if (file) seen.set(id, file.state);
      },
    });
  look();
  return {
    start() {
      timer = setInterval(() => {
        look();
        onLook();
      }, INTERVAL_MS).unref();
    },
    stop: () => clearInterval(timer),
  };
}

const TAKEN: Text = {
  de: 'übernommen, wie sie auf dem Datenträger steht',
  en: 'taken over as it is on the disk',
};

function rejection([worst]: readonly Finding[]): Text {
  if (!worst) return { de: 'Nicht brauchbar.', en: 'Cannot be used.' };
  const { field, message, suggestion } = worst;
  const [file = ''] = field.split(/:\d/);
  // What is wrong with a file as a whole names it.
  const where = message.en.includes(file) ? '' : `${field}: `;
  return { de: `${where}${message.de} ${suggestion.de}`, en: `${where}${message.en} ${suggestion.en}` };
}
