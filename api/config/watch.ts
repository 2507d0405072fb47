import type { LoadedConfig } from './load.ts';

/** Files are looked at this often, by the wall clock; they are few and small. */
const INTERVAL_MS = 5000;

/**
 * Reads the configuration again and again, and tells when it says something else than before. Reading is by
 * content: a file that was only touched, or written back as it was, is no change.
 *
 * @returns how to stop watching
 */
export function watchConfig(
  load: () => LoadedConfig,
  current: LoadedConfig,
  onChange: (changed: LoadedConfig) => void,
): () => void {
  let known = contentOf(current);
  const timer = setInterval(() => {
    const loaded = load();
    const content = contentOf(loaded);
    if (content === known) return;
    known = content;
    onChange(loaded);
  }, INTERVAL_MS);
  timer.unref();
  return () => clearInterval(timer);
}

function contentOf({ settings, findings, files, port, dataDir }: LoadedConfig): string {
  return JSON.stringify([settings, findings, files, port, dataDir]);
}
