import { bufferFinding } from '../buffer/index.ts';
import type { AccessSettings, Finding, Settings, SetupState } from '../house/index.ts';
import { type ConfigFileId, type ConfigFiles, diskFiles } from './files.ts';
import { type Fault, missingRedisUrl, stated } from './findings.ts';
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
  /** Which of them are about what one file says. */
  faults: Record<ConfigFileId, Fault[]>;
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
  const unread = [...sources.findings, ...sources.fileFindings].some(isCritical);
  const isHouse = sources.role === 'house';
  const { options, findings: judged } = judge(sources.given, isHouse && !isDemo && !unread);
  const household = readHousehold(files, sources.configDirs, options.ev_target_soc);
  const settings = toSettings(options, household, { dataDir: sources.dataDir, isDemo });
  const base = isHouse ? bufferFinding(settings) : null;
  const ofOptions: Fault[] = [...judged, ...(base ? [base] : [])];
  const isFixed = ({ field }: Fault) => sources.fixed.has(field);
  const faults = {
    options: criticalFirst([...sources.fileFindings, ...ofOptions.filter((fault) => !isFixed(fault))]),
    ...household.findings,
  };
  const elsewhere: Fault[] = [...sources.findings, ...ofOptions.filter(isFixed)];
  if (!isHouse && settings.redis === null) elsewhere.push(missingRedisUrl());
  const findings = criticalFirst([...elsewhere, ...Object.values(faults).flat()]).map(stated);
  return {
    settings: findings.some(isCritical) ? null : settings,
    findings,
    faults,
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

function isCritical({ severity }: Finding): boolean {
  return severity === 'CRITICAL';
}

function criticalFirst(faults: readonly Fault[]): Fault[] {
  return faults.toSorted((a, b) => Number(isCritical(b)) - Number(isCritical(a)));
}
