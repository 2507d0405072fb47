/**
 * The one way into every command of package.json. Runs on Node 20 with nothing installed: makes ready what
 * the command needs, then runs it with a Node that can run TypeScript.
 */
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeBinary } from './node-binary.mjs';
import { readyBrowser, readyDependencies, readyPage } from './ready.mjs';
import { run } from './run.mjs';
import { SMALL_MEMORY } from './small-memory.mjs';
import { say, step } from './step.mjs';
import { asksForUsage, USAGE } from './usage.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const TEST_TIMEOUT_MS = 5 * 60 * 1000;

const commands = {
  start,
  demo,
  token,
  'image:stage': imageStage,
  backup: (args) => dataFolder('backup', args),
  restore: (args) => dataFolder('restore', args),
  doctor,
  savings,
  backtest,
  replay,
  test,
  check,
  bench,
  screenshots,
  codegen,
  format,
  build,
};

async function start(args) {
  await readyDependencies(root, { dev: false });
  await readyPage(root);
  return program('api/main.ts', args);
}

async function demo(args) {
  await readyDependencies(root, { dev: false });
  return program('api/cli/demo.ts', args);
}

/** Copies what is kept, or puts a copy in its place. */
async function dataFolder(command, args) {
  await readyDependencies(root, { dev: false });
  return node([join(root, 'api/cli/backup.ts'), command, ...args]);
}

/** Looks at all that Smartload stands on, and says what to do. */
async function doctor(args) {
  await readyDependencies(root, { dev: false });
  return node([join(root, 'api/cli/doctor.ts'), ...args]);
}

/** Puts into a folder what an image holds: the program, the page, and the dependencies that it runs on. */
async function imageStage(args) {
  await readyDependencies(root, { dev: true });
  await readyPage(root);
  return node([join(root, 'api/cli/image-stage.ts'), ...args]);
}

/** Prints a new token and what lets its bearer in. */
async function token(args) {
  await readyDependencies(root, { dev: false });
  return program('api/cli/token.ts', args);
}

async function savings(args) {
  await readyDependencies(root, { dev: false });
  return program('api/cli/savings.ts', args);
}

/** Runs for a while and then ends, so it takes what it needs. */
async function backtest(args) {
  await readyDependencies(root, { dev: false });
  return node([join(root, 'api/cli/backtest.ts'), ...args]);
}

/** What was recorded, computed again; ends by itself too. */
async function replay(args) {
  await readyDependencies(root, { dev: false });
  return node([join(root, 'api/cli/replay.ts'), ...args]);
}

/** Words choose test files by a part of their path; options go to Node's test runner. */
async function test(args) {
  await readyDependencies(root, { dev: true });
  const words = args.filter((arg) => !arg.startsWith('-'));
  const files = testFiles().filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
  if (files.length === 0) throw new Error(`No test file has ${words.join(' or ')} in its path.`);

  const env = { ...process.env };
  if (words.length === 0 || files.some((file) => file.includes('browser'))) {
    await readyPage(root);
    const chromium = await readyBrowser(root);
    if (chromium) env.SMARTLOAD_CHROMIUM = chromium;
  }
  const options = [
    '--test',
    `--test-concurrency=${availableParallelism()}`,
    `--test-timeout=${TEST_TIMEOUT_MS}`,
    ...args.filter((arg) => arg.startsWith('-')),
  ];
  return node([...options, ...files], { cwd: root, env });
}

/** Runs every check even when one fails, so that one run shows all there is to fix. */
async function check() {
  await readyDependencies(root, { dev: true });
  const checks = {
    types: ['node_modules/typescript/bin/tsc', '-p', '.'],
    'lint and format': ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
    'generated files': ['api/cli/check-generated.ts'],
    'known holes': ['api/cli/check-audit.ts'],
  };
  const failed = [];
  for (const [name, args] of Object.entries(checks)) {
    if (!existsSync(join(root, args[0]))) continue;
    const code = await node(args, { cwd: root });
    say(`check ${name}: ${code === 0 ? 'ok' : 'FAILED'}`);
    if (code !== 0) failed.push(name);
  }
  return failed.length === 0 ? 0 : 1;
}

async function bench([name, ...args]) {
  await readyDependencies(root, { dev: true });
  const known = filesBelow('test/bench').map((file) => relative('test/bench', file).replace(/\.ts$/, ''));
  if (!known.includes(name))
    throw new Error(`npm run bench -- <name>, where name is one of: ${known.join(', ')}`);
  if (name === 'web') return inBrowser('test/bench/web.ts', args);
  return program(`test/bench/${name}.ts`, args);
}

/** Takes the pictures that the README shows. */
async function screenshots(args) {
  await readyDependencies(root, { dev: true });
  return inBrowser('test/screenshots.ts', args);
}

/** Runs a program that opens the page. */
async function inBrowser(path, args) {
  await readyPage(root);
  const chromium = await readyBrowser(root);
  const env = { ...process.env, ...(chromium ? { SMARTLOAD_CHROMIUM: chromium } : {}) };
  return node([join(root, path), ...args], { cwd: root, env });
}

async function codegen(args) {
  await readyDependencies(root, { dev: true });
  return program('api/cli/codegen.ts', args);
}

async function format() {
  await readyDependencies(root, { dev: true });
  return node(['node_modules/@biomejs/biome/bin/biome', 'check', '--write', '.'], { cwd: root });
}

async function build() {
  await readyDependencies(root, { dev: true });
  await readyPage(root);
  return 0;
}

/** glibc gives back what is freed instead of keeping it for each thread; elsewhere these mean nothing. */
const TIGHT_MALLOC = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_TRIM_THRESHOLD_: '65536',
  MALLOC_MMAP_THRESHOLD_: '65536',
};

/** From Node's code cache a program starts faster, and does without the parts of Node that read TypeScript. */
async function program(path, args) {
  const cache = join(root, 'node_modules/.cache/smartload');
  const env = { ...TIGHT_MALLOC, NODE_COMPILE_CACHE: cache, ...process.env };
  const warm = join(root, 'api/cli/warm.ts');
  if (!existsSync(cache) && existsSync(warm))
    await step('Warming the code cache', () => node([...SMALL_MEMORY, warm], { env }));
  return node([...SMALL_MEMORY, join(root, path), ...args], { env });
}

function node(args, options) {
  const watch = new URL('./parent-watch.mjs', import.meta.url).href;
  // Stripping types keeps lines and columns, so no source maps are needed.
  const flags = ['--disable-warning=ExperimentalWarning', `--import=${watch}`];
  return run(nodeBinary(root), [...flags, ...args], options);
}

function testFiles() {
  return ['api', 'web', 'test'].flatMap(filesBelow).filter((file) => file.endsWith('.test.ts'));
}

/** Paths of all TypeScript files below a folder, relative to the root, in order. */
function filesBelow(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true })
    .map((file) => join(folder, file))
    .filter((file) => file.endsWith('.ts'))
    .sort();
}

const [name, ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name ?? '') ? commands[name] : null;
if (!command) {
  say(`Usage: npm run <command>, where command is one of: ${Object.keys(commands).join(', ')}`);
  process.exit(2);
}
if (asksForUsage(args) && Object.hasOwn(USAGE, name)) {
  console.log(USAGE[name]);
  process.exit();
}
try {
  process.exitCode = await command(args);
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}
