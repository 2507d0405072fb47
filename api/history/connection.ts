import type { Text } from '../house/index.ts';

/** A value that both databases take. */
export type Value = string | number | Uint8Array | null;

/** One statement with `?` for each of its values. Names are in double quotes. */
export interface Statement {
  sql: string;
  values: readonly Value[];
}

/** A row as it is read, by column. */
export type ReadRow = Record<string, unknown>;

/** Which statement of several failed. */
export class WriteError extends Error {
  readonly index: number;

  constructor(index: number, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.index = index;
  }
}

/** An open database, whichever it is. Everything happens at once: what returned was done. */
export interface Connection {
  isOpen(): boolean;
  /** @throws the database's error */
  read(statement: Statement): ReadRow[];
  /**
   * All of it reaches the disk or nothing.
   *
   * @throws WriteError
   */
  write(statements: readonly Statement[]): void;
  /** What follows is tried at once, also where something failed just before. */
  retry(): void;
  /** Whether the disk, the file or the server is at fault, so that the same may succeed later. */
  isCircumstance(error: unknown): boolean;
  /** What is wrong, and what a person can do about it. */
  explain(error: unknown): Text;
  close(): void;
}
