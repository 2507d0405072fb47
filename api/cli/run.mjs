import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Signals that arrive closer together than this are one: a terminal and npm both deliver Ctrl-C. */
const SAME_SIGNAL_MS = 500;
const PARENT_POLL_MS = 250;

/**
 * Runs a program to its end with our input and output and gives its exit code. It has a process group of its
 * own, so that a signal reaches it through us and only once, and an open channel to us, so that it can tell
 * when we are gone.
 */
export function run(file, args, { cwd, env = process.env } = {}) {
  const ownGroup = process.platform !== 'win32';
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      env,
      detached: ownGroup,
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    });

    const lastSent = new Map();
    const forward = (signal) => {
      const now = Date.now();
      if (now - (lastSent.get(signal) ?? 0) < SAME_SIGNAL_MS) return;
      lastSent.set(signal, now);
      try {
        process.kill(ownGroup ? -child.pid : child.pid, signal);
      } catch {
        // It has already ended; its exit is on the way to us.
      }
    };
    const stopWatching = watchNpm(() => forward('SIGTERM'));
    const settle = (finish) => {
      stopWatching();
      for (const signal of FORWARDED) process.off(signal, forward);
      finish();
    };

    for (const signal of FORWARDED) process.on(signal, forward);
    child.once('error', (error) => settle(() => reject(error)));
    child.once('exit', (code, signal) =>
      settle(() => resolve(signal ? 128 + constants.signals[signal] : code)),
    );
  });
}

/**
 * Tells when npm was ended: it passes SIGTERM to the shell it runs us in, and that shell ends without passing
 * it on. Started in any other way we may well outlive our parent.
 */
function watchNpm(onGone) {
  if (!process.env.npm_lifecycle_event) return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, PARENT_POLL_MS);
  return () => clearInterval(timer);
}
