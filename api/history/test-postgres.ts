import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** A PostgreSQL server of its own in a temporary folder. */
export interface TestServer {
  /** Address of a new, empty database. */
  newDatabase(): string;
  /** Size of a database, bytes. */
  sizeBytes(url: string): number;
  /** What the server has written ahead so far, bytes. */
  walBytes(url: string): number;
  /** Keeps everybody else away from a table, and cancels whoever waits for it; ends with the function that it gives. */
  locked(url: string, table: string): Promise<() => Promise<void>>;
  /** Does something past the store. */
  run(url: string, command: string): void;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Cancels the next statement of the store that waits for a lock, as its time limit would. */
const CANCEL_NEXT = `DO $$ BEGIN LOOP
  PERFORM pg_stat_clear_snapshot();
  PERFORM pg_cancel_backend(pid) FROM pg_stat_activity
    WHERE application_name = 'smartload' AND datname = current_database() AND wait_event_type = 'Lock';
  EXIT WHEN FOUND;
  PERFORM pg_sleep(0.02);
END LOOP; END $$`;

const DEBIAN = '/usr/lib/postgresql';

/** Folder of the newest server of Debian's packages; `null` where there is none, or nobody whom it would run as. */
export function serverPrograms(): string | null {
  if (!existsSync(DEBIAN)) return null;
  const versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
  const found = versions
    .map((version) => join(DEBIAN, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')));
  return found && serverUser() ? found : null;
}

/** PostgreSQL refuses to run as root: then as the user of Debian's packages; `null` where there is none. */
function serverUser(): { uid?: number; gid?: number } | null {
  if (process.getuid?.() !== 0) return {};
  try {
    const id = (option: string) =>
      Number(execFileSync('id', [option, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

export async function startServer(bin: string): Promise<TestServer> {
  const user = serverUser() ?? {};
  const folder = mkdtempSync(join(tmpdir(), 'smartload-postgres-'));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const options = { ...user, cwd: folder, stdio: 'ignore' as const };
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'smartload', '-A', 'trust', '-E', 'UTF8', '--no-locale'],
    options,
  );
  const port = await freePort();
  let server: ChildProcess | null = null;
  let databases = 0;

  function psql(command: string): void {
    execFileSync(
      join(bin, 'psql'),
      ['-h', '127.0.0.1', '-p', String(port), '-U', 'smartload', '-d', 'postgres', '-c', command],
      options,
    );
  }

  function figure(query: string): number {
    const args = [
      '-h',
      '127.0.0.1',
      '-p',
      String(port),
      '-U',
      'smartload',
      '-d',
      'postgres',
      '-At',
      '-c',
      query,
    ];
    return Number(execFileSync(join(bin, 'psql'), args, { ...options, stdio: ['ignore', 'pipe', 'ignore'] }));
  }

  function run(): ChildProcess {
    const settings = ['listen_addresses=127.0.0.1', 'fsync=off', 'shared_buffers=16MB'];
    const args = [
      '-D',
      data,
      '-p',
      String(port),
      '-k',
      folder,
      ...settings.flatMap((setting) => ['-c', setting]),
    ];
    return spawn(join(bin, 'postgres'), args, options);
  }

  async function start(): Promise<void> {
    server = run();
    for (let attempt = 1; ; attempt++) {
      try {
        return psql('SELECT 1');
      } catch (error) {
        if (attempt === 60) throw error;
        await sleep(250);
        // Right after a crash it may not begin yet, while parts of the one before still end.
        if (server.exitCode !== null) server = run();
      }
    }
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = server;
    server = null;
    if (!ending || ending.exitCode !== null) return;
    await new Promise((resolve) => {
      ending.once('exit', resolve);
      ending.kill(signal);
    });
  }

  await start();
  return {
    newDatabase() {
      databases += 1;
      psql(`CREATE DATABASE house${databases}`);
      return `postgres://smartload@127.0.0.1:${port}/house${databases}`;
    },
    sizeBytes: (url) => figure(`SELECT pg_database_size('${url.split('/').at(-1)}')`),
    walBytes: () => figure("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')"),
    run: (url, command) => void execFileSync(join(bin, 'psql'), [url, '-c', command], options),
    async locked(url, table) {
      const client = new pg.Client({ connectionString: url, application_name: 'other' });
      await client.connect();
      await client.query(`BEGIN; LOCK TABLE "${table}" IN ACCESS EXCLUSIVE MODE`);
      // The store waits in this very thread, so that somebody else has to cancel its statement.
      const canceller = spawn(join(bin, 'psql'), [url, '-c', CANCEL_NEXT], { stdio: 'ignore' });
      const cancelled = once(canceller, 'exit');
      return async () => {
        await cancelled;
        await client.query('ROLLBACK');
        await client.end();
      };
    },
    kill: () => end('SIGQUIT'),
    start,
    async stop() {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
