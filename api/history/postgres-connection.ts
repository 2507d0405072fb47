import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Text } from '../house/index.ts';
import { type Connection, type ReadRow, type Statement, WriteError } from './connection.ts';
import {
  OWN_CODES,
  type PostgresAnswer,
  type PostgresRequest,
  type PostgresWorkerData,
} from './postgres-protocol.ts';

/** What PostgreSQL, or the way to it, says is wrong. */
export class PostgresError extends Error {
  /** SQLSTATE, Node's code of a broken connection, or one of ours; empty where there is none. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'PostgresError';
    this.code = code;
  }
}

/** Opening tries for some seconds to get the lock. */
const OPEN_MS = 12_000;
/** Nothing the house asks for takes long; beyond this the server is as good as away. */
const ANSWER_MS = 5000;
/** The server gives up before we do, so that we learn why. */
const STATEMENT_MS = 4000;
/** Whoever only reads has nothing else to do. */
const READER_MS = 120_000;
/** After a failure nobody waits for the server again for twice as long as it took, within these bounds. */
const REST_MS = { least: 1000, most: 10_000 };

/**
 * A database on a PostgreSQL server, at once like a file: a thread of its own speaks with the server while this one waits.
 * The house writes a few times a minute, a millisecond each on the server's own machine.
 *
 * @param access `KEEP` brings the schema up to date and holds the database against others; `READ` only reads, beside them
 * @throws PostgresError where it cannot be opened
 */
export function openPostgres(url: string, access: PostgresWorkerData['access'] = 'KEEP'): Connection {
  const statementMs = access === 'KEEP' ? STATEMENT_MS : READER_MS;
  const answerMs = ANSWER_MS - STATEMENT_MS + statementMs;
  const { port1, port2 } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL('./postgres-worker.ts', import.meta.url), {
    workerData: { url, port: port2, signal, access, statementMs },
    transferList: [port2],
  });
  worker.unref();
  worker.on('error', (error) => console.error('the thread of the database ended', error));
  let isOpen = true;
  let lastId = 0;
  let restUntil = 0;
  /** Why the server is left alone until then. */
  let trouble: PostgresError | null = null;

  function ask(
    kind: PostgresRequest['kind'],
    statements: readonly Statement[],
    limitMs = answerMs,
  ): ReadRow[] {
    const begun = performance.now();
    if (trouble && begun < restUntil) throw trouble;
    const id = ++lastId;
    port1.postMessage({ id, kind, statements } satisfies PostgresRequest);
    const answer = answerTo(id, begun + limitMs);
    if (answer.ok) return answer.rows;
    const error = new PostgresError(answer.code, answer.message);
    if (isCircumstance(error)) {
      const ended = performance.now();
      restUntil = ended + Math.min(REST_MS.most, Math.max(REST_MS.least, 2 * (ended - begun)));
      trouble = error;
    }
    throw kind === 'WRITE' ? new WriteError(answer.index, error) : error;
  }

  /** Answers to what nobody waits for any more are passed over: whatever they wrote is written once more, the same. */
  function answerTo(id: number, deadline: number): PostgresAnswer {
    for (;;) {
      const received: { message: PostgresAnswer } | undefined = receiveMessageOnPort(port1);
      if (received?.message.id === id) return received.message;
      if (received) continue;
      const leftMs = deadline - performance.now();
      if (leftMs <= 0)
        return { id, ok: false, code: OWN_CODES.timeout, message: 'No answer in time.', index: 0 };
      Atomics.wait(signal, 0, 0, leftMs);
      Atomics.store(signal, 0, 0);
    }
  }

  function end(): void {
    isOpen = false;
    port1.close();
    void worker.terminate();
  }

  try {
    ask('OPEN', [], OPEN_MS);
  } catch (error) {
    end();
    throw error;
  }
  return {
    isOpen: () => isOpen,
    read: (statement) => ask('READ', [statement]),
    write: (statements) => void ask('WRITE', statements),
    retry() {
      restUntil = 0;
    },
    isCircumstance,
    explain: explainPostgres,
    close() {
      try {
        restUntil = 0;
        ask('CLOSE', []);
      } catch (error) {
        console.error('the database could not be closed', error);
      }
      end();
    },
  };
}

/** What is wrong with a row itself: classes 22 (data), 23 (constraint) and 42 (names). Anything else may pass. */
function isCircumstance(error: unknown): boolean {
  return !(error instanceof PostgresError && /^(22|23|42)/.test(error.code));
}

/** What is wrong with the server, and what a person can do about it. Never shows the address, which may hold a password. */
export function explainPostgres(error: unknown): Text {
  const code = error instanceof PostgresError ? error.code : '';
  if (code === OWN_CODES.inUse)
    return {
      de: 'Ein anderes Smartload benutzt diese PostgreSQL-Datenbank. Bitte dort beenden oder diesem eine eigene geben.',
      en: 'Another Smartload uses this PostgreSQL database. Stop it, or give this one a database of its own.',
    };
  if (code === OWN_CODES.incomplete && error instanceof PostgresError)
    return {
      de: `In der PostgreSQL-Datenbank fehlt die Tabelle ${error.message}. Bitte eine Sicherung einspielen (pg_restore, psql) oder in DATABASE_URL eine leere Datenbank nennen.`,
      en: `The table ${error.message} is missing in the PostgreSQL database. Bring a backup back (pg_restore, psql), or name an empty database in DATABASE_URL.`,
    };
  if (code.startsWith('53'))
    return {
      de: 'Der PostgreSQL-Server hat keinen Platz oder keine Verbindung mehr frei. Bitte dort nachsehen.',
      en: 'The PostgreSQL server is out of space or connections. Have a look at it.',
    };
  if (code.startsWith('28') || code === '3D000')
    return {
      de: 'PostgreSQL lässt uns nicht ein. Bitte Benutzer, Passwort und Datenbank in DATABASE_URL prüfen.',
      en: 'PostgreSQL does not let us in. Check user, password and database in DATABASE_URL.',
    };
  if (/^(57014|55P03|40)/.test(code))
    return {
      de: 'Der PostgreSQL-Server hat nicht rechtzeitig geschrieben oder gelesen; vielleicht hält dort jemand eine Tabelle gesperrt. Bitte dort nachsehen.',
      en: 'The PostgreSQL server did not write or read in time; perhaps somebody keeps a table locked there. Have a look at it.',
    };
  return {
    de: `Der PostgreSQL-Server antwortet nicht (${code || 'Verbindung abgebrochen'}). Bitte den Server und DATABASE_URL prüfen.`,
    en: `The PostgreSQL server does not answer (${code || 'connection lost'}). Check the server and DATABASE_URL.`,
  };
}
