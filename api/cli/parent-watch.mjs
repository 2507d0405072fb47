/**
 * Loaded before the program when the launcher starts it: ends the program when the launcher is gone, even
 * where the launcher was killed and could not pass anything on.
 */
const GRACE_MS = 10_000;

if (process.channel) {
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS).unref();
  });
  process.channel.unref();
}
