import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Everything the launcher says goes to stderr: stdout belongs to the command. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Runs a step that takes a while, saying what it is, how it ended and how long it took. */
export async function step(what, action) {
  say(`${what} …`);
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  try {
    await action();
    say(`${what}: done in ${seconds()}`);
  } catch (error) {
    say(`${what}: failed after ${seconds()}`);
    throw error;
  }
}

const POLL_MS = 200;
const UNSIGNED_GRACE_MS = 10_000;

/** Runs `action` while holding the lock directory `path`; a second launch waits for the first. */
export async function locked(path, action) {
  for (let waited = 0; !acquire(path); waited++) {
    if (waited === 0) say('Waiting for another launch that is making things ready …');
    await sleep(POLL_MS);
  }
  try {
    return await action();
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

function acquire(path) {
  try {
    mkdirSync(path);
    writeFileSync(join(path, 'pid'), String(process.pid));
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (abandoned(path)) setAside(path);
    return false;
  }
}

/** Whether the launch that took the lock is no longer there. */
function abandoned(path) {
  try {
    const pid = Number(readFileSync(join(path, 'pid'), 'utf8'));
    if (pid > 0) return !alive(pid);
  } catch {
    // Its owner has not signed it yet, or died before it could.
  }
  try {
    return Date.now() - statSync(path).mtimeMs > UNSIGNED_GRACE_MS;
  } catch {
    return false;
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Renaming first: of several launches that see the dead owner only one can move the directory away. */
function setAside(path) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    rmSync(aside, { recursive: true, force: true });
  } catch {
    // Another launch was faster.
  }
}
