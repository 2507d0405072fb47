import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type Connection, WriteError } from './connection.ts';
import { explain, isCircumstance } from './sqlite-errors.ts';

/** An open file of SQLite, or one in memory. */
export function sqliteConnection(database: DatabaseSync): Connection {
  const statements = new Map<string, StatementSync>();

  function statement(sql: string): StatementSync {
    let prepared = statements.get(sql);
    if (!prepared) {
      prepared = database.prepare(sql);
      statements.set(sql, prepared);
    }
    return prepared;
  }

  function rollBack(): void {
    // After some errors (a full disk among them) SQLite has already rolled back by itself.
    if (database.isOpen && database.isTransaction) database.exec('ROLLBACK');
  }

  return {
    isOpen: () => database.isOpen,
    read: ({ sql, values }) => statement(sql).all(...values),
    write(all) {
      let index = 0;
      try {
        database.exec('BEGIN IMMEDIATE');
        for (const { sql, values } of all) {
          statement(sql).run(...values);
          index++;
        }
        database.exec('COMMIT');
      } catch (error) {
        rollBack();
        throw new WriteError(index, error);
      }
    },
    retry: () => {},
    isCircumstance,
    explain,
    close: () => database.close(),
  };
}
