import { dirname, resolve } from 'node:path';
import type { Finding } from '../house/index.ts';
import { type CommandLine, readCommandLine } from './arguments.ts';
import { chosenPath } from './chosen.ts';
import { withoutStrangeCredentials } from './credentials.ts';
import { unreadInDemo, unusedInDemo } from './demo-findings.ts';
import { type ConfigFiles, isMapping, readConfigFile } from './files.ts';
import { chosenGoesFirst, notOptions, roleUnknown, slipOfThePen, unreadableFile } from './findings.ts';
import type { Given } from './judge.ts';
import { ALIASES, optionsSchema } from './schema.ts';
import { meantName } from './slips.ts';

/** Where the add-on's options are. */
export const ADDON_OPTIONS = '/data/options.json';
const ADDON_DATA = '/data';
const ADDON_CONFIG = '/config';

export type ConfigSource = 'demo' | 'file' | 'env' | 'addon' | 'page';

/** What a process is for: to steer the house, or to serve it beside the one that does. */
export const ROLES = ['house', 'api'] as const;
export type Role = (typeof ROLES)[number];

/** Environment variables by name, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** All that was given, not yet judged. */
export interface Sources {
  source: ConfigSource;
  role: Role;
  given: Map<string, Given>;
  /** Whether the page may choose which evcc is steered: nobody has said it where the page has no say. */
  canChoose: boolean;
  /** The address that was chosen there; `null` = none, or it does not count. */
  chosenUrl: string | null;
  /** Files that were read, for whoever watches them. */
  files: string[];
  dataDir: string;
  /** Where `vehicles.yaml`, `drivers.yaml` and `loads.yaml` may be, best first. */
  configDirs: string[];
  /** Options that command line or environment give, whatever the files say. */
  fixed: ReadonlySet<string>;
  /** What is to be said of command line and environment, */
  findings: Finding[];
  /** and of the files with the options. */
  fileFindings: Finding[];
}

/** These alone do not say that there is a house. */
const NOT_OF_THE_HOUSE: readonly string[] = [
  'api_port',
  'timezone',
  'listen',
  'api_tokens',
  'require_login',
  'trusted_documents_only',
  'allowed_hosts',
  'log_level',
  'log_format',
  'max_subscriptions_per_address',
  'max_subscriptions',
  'redis_url',
  'redis_prefix',
];

/** Collects the options from add-on, file, environment and command line; later ones win over earlier. */
export function readSources(argv: readonly string[], env: Environment, files: ConfigFiles): Sources {
  const line = readCommandLine(argv);
  const environment = fromEnvironment(env);
  const early = new Map([...environment, ...fromCommandLine(line)]);
  const role = roleOf(line, env);
  if (line.demo && role === 'house') return demo(line, env, files, early);

  const addon = readOptions(files, ADDON_OPTIONS, false);
  const path = line.config ?? (env.SMARTLOAD_CONFIG || null);
  const file = path === null ? null : readOptions(files, path, true);
  const dataDir = dataFolder(line, env, files);
  const chosen = readChosen(files, dataDir);
  const configured = addon.found || file !== null || chosen.found || [...early.keys()].some(isOfTheHouse);
  if (!configured && role === 'house') return demo(line, env, files, early);

  const given = [...fromSystem(env), ...addon.given, ...chosen.given, ...(file?.given ?? []), ...early];
  const isFixed = isSaid(file?.given) || isSaid(early);
  const chosenUrl = isFixed ? null : urlIn(chosen.given);
  const usable = withoutStrangeCredentials(new Map(given), chosenUrl, urlIn(addon.given));
  return {
    source: file ? 'file' : addon.found ? 'addon' : chosen.found ? 'page' : 'env',
    role,
    // Who only serves the house leaves to its owner what is said of it.
    given: role === 'api' ? new Map(given.filter(([name]) => !isOfTheHouse(name))) : usable.given,
    canChoose: role === 'house' && !isFixed,
    chosenUrl,
    files: [...(addon.found ? [ADDON_OPTIONS] : []), ...(file && path ? [path] : [])],
    dataDir,
    configDirs: role === 'api' ? [] : [...(path ? [dirname(path)] : []), ADDON_CONFIG, dataDir],
    fixed: new Set(early.keys()),
    findings: [...line.findings, ...unknownRole(line, env), ...slipsInEnvironment(env)],
    fileFindings: [
      ...addon.findings,
      ...chosen.findings,
      ...overruled(chosenUrl, urlIn(addon.given)),
      ...usable.findings,
      ...(file?.findings ?? []),
    ],
  };
}

/** The virtual house: nothing that was said of the real one counts for it. */
function demo(
  line: CommandLine,
  env: Environment,
  files: ConfigFiles,
  early: ReadonlyMap<string, Given>,
): Sources {
  // That no other evcc is asked goes without saying.
  const unused = [...early].flatMap(([name, { origin }]) =>
    isOfTheHouse(name) && !name.startsWith('evcc_') ? (origin ?? name) : [],
  );
  return {
    source: 'demo',
    role: 'house',
    given: new Map([...fromSystem(env), ...[...early].filter(([name]) => !isOfTheHouse(name))]),
    canChoose: !line.demo,
    chosenUrl: null,
    files: [],
    dataDir: dataFolder(line, env, files),
    configDirs: [],
    fixed: new Set(early.keys()),
    findings: [
      ...line.findings,
      ...unknownRole(line, env),
      ...slipsInEnvironment(env),
      ...(line.demo && line.config ? [unreadInDemo(line.config)] : []),
      ...(unused.length > 0 ? [unusedInDemo(unused)] : []),
    ],
    fileFindings: [],
  };
}

function writtenRole(line: CommandLine, env: Environment): string {
  return line.role ?? (env.SMARTLOAD_ROLE || ROLES[0]);
}

function roleOf(line: CommandLine, env: Environment): Role {
  const written = writtenRole(line, env);
  return ROLES.find((role) => role === written) ?? ROLES[0];
}

function unknownRole(line: CommandLine, env: Environment): Finding[] {
  const written = writtenRole(line, env);
  return ROLES.some((role) => role === written) ? [] : [roleUnknown(written, ROLES)];
}

function isOfTheHouse(name: string): boolean {
  return !NOT_OF_THE_HOUSE.includes(name);
}

function dataFolder(line: CommandLine, env: Environment, files: ConfigFiles): string {
  const chosen = line.data ?? (env.SMARTLOAD_DATA || null);
  if (chosen) return resolve(chosen);
  const isAddon = env.SUPERVISOR_TOKEN || readConfigFile(files, ADDON_OPTIONS).state !== 'absent';
  return isAddon ? ADDON_DATA : resolve('data');
}

interface OptionsFile {
  found: boolean;
  given: Map<string, Given>;
  findings: Finding[];
}

function readOptions(files: ConfigFiles, path: string, mandatory: boolean): OptionsFile {
  const file = readConfigFile(files, path);
  const given = new Map<string, Given>();
  if (file.state === 'broken') return { found: true, given, findings: [file.finding] };
  if (file.state === 'absent') {
    return { found: mandatory, given, findings: mandatory ? [unreadableFile(path, 'ENOENT')] : [] };
  }
  if (!isMapping(file.content)) {
    const findings = file.content === null ? [] : [notOptions(path, file.content)];
    return { found: true, given, findings };
  }
  for (const [name, value] of Object.entries(file.content)) {
    const alias = Object.hasOwn(ALIASES, name) ? ALIASES[name] : null;
    given.set(alias ?? name, { value, origin: alias ? name : null });
  }
  return { found: true, given, findings: [] };
}

/** What was chosen on the page: where evcc is, and nothing else. */
function readChosen(files: ConfigFiles, dataDir: string): OptionsFile {
  const { found, given, findings } = readOptions(files, chosenPath(dataDir), false);
  return { found, given: new Map([...given].filter(([name]) => name === EVCC_URL)), findings };
}

const EVCC_URL = 'evcc_url';

function isSaid(given: ReadonlyMap<string, Given> | undefined): boolean {
  return given !== undefined && urlIn(given) !== null;
}

function urlIn(given: ReadonlyMap<string, Given>): string | null {
  const { value } = given.get(EVCC_URL) ?? {};
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function* overruled(chosen: string | null, option: string | null): Generator<Finding> {
  if (chosen && option && chosen !== option.replace(/\/+$/, '')) yield chosenGoesFirst(chosen, option);
}

const PREFIX = 'SMARTLOAD_';
/** Variables that set no option. */
const NO_OPTIONS = ['SMARTLOAD_ROLE', 'SMARTLOAD_DATA', 'SMARTLOAD_CONFIG'];

/** What counts where nobody says anything of Smartload. */
function fromSystem(env: Environment): Map<string, Given> {
  return new Map(env.TZ ? [['timezone', { value: env.TZ, origin: 'TZ' }]] : []);
}

/** Each option by the environment variable that sets it; of two variables for one option the later one counts. */
const variables: readonly (readonly [variable: string, option: string])[] = [
  ['EVCC_URL', 'evcc_url'],
  ['REDIS_URL', 'redis_url'],
  ...Object.entries(ALIASES).map(([alias, name]) => [variableOf(alias), name] as const),
  ...Object.keys(optionsSchema.shape).map((name) => [variableOf(name), name] as const),
];

function variableOf(name: string): string {
  return PREFIX + name.toUpperCase();
}

function fromEnvironment(env: Environment): Map<string, Given> {
  const given = new Map<string, Given>();
  for (const [variable, name] of variables) {
    const value = env[variable];
    if (value) given.set(name, { value, origin: variable });
  }
  return given;
}

function* slipsInEnvironment(env: Environment): Generator<Finding> {
  const known = [...variables.map(([variable]) => variable), ...NO_OPTIONS];
  for (const variable of Object.keys(env)) {
    if (!variable.startsWith(PREFIX) || known.includes(variable)) continue;
    const meant = meantName(variable, known);
    if (meant) yield slipOfThePen(variable, meant);
  }
}

function fromCommandLine(line: CommandLine): Map<string, Given> {
  const given = new Map<string, Given>();
  if (line.evccUrl !== null) given.set('evcc_url', { value: line.evccUrl, origin: '--evcc-url' });
  if (line.port !== null) given.set('api_port', { value: line.port, origin: '--port' });
  return given;
}
