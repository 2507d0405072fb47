import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { nodeBinary } from './node-binary.mjs';
import { run } from './run.mjs';
import { locked, say, step } from './step.mjs';

/** Makes the dependencies of the lock file present; without `dev` those of the running product are enough. */
export async function readyDependencies(root, { dev }) {
  if (installed(root, dev)) return;
  await locked(lockPath(root), async () => {
    if (installed(root, dev)) return;
    const present = existsSync(join(root, 'node_modules'));
    const npm = findNpm();
    if (!npm || !writable(present ? join(root, 'node_modules') : root)) {
      if (!present) {
        throw new Error(
          `The dependencies are missing, and they cannot be installed here: run "npm ci" in ${root}.`,
        );
      }
      say('The dependencies differ from package-lock.json and cannot be installed here; going on with them.');
      return;
    }
    await step('Installing dependencies from package-lock.json', () => {
      const args = [...npm.args, 'ci', '--include=dev', '--include=optional'];
      const { status } = spawnSync(npm.file, args, {
        cwd: root,
        stdio: ['ignore', 2, 2],
        shell: process.platform === 'win32',
      });
      if (status !== 0) throw new Error('"npm ci" failed; its messages are above.');
    });
  });
}

/** Whether npm's record of what it installed has every package of the lock file in its version. */
function installed(root, dev) {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages ?? {};
  const present = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages;
  if (!present) return false;
  return Object.entries(wanted).every(([path, { version, integrity, ...flags }]) => {
    if (path === '' || (flags.dev && !dev)) return true;
    const found = present[path];
    if (!found) return Boolean(flags.optional || flags.devOptional);
    return found.version === version && found.integrity === integrity;
  });
}

/** Builds the page when it is missing or was built from other sources. */
export async function readyPage(root) {
  if (!existsSync(join(root, 'web', 'index.html'))) return;
  const wanted = pageInputsHash(root);
  if (pageStamp(root) === wanted) return;
  await readyDependencies(root, { dev: true });
  await locked(lockPath(root), async () => {
    if (pageStamp(root) === wanted) return;
    if (!writable(join(root, 'web'))) {
      say(
        'The page is not built from these sources, and web/ is not writable; going on without building it.',
      );
      return;
    }
    await step('Building the page', async () => {
      const code = await run(nodeBinary(root), [
        join(root, 'node_modules/vite/bin/vite.js'),
        'build',
        join(root, 'web'),
        '--logLevel',
        'warn',
      ]);
      if (code !== 0) throw new Error('The page could not be built; the messages are above.');
      writeFileSync(stampPath(root), `${wanted}\n`);
    });
  });
}

function stampPath(root) {
  return join(root, 'web', 'dist', '.stamp');
}

function pageStamp(root) {
  return existsSync(stampPath(root)) ? readFileSync(stampPath(root), 'utf8').trim() : null;
}

function pageInputsHash(root) {
  const sources = readdirSync(join(root, 'web'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((path) => !path.startsWith(join(root, 'web', 'dist')) && !path.includes('node_modules'));
  const others = ['schema.graphql', 'package-lock.json', 'api/server/page-documents.json'].map((name) =>
    join(root, name),
  );
  const hash = createHash('sha256');
  for (const path of [...sources, ...others.filter(existsSync)].sort()) {
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

/**
 * Path of a Chromium for the browser tests, installed from the distribution's packages where none is found;
 * `null` when there is none, in which case the browser tests fail or, where asked for, are left out.
 */
export async function readyBrowser(root) {
  if (process.env.SMARTLOAD_SKIP_BROWSER === '1') {
    say('SMARTLOAD_SKIP_BROWSER=1: the browser tests are left out.');
    return null;
  }
  return (
    findBrowser() ?? (await locked(lockPath(root), async () => findBrowser() ?? (await installBrowser())))
  );
}

function findBrowser() {
  const chosen = process.env.SMARTLOAD_CHROMIUM;
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`SMARTLOAD_CHROMIUM is "${chosen}", and there is no such file.`);
  }
  return findProgram('chromium') ?? findProgram('chromium-browser') ?? findProgram('google-chrome');
}

async function installBrowser() {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const allowed =
    asRoot.length === 0 || (findProgram('sudo') && spawnSync('sudo', ['-n', 'true']).status === 0);
  if (findProgram('apt-get') && allowed) {
    try {
      await step('Installing Chromium for the browser tests from the distribution', () => {
        aptGet(asRoot, ['update', '-qq']);
        aptGet(asRoot, ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
      });
    } catch (error) {
      say(error.message);
    }
  }
  const found = findBrowser();
  if (!found) {
    say(
      'No Chromium was found, and none could be installed: the browser tests will fail. By hand:\n' +
        '  sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium\n' +
        'or point SMARTLOAD_CHROMIUM at a Chromium or Chrome, or leave the browser tests out with SMARTLOAD_SKIP_BROWSER=1.',
    );
  }
  return found;
}

function aptGet(asRoot, args) {
  const [file, ...rest] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
  const { status, stdout, stderr } = spawnSync(file, rest, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`apt-get ${args[0]} failed:\n${stdout}${stderr}`);
}

/** npm as the program that started us, else the one on the path; `null` where there is none. */
function findNpm() {
  const running = process.env.npm_execpath;
  if (running?.endsWith('npm-cli.js')) return { file: process.execPath, args: [running] };
  const file = findProgram(process.platform === 'win32' ? 'npm.cmd' : 'npm');
  return file ? { file, args: [] } : null;
}

function findProgram(name) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(existsSync) ?? null;
}

function lockPath(root) {
  return join(tmpdir(), `smartload-${createHash('sha256').update(root).digest('hex').slice(0, 12)}.lock`);
}

function writable(path) {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
