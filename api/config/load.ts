import { bufferFinding } from '../buffer/index.ts';
import type { AccessSettings, Finding, Settings, SetupState } from '../house/index.ts';
import { type ConfigFiles, diskFiles } from './files.ts';
import { missingRedisUrl } from './findings.ts';
import { readHousehold } from './household.ts';
import { judge } from './judge.ts';
import { toSettings } from './settings.ts';
import { type ConfigSource, type Environment, type Role, readSources } from './sources.ts';

/** A configuration that was read and judged. */
export interface LoadedConfig {
  /** `null` with a critical finding: nothing may be optimised, and evcc is never called. */
  settings: Settings | null;
  /** Critical ones first. */
  findings: Finding[];
  source: ConfigSource;
  role: Role;
  /** How far it is settled which evcc is steered. */
  setup: SetupState;
  /** Files that it was read from. */
  files: string[];
  /** What a server that only shows the findings still needs. */
  port: number;
  dataDir: string;
  timeZone: string;
  access: AccessSettings;
  log: Settings['log'];
}

/** What a configuration is read from. */
export interface ConfigInput {
  /** Arguments after the program's name. */
  argv: readonly string[];
  env: Environment;
  files?: ConfigFiles;
}

/**
 * Reads and judges the configuration before anything else is read, written or called. Never throws: what is
 * wrong is in the findings. No configuration of any kind, or `--demo`, is the virtual house.
 */
export function loadConfig({ argv, env, files = diskFiles }: ConfigInput): LoadedConfig {
  const sources = readSources(argv, env, files);
  const isDemo = sources.source === 'demo';
  const unread = sources.findings.some((finding) => finding.severity === 'CRITICAL');
  const isHouse = sources.role === 'house';
  const { options, findings: judged } = judge(sources.given, isHouse && !isDemo && !unread);
  const household = readHousehold(files, sources.configDirs);
  const settings = toSettings(options, household, { dataDir: sources.dataDir, isDemo });
  const findings = [...sources.findings, ...judged, ...household.findings];
  const base = bufferFinding(settings);
  if (base && isHouse) findings.push(base);
  if (!isHouse && settings.redis === null) findings.push(missingRedisUrl());
  findings.sort((a, b) => rank(a) - rank(b));
  return {
    settings: findings.some((finding) => finding.severity === 'CRITICAL') ? null : settings,
    findings,
    source: sources.source,
    role: sources.role,
    setup: {
      possible: sources.canChoose,
      needed: sources.canChoose && settings.evccUrl === null,
      address: sources.chosenUrl,
    },
    files: [...sources.files, ...household.files],
    port: settings.port,
    dataDir: settings.dataDir,
    timeZone: settings.timeZone,
    access: settings.access,
    log: settings.log,
  };
}

function rank({ severity }: Finding): number {
  return severity === 'CRITICAL' ? 0 : 1;
}
