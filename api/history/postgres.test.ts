import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { z } from 'zod';
import { DataFolderInUseError, HistoryUnreadableError, openStore, type Store } from './index.ts';
import { serverPrograms, startServer, type TestServer } from './test-postgres.ts';
import { sampleEvent, sampleQuarter } from './test-records.ts';
import { storeContract } from './test-store-contract.ts';

const NOW = Date.UTC(2026, 5, 1, 12);
const bin = serverPrograms();
const skip = bin ? false : 'needs a PostgreSQL server of Debian (apt-get install postgresql) and its user';

describe('on PostgreSQL', { skip }, () => {
  let server: TestServer;
  let opened: { store: Store; url: string }[] = [];

  before(async () => {
    server = await startServer(String(bin));
  });
  afterEach(() => {
    for (const { store } of opened) store.close();
    opened = [];
  });
  after(() => server.stop());

  function open(url = server.newDatabase()): Store {
    const store = openStore({ dataDir: null, databaseUrl: url, now: () => NOW });
    opened.push({ store, url });
    return store;
  }

  function reopen(store: Store): Store {
    const url = opened.find((other) => other.store === store)?.url;
    store.close();
    return open(url);
  }

  storeContract({ open: () => open(), reopen });

  test('one house keeps the others away', () => {
    const url = server.newDatabase();
    open(url);
    assert.throws(() => openStore({ dataDir: null, databaseUrl: url, now: () => NOW }), DataFolderInUseError);
  });

  test('a server that is away leaves a store in memory that says so, without the password', () => {
    const url = 'postgres://house:secret@127.0.0.1:1/house';
    const store = openStore({ dataDir: null, databaseUrl: url, now: () => NOW });
    assert.equal(store.persistent, false);
    assert.equal(store.notices[0]?.code, 'DATABASE_UNREACHABLE');
    assert.ok(!JSON.stringify(store.notices).includes('secret'));
    store.set('soc', 1);
    assert.equal(
      store.get('soc', (value) => value),
      1,
    );
    store.close();
  });

  test('what it refuses while it is away is written once it is back', async () => {
    const store = open();
    store.set('soc', 1);
    await server.kill();
    store.recordQuarterHour(sampleQuarter(NOW));
    store.recordEvent(sampleEvent(3));
    assert.equal(store.stored(), false);
    assert.notEqual(store.problem(), null);
    assert.equal(store.quarterHours(NOW, NOW + 1).length, 1);
    assert.throws(() => store.strictly(() => store.events(0, 9)), HistoryUnreadableError);
    await server.start();
    while (!store.flush()) await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(store.problem(), null);
    const later = reopen(store);
    assert.equal(later.quarterHours(NOW, NOW + 1).length, 1);
    assert.equal(
      later.get('soc', (value) => z.number().parse(value)),
      1,
    );
  });

  test('a statement that was cancelled costs neither the connection nor what waits', async () => {
    const url = server.newDatabase();
    const store = open(url);
    const unlock = await server.locked(url, 'events');
    store.recordEvent(sampleEvent(3));
    assert.equal(store.stored(), false);
    assert.match(store.problem()?.en ?? '', /locked.*1 entries wait/);
    await unlock();
    while (!store.flush()) {
      assert.doesNotMatch(store.problem()?.en ?? '', /Another Smartload/);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.equal(store.problem(), null);
    assert.equal(reopen(store).events(0, 9).length, 1);
  });

  test('what waits is written at the end too, however shortly before the server was away', async () => {
    const url = server.newDatabase();
    const store = open(url);
    const unlock = await server.locked(url, 'events');
    store.recordEvent(sampleEvent(3));
    await unlock();
    assert.equal(store.stored(), false);
    assert.equal(reopen(store).events(0, 9).length, 1);
  });

  test('a database that lacks a table is left as it is, and said so', () => {
    const url = server.newDatabase();
    open(url).close();
    server.run(url, 'DROP TABLE "settings"');
    const store = open(url);
    assert.equal(store.persistent, false);
    assert.match(store.notices[0]?.message.de ?? '', /fehlt die Tabelle settings.*Sicherung/);
  });

  test('a session that the server ended is followed by another one', async () => {
    const url = server.newDatabase();
    const store = open(url);
    server.run(
      url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    store.recordEvent(sampleEvent(3));
    while (!store.flush()) await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(reopen(store).events(0, 9).length, 1);
  });
});
