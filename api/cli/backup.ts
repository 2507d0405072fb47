import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../config/index.ts';
import { BackupError, backUp, backUpInPlace, restoreAtNextStart } from '../history/index.ts';

const USAGE = `npm run backup -- --to FOLDER [--data FOLDER]
npm run restore -- --from FOLDER [--data FOLDER]`;

const ON_SERVER = `Verlauf und Einstellungen liegen auf PostgreSQL (DATABASE_URL) und werden dort gesichert, mit pg_dump --format=custom --file=smartload.dump "$DATABASE_URL", zurück mit pg_restore; aus dem Datenordner wird nichts kopiert.
History and settings are on PostgreSQL (DATABASE_URL) and are backed up there, with pg_dump --format=custom --file=smartload.dump "$DATABASE_URL", and brought back with pg_restore; nothing of the data folder is copied.`;

const NOTHING_YET = 'Es gibt noch nichts zu sichern. / There is nothing to back up yet.';

/** `backup` copies what is kept, also while the program runs; `restore` puts a copy in place at the next start. */
function main(): number {
  const [command, ...rest] = process.argv.slice(2);
  const { values } = parseArgs({
    args: rest,
    options: {
      to: { type: 'string' },
      from: { type: 'string' },
      data: { type: 'string' },
      'in-place': { type: 'boolean' },
    },
    strict: false,
  });
  const config = loadConfig({ argv: rest, env: process.env });
  // The virtual house has a folder of its own.
  const dataDir = config.source === 'demo' ? join(config.dataDir, 'demo') : config.dataDir;
  if (config.source !== 'demo' && process.env.DATABASE_URL) throw new BackupError(ON_SERVER);
  if (command === 'backup' && values['in-place'])
    console.log(backUpInPlace(dataDir).join('\n') || NOTHING_YET);
  else if (command === 'backup' && typeof values.to === 'string') {
    console.log(backUp(dataDir, resolve(values.to)).join('\n'));
    console.log(
      'Ohne Optionen, Autos und Personen: darin können Passwörter stehen. / Without options, cars and people: they may hold passwords.',
    );
  } else if (command === 'restore' && typeof values.from === 'string') {
    restoreAtNextStart(dataDir, resolve(values.from));
    console.log('Gilt ab dem nächsten Start. / Counts from the next start on.');
  } else {
    console.error(USAGE);
    return 2;
  }
  return 0;
}

try {
  process.exitCode = main();
} catch (error) {
  // A folder that cannot be written or a full disk speaks for itself.
  const isSaid = error instanceof BackupError || (error instanceof Error && 'syscall' in error);
  if (!isSaid) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
