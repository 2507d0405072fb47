/**
 * The schema for PostgreSQL, step by step like that of SQLite. Numbers are DOUBLE PRECISION, as they are here: whole
 * numbers and times in milliseconds are exact in them.
 */
export const POSTGRES_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE "settings" ("key" TEXT PRIMARY KEY, "value" TEXT NOT NULL);

  CREATE TABLE "cycles" (
    "cycleId" DOUBLE PRECISION PRIMARY KEY,
    "at" DOUBLE PRECISION NOT NULL,
    "body" BYTEA NOT NULL
  );
  CREATE INDEX "cyclesByTime" ON "cycles" ("at");

  CREATE TABLE "quarterHours" (
    "start" DOUBLE PRECISION PRIMARY KEY,
    "end" DOUBLE PRECISION NOT NULL,
    "importKwh" DOUBLE PRECISION,
    "exportKwh" DOUBLE PRECISION,
    "pvKwh" DOUBLE PRECISION,
    "loadKwh" DOUBLE PRECISION,
    "batteryChargeKwh" DOUBLE PRECISION,
    "batteryDischargeKwh" DOUBLE PRECISION,
    "carsKwh" DOUBLE PRECISION,
    "socPercent" DOUBLE PRECISION,
    "importPricePerKwh" DOUBLE PRECISION,
    "feedInPricePerKwh" DOUBLE PRECISION,
    "cost" DOUBLE PRECISION,
    "plannedCost" DOUBLE PRECISION,
    "loadpoints" TEXT,
    "wantedBattery" TEXT
  );

  CREATE TABLE "commands" (
    "id" DOUBLE PRECISION PRIMARY KEY,
    "at" DOUBLE PRECISION NOT NULL,
    "subject" TEXT NOT NULL,
    "request" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "answer" TEXT,
    "attempts" DOUBLE PRECISION NOT NULL
  );
  CREATE INDEX "commandsByTime" ON "commands" ("at");

  CREATE TABLE "events" (
    "sequence" DOUBLE PRECISION PRIMARY KEY,
    "at" DOUBLE PRECISION NOT NULL,
    "type" TEXT NOT NULL,
    "subject" TEXT,
    "message" TEXT NOT NULL,
    "payload" TEXT
  );
  CREATE INDEX "eventsByTime" ON "events" ("at");
  `,
];

/** What a database of the newest schema has. */
export const POSTGRES_TABLES: readonly string[] = POSTGRES_MIGRATIONS.flatMap((step) =>
  [...step.matchAll(/CREATE TABLE "(\w+)"/g)].map(([, name]) => String(name)),
);

/** A lock of this number on the database keeps a second Smartload away: “smartloa” as a whole number. */
export const LOCK_NUMBER = '8317138707049934433';
