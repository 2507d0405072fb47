/**
 * The schema, step by step: entry n leads from version n to n + 1, and a file's version is the number of
 * steps it has seen. Steps are only ever added; an old file walks all that it lacks.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE cycles (
    cycleId INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    body BLOB NOT NULL
  );
  CREATE INDEX cyclesByTime ON cycles (at);

  CREATE TABLE quarterHours (
    start INTEGER PRIMARY KEY,
    "end" INTEGER NOT NULL,
    importKwh REAL,
    exportKwh REAL,
    pvKwh REAL,
    loadKwh REAL,
    batteryChargeKwh REAL,
    batteryDischargeKwh REAL,
    carsKwh REAL,
    socPercent REAL,
    importPricePerKwh REAL,
    feedInPricePerKwh REAL,
    cost REAL,
    plannedCost REAL
  );

  CREATE TABLE commands (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    subject TEXT NOT NULL,
    request TEXT NOT NULL,
    cause TEXT NOT NULL,
    state TEXT NOT NULL,
    answer TEXT,
    attempts INTEGER NOT NULL
  );
  CREATE INDEX commandsByTime ON commands (at);

  CREATE TABLE events (
    sequence INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    subject TEXT,
    message TEXT NOT NULL
  );
  CREATE INDEX eventsByTime ON events (at);
  `,
  `
  ALTER TABLE quarterHours ADD COLUMN loadpoints TEXT;
  ALTER TABLE quarterHours ADD COLUMN wantedBattery TEXT;
  `,
  `
  ALTER TABLE events ADD COLUMN payload TEXT;
  `,
];
