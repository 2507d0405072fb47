import type { ReadRow, Statement } from './connection.ts';

/** What the thread is told when it starts. */
export interface PostgresWorkerData {
  url: string;
  port: MessagePort;
  /** Set to 1 and notified with each answer. */
  signal: Int32Array;
  /** `KEEP` brings the schema up to date and holds the database against others; `READ` only reads, beside them. */
  access: 'KEEP' | 'READ';
  /** The server ends a statement that takes longer. */
  statementMs: number;
}

/** What the thread is asked; `id` comes back with the answer. */
export interface PostgresRequest {
  id: number;
  kind: 'OPEN' | 'READ' | 'WRITE' | 'CLOSE';
  statements: readonly Statement[];
}

export type PostgresAnswer =
  | { id: number; ok: true; rows: ReadRow[] }
  /** `code` is PostgreSQL's SQLSTATE, Node's error code, or one of `OWN_CODES`; `index` the statement that failed. */
  | { id: number; ok: false; code: string; message: string; index: number };

export const OWN_CODES = {
  /** Another Smartload keeps the database. */
  inUse: 'IN_USE',
  /** A newer version has written it. */
  newer: 'NEWER',
  /** Something that it had is gone. */
  incomplete: 'INCOMPLETE',
  /** No answer in time. */
  timeout: 'TIMEOUT',
} as const;
