import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, test } from 'node:test';
import { z } from 'zod';
import { DataFolderInUseError, openStore } from './index.ts';

const decodeNumber = (value: unknown) => z.number().parse(value);
const records = new URL('./test-records.ts', import.meta.url).href;
const room = new URL('./index.ts', import.meta.url).href;

/** Opens the store in `process.argv[1]`; `body` works with `store` and tells us lines with `say`. */
function script(body: string): string {
  return `
    import { writeSync } from 'node:fs';
    import { openStore } from '${room}';
    import { sampleCycle, sampleEvent } from '${records}';
    const say = (line) => writeSync(1, line + '\\n');
    const store = openStore({ dataDir: process.argv[1], now: Date.now });
    ${body}`;
}

const WRITE_FOREVER = script(`
  for (let value = (store.get('value', Number) ?? 0) + 1; ; value++) {
    const sequence = store.nextSequence();
    store.transaction(() => {
      store.set('value', value);
      store.set('twin', value);
      store.recordEvent(sampleEvent(sequence));
      store.recordCycle(sampleCycle(store.nextCycleId()));
    });
    say(value + ' ' + sequence);
  }`);

/** Nothing refers to the store any more when this says `open`; the folder is held all the same. */
const HOLD = script(`setInterval(() => {}, 1000); setImmediate(() => { gc(); say('open'); });`);

let folder: string;
let children: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smartload-test-'));
  children = [];
});

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function run(source: string, options: { uid?: number } = {}) {
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '--eval', source, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...options,
  });
  children.push(child);
  return { child, lines: createInterface({ input: child.stdout }) };
}

/** Lets the script run until `count` lines were told, kills it, and returns all that it told. */
async function runAndKill(source: string, count: number): Promise<string[]> {
  const { child, lines } = run(source);
  const told: string[] = [];
  for await (const line of lines) {
    told.push(line);
    if (told.length === count) child.kill('SIGKILL');
  }
  return told;
}

test('killed in the middle of writes, nothing acknowledged is missing and no number repeats', async () => {
  const sequences: number[] = [];
  let acknowledged = 0;
  for (const count of [1, 7, 40, 150, 400]) {
    const told = (await runAndKill(WRITE_FOREVER, count)).map((line) => line.split(' ').map(Number));
    for (const [value = 0, sequence = 0] of told) {
      assert.equal(value > acknowledged, true, 'values go on where they were');
      acknowledged = value;
      sequences.push(sequence);
    }

    const store = openStore({ dataDir: folder, now: Date.now });
    assert.deepEqual(store.notices, []);
    const value = store.get('value', decodeNumber) ?? 0;
    assert.ok(value === acknowledged || value === acknowledged + 1, `${value} after ${acknowledged}`);
    assert.equal(store.get('twin', decodeNumber), value, 'both of a transaction or none');
    assert.equal(store.events(0, 1e6).length, value);
    assert.equal(store.cycle(store.lastCycleId())?.durationMs, 87);
    const sequence = store.nextSequence();
    assert.ok(sequence > (sequences.at(-1) ?? 0));
    sequences.push(sequence);
    acknowledged = value;
    store.close();
  }
  assert.equal(new Set(sequences).size, sequences.length);
});

test('a second instance is refused with the first one named, and admitted once that was killed', async () => {
  const { child, lines } = run(HOLD);
  await once(lines, 'line');
  assert.throws(
    () => openStore({ dataDir: folder, now: Date.now }),
    (error) => {
      assert.ok(error instanceof DataFolderInUseError);
      assert.equal(error.pid, child.pid);
      assert.equal(error.dataDir, folder);
      assert.match(error.text.de, new RegExp(`Prozess ${child.pid}, seit 20`));
      assert.match(error.text.en, /already in use/);
      return true;
    },
  );
  child.kill('SIGKILL');
  await once(child, 'exit');
  openStore({ dataDir: folder, now: Date.now }).close();
});

test('the same process is refused a second store too, until the first is closed', () => {
  const first = openStore({ dataDir: folder, now: Date.now });
  assert.throws(() => openStore({ dataDir: folder, now: Date.now }), DataFolderInUseError);
  first.close();
  openStore({ dataDir: folder, now: Date.now }).close();
});

test('a folder that became read-only: what it holds can be read, new values stay in memory', async () => {
  await runAndKill(WRITE_FOREVER, 20);
  for (const name of ['smartload.sqlite', 'smartload.sqlite-wal', 'lock.sqlite', 'lock.json'])
    chmodSync(join(folder, name), 0o444);
  chmodSync(folder, 0o555);
  const { lines } = run(
    script(`
      const before = store.get('value', Number);
      store.set('value', -1);
      const codes = store.notices.map(({ code }) => code);
      const events = store.events(0, 1e6).length;
      const line = JSON.stringify({ before, codes, events, after: store.get('value', Number), stored: store.stored() });
      store.close();
      say(line);`),
    // Permissions do not hold back root.
    process.getuid?.() === 0 ? { uid: 65534 } : {},
  );
  const [line] = await once(lines, 'line');
  const { before, events, ...rest } = z
    .looseObject({ before: z.number(), events: z.number() })
    .parse(JSON.parse(String(line)));
  chmodSync(folder, 0o755);
  assert.ok(before >= 20);
  assert.equal(events, before);
  assert.deepEqual(rest, { codes: ['DATA_FOLDER_UNUSABLE'], after: -1, stored: false });
});
