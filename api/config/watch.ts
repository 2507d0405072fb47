import { basename } from 'node:path';
import type { Finding, Settings } from '../house/index.ts';
import { CONFIG_FILES, type ConfigFileId, type ConfigFiles, diskFiles } from './files.ts';
import { AS_BEFORE, type Fault, stated } from './findings.ts';
import { type ConfigInput, type LoadedConfig, loadConfig } from './load.ts';

/** How a file stands against what was taken over from it. */
export interface ConfigFileState {
  id: ConfigFileId;
  /** `CHANGED`: it says something else by now. `REJECTED`: that was tried and cannot be used. */
  state: 'TAKEN' | 'CHANGED' | 'REJECTED' | 'ABSENT';
  /** What is to be said of what was taken over, or why it was rejected. */
  findings: Finding[];
}

/** What became of an attempt to take a changed file over. */
export type Takeover = { taken: true; config: LoadedConfig } | { taken: false; findings: Finding[] };

/** The configuration that counts, and what its files say by now. */
export interface WatchedConfig {
  config(): LoadedConfig;
  /** Compares the files with what was taken over, by content: one that was only touched is no change. */
  look(): ConfigFileState[];
  /**
   * Reads one file anew, the others stay as they were taken over. Where it says something that cannot be used, nothing
   * changes; what was found at the start, and counted as something else ever since, is no reason to reject it.
   */
  takeOver(id: ConfigFileId): Takeover;
  /** Reads every file anew and takes it as it is; whether that changed anything. */
  reload(): boolean;
}

/** What a file said, or that it was not there, or what kept us from reading it. */
type Content = string | null | Error;

/** Reads the configuration, and goes on knowing what each file said when it did. */
export function watchConfig({ files = diskFiles, ...input }: ConfigInput): WatchedConfig {
  let held = new Map<string, Content>();
  let config: LoadedConfig;
  /** What was tried in vain, by file. */
  const rejected = new Map<ConfigFileId, { content: string; findings: Finding[] }>();

  /** Loads from the disk what `isFresh` names, and all else from what is held. */
  function load(isFresh: (id: ConfigFileId) => boolean): {
    loaded: LoadedConfig;
    read: Map<string, Content>;
  } {
    const read = new Map<string, Content>();
    const recording: ConfigFiles = {
      read(path) {
        const known = read.get(path) ?? (isFresh(idOf(path)) ? undefined : held.get(path));
        const content = known === undefined ? contentOf(files, path) : known;
        read.set(path, content);
        if (content instanceof Error) throw content;
        return content;
      },
    };
    return { loaded: loadConfig({ ...input, files: recording }), read };
  }

  function takeAll(): void {
    const { loaded, read } = load(() => true);
    config = loaded;
    held = read;
    rejected.clear();
  }

  const pathsOf = (id: ConfigFileId) => [...held.keys()].filter((path) => idOf(path) === id);

  function stateOf(id: ConfigFileId): ConfigFileState {
    const paths = pathsOf(id);
    const now = paths.map((path) => contentOf(files, path));
    if (paths.every((path, index) => sameContent(held.get(path) ?? null, now[index] ?? null))) {
      rejected.delete(id);
      const isThere = now.some((content) => content !== null);
      return { id, state: isThere ? 'TAKEN' : 'ABSENT', findings: config.faults[id].map(stated) };
    }
    const tried = rejected.get(id);
    return tried?.content === fingerprint(now)
      ? { id, state: 'REJECTED', findings: tried.findings }
      : { id, state: 'CHANGED', findings: [] };
  }

  takeAll();
  return {
    config: () => config,
    look: () => CONFIG_FILES.map(stateOf),
    takeOver(id) {
      const { loaded, read } = load((other) => other === id);
      const isUnusable = loaded.faults[id].some((fault) => fault.used && !isAmong(fault, config.faults[id]));
      if (!loaded.settings || isUnusable) {
        const content = fingerprint(pathsOf(id).map((path) => read.get(path) ?? null));
        const findings = reasons(loaded, id);
        rejected.set(id, { content, findings });
        return { taken: false, findings };
      }
      rejected.delete(id);
      held = read;
      config = loaded;
      return { taken: true, config };
    },
    reload() {
      const before = JSON.stringify(config);
      takeAll();
      return JSON.stringify(config) !== before;
    },
  };
}

/** What parts are built on when they are made; everything else is read when it is used. */
const FOUNDATIONS = [
  'evccUrl',
  'evccUser',
  'evccPassword',
  'evccHeaders',
  'timeZone',
  'loadHistoryFile',
  'port',
  'dataDir',
  'retentionDays',
  'access',
  'log',
  'mqttUrl',
  'redis',
  'notify',
  'drivers',
  'telegramBotToken',
  'subscriptionLimits',
  'decisionIntervalMinutes',
  'observationDays',
  'influx',
] as const satisfies readonly (keyof Settings)[];

/** Whether a running house can go on with other settings; otherwise it has to be built anew. */
export function canGoOnWith(before: Settings, after: Settings): boolean {
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  return (
    FOUNDATIONS.every((key) => isSame(before[key], after[key])) &&
    isSame(ownSources(before), ownSources(after))
  );
}

/** Cars that have a source of their own, which is set up once. */
function ownSources({ vehicles }: Settings) {
  return vehicles.flatMap(({ name, custom, renault, disabled }) =>
    (custom || renault) && !disabled ? [{ name, custom, renault }] : [],
  );
}

/** Whether just that was said before. */
function isAmong(fault: Fault, faults: readonly Fault[]): boolean {
  return faults.some((other) => JSON.stringify(other) === JSON.stringify(fault));
}

/** Why a file is not taken over, the worst first, then what else is to be said of it. */
function reasons({ findings, faults }: LoadedConfig, id: ConfigFileId): Finding[] {
  const weight = ({ severity, used }: Fault) => (severity === 'CRITICAL' ? 2 : used ? 1 : 0);
  const ofFile = faults[id].toSorted((a, b) => weight(b) - weight(a));
  const isSettled = ofFile.some((fault) => weight(fault) > 0);
  return isSettled
    ? ofFile.map((fault) => stated(fault.used ? { ...fault, used: AS_BEFORE } : fault))
    : findings;
}

function idOf(path: string): ConfigFileId {
  const name = basename(path, '.yaml');
  return CONFIG_FILES.find((id) => id === name) ?? 'options';
}

function contentOf(files: ConfigFiles, path: string): Content {
  try {
    return files.read(path);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function sameContent(a: Content, b: Content): boolean {
  return fingerprint([a]) === fingerprint([b]);
}

function fingerprint(contents: readonly Content[]): string {
  return JSON.stringify(
    contents.map((content) => (content instanceof Error ? { error: content.message } : content)),
  );
}
