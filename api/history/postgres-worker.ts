import { setTimeout as sleep } from 'node:timers/promises';
import { workerData } from 'node:worker_threads';
import pg, { type Client } from 'pg';
import type { ReadRow, Statement } from './connection.ts';
import {
  OWN_CODES,
  type PostgresAnswer,
  type PostgresRequest,
  type PostgresWorkerData,
} from './postgres-protocol.ts';
import { LOCK_NUMBER, POSTGRES_MIGRATIONS, POSTGRES_TABLES } from './postgres-schema.ts';

/** Holds the connection, one request after the other. A broken one is made anew with the next request. */
const CONNECT_MS = 3000;
/** Where the server itself does not end a statement in its time, the way to it is broken. */
const SILENCE_MS = 500;
/** A server takes a moment to notice that the process before us is gone. */
const LOCK_ATTEMPTS = 20;
const LOCK_AGAIN_MS = 250;

const { url, port, signal, access, statementMs }: PostgresWorkerData = workerData;
/** The server takes our sums for so large that it compiles them, which takes longer than to work them out. */
const WITHOUT_COMPILING =
  "SELECT set_config('jit', 'off', false) WHERE current_setting('jit', true) IS NOT NULL";

let client: Client | null = null;
let queue: Promise<void> = Promise.resolve();

/** An error with a code of ours. */
function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

async function connected(): Promise<Client> {
  if (client) return client;
  const fresh = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: statementMs,
    query_timeout: statementMs + SILENCE_MS,
    application_name: 'smartload',
    ...(access === 'READ' ? { options: '-c default_transaction_read_only=on' } : {}),
  });
  fresh.on('error', () => giveUp(fresh));
  try {
    await fresh.connect();
    await fresh.query(WITHOUT_COMPILING);
    if (access === 'KEEP') {
      await lock(fresh);
      await migrate(fresh);
      await assertWhole(fresh);
    }
  } catch (error) {
    giveUp(fresh);
    throw error;
  }
  client = fresh;
  return fresh;
}

/** Ends a connection, and with it its session on the server: that one would go on holding the lock. */
function giveUp(gone: Client): void {
  if (client === gone) client = null;
  gone.end().catch(() => undefined);
}

/** A statement that the server refused or cancelled (57014) says nothing against the connection. */
function isGone(error: unknown, code: string): boolean {
  const isAnswer = error instanceof Error && 'severity' in error;
  return !isAnswer || /^(08|57P)/.test(code);
}

async function lock(fresh: Client): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const { rows } = await fresh.query(`SELECT pg_try_advisory_lock(${LOCK_NUMBER}) AS "taken"`);
    if (rows[0]?.taken === true) return;
    if (attempt === LOCK_ATTEMPTS) throw coded(OWN_CODES.inUse, 'Another Smartload keeps this database.');
    await sleep(LOCK_AGAIN_MS);
  }
}

async function migrate(fresh: Client): Promise<void> {
  await fresh.query('CREATE TABLE IF NOT EXISTS "schemaVersion" ("version" INTEGER NOT NULL)');
  const { rows } = await fresh.query('SELECT max("version") AS "version" FROM "schemaVersion"');
  const version = Number(rows[0]?.version ?? 0);
  if (version > POSTGRES_MIGRATIONS.length) throw coded(OWN_CODES.newer, `Schema version ${version}`);
  for (const [index, step] of POSTGRES_MIGRATIONS.entries()) {
    if (index < version) continue;
    await fresh.query(
      `BEGIN; ${step}; DELETE FROM "schemaVersion"; INSERT INTO "schemaVersion" VALUES (${index + 1}); COMMIT`,
    );
  }
}

async function assertWhole(fresh: Client): Promise<void> {
  const { rows } = await fresh.query(
    'SELECT "name" FROM unnest($1::text[]) AS "name" WHERE to_regclass(quote_ident("name")) IS NULL LIMIT 1',
    [POSTGRES_TABLES],
  );
  if (rows[0]) throw coded(OWN_CODES.incomplete, String(rows[0].name));
}

/** `?` becomes `$1`, `$2` …; no text of ours has a question mark in it. */
function numbered(sql: string): string {
  let count = 0;
  return sql.replaceAll('?', () => `$${++count}`);
}

/** PostgreSQL has no text with a zero in it. */
function storable({ values }: Statement): unknown[] {
  return values.map((value) =>
    typeof value === 'string'
      ? value.replaceAll('\0', '\ufffd')
      : value instanceof Uint8Array
        ? Buffer.from(value)
        : value,
  );
}

async function write(statements: readonly Statement[], at: (index: number) => void): Promise<void> {
  const own = await connected();
  await own.query('BEGIN');
  try {
    for (const [index, statement] of statements.entries()) {
      at(index);
      await own.query(numbered(statement.sql), storable(statement));
    }
    at(statements.length);
    await own.query('COMMIT');
  } catch (error) {
    await own.query('ROLLBACK').catch(() => giveUp(own));
    throw error;
  }
}

async function read(statements: readonly Statement[]): Promise<ReadRow[]> {
  const own = await connected();
  const [statement] = statements;
  return statement ? (await own.query(numbered(statement.sql), storable(statement))).rows : [];
}

async function perform({ id, kind, statements }: PostgresRequest): Promise<PostgresAnswer> {
  let index = 0;
  try {
    if (kind === 'OPEN') await connected();
    if (kind === 'READ') return { id, ok: true, rows: await read(statements) };
    if (kind === 'WRITE')
      await write(statements, (at) => {
        index = at;
      });
    if (kind === 'CLOSE') await client?.end();
    return { id, ok: true, rows: [] };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (client && isGone(error, code)) giveUp(client);
    return { id, ok: false, code, message: error instanceof Error ? error.message : String(error), index };
  }
}

port.onmessage = ({ data }: MessageEvent<PostgresRequest>) => {
  queue = queue.then(async () => {
    const answer = await perform(data);
    port.postMessage(answer);
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
  });
};
