import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR_MS, MINUTE_MS, type Snapshot, virtualClock } from '../house/index.ts';
import { emptyLive } from '../live/test-live.ts';
import { type Channel, type Message, NotifyError } from './message.ts';
import { createNotifier } from './notifier.ts';

const NOW = Date.UTC(2026, 10, 21, 8);

/** A house in which evcc is away; the second state is told when the message is due. */
async function* houses(): AsyncIterable<Snapshot> {
  const message = { de: 'evcc antwortet nicht.', en: 'evcc does not answer.' };
  const notice = { code: 'EVCC_UNREACHABLE', severity: 'ERROR' as const, since: NOW, message };
  const empty = { ...emptyLive().snapshot(), notices: [notice] };
  yield { ...empty, publishedAt: NOW + 9 * MINUTE_MS };
  yield { ...empty, publishedAt: NOW + 10 * MINUTE_MS };
}
async function* nothing(): AsyncIterable<Snapshot> {}

test('what a channel that is down did not take is told after a restart, once, and by the others at once', async () => {
  const kept = new Map<string, unknown>();
  const store = {
    get: <T>(key: string, decode: (value: unknown) => T) => (kept.has(key) ? decode(kept.get(key)) : null),
    set: (key: string, value: unknown) => void kept.set(key, JSON.parse(JSON.stringify(value))),
  };
  const clock = virtualClock(NOW + 10 * MINUTE_MS, (error) => {
    throw error;
  });
  const told: [channel: string, message: Message][] = [];
  const failures: string[] = [];
  let isDown = true;
  const channel = (id: string, fails: () => boolean): Channel => ({
    id,
    driver: null,
    takesAnswers: true,
    send: async (message) => {
      if (fails()) throw new NotifyError({ de: 'nicht erreichbar', en: 'not reachable' });
      told.push([id, message]);
    },
  });
  const channels = [channel('ntfy', () => isDown), channel('webhook', () => false)];
  const notifier = (snapshots: () => AsyncIterable<Snapshot>) =>
    createNotifier({
      channels,
      language: 'de',
      clock,
      store,
      snapshots,
      onError: (id) => void failures.push(id),
    });

  const first = notifier(houses);
  first.start();
  await clock.advanceTo(NOW + 13 * MINUTE_MS);
  await first.stop();
  assert.deepEqual(
    told.map(([id, { occasion }]) => [id, occasion]),
    [['webhook', 'EVCC_AWAY']],
  );
  assert.ok(failures.length >= 1 && failures.every((id) => id === 'ntfy'));

  isDown = false;
  const second = notifier(nothing);
  second.start();
  await clock.advanceTo(NOW + HOUR_MS);
  await second.stop();
  assert.deepEqual(
    told.map(([id]) => id),
    ['webhook', 'ntfy'],
  );
  const third = notifier(houses);
  third.start();
  await clock.advanceTo(NOW + 2 * HOUR_MS);
  await third.stop();
  assert.equal(told.length, 2, 'the same within four hours is not said again');
});

test('what became of a car while we were away is told, and what was seen is kept', async () => {
  const kept = new Map<string, unknown>();
  const clock = virtualClock(NOW, (error) => {
    throw error;
  });
  const told: string[] = [];
  const car = {
    ...{ id: 'garage', title: 'Garage', mode: 'pv' as const, connected: true, charging: true, powerKw: 11 },
    ...{ vehicleName: 'golf', vehicleTitle: 'Golf', vehicleSocPercent: 70, capacityKwh: 50 },
    ...{ targetSocPercent: 80, targetEnergyKwh: null, departure: null, departureSource: null },
    ...{ neededKwh: 5, expectedSocPercent: 80, isHeating: false, override: null },
  };
  /** A process that sees the car twice, with what it needs then. */
  async function run(minutes: number, neededKwh: number): Promise<void> {
    const house = { ...emptyLive().snapshot(), publishedAt: NOW + minutes * MINUTE_MS };
    async function* states(): AsyncIterable<Snapshot> {
      yield house;
      yield { ...house, loadpoints: [{ ...car, neededKwh }] };
    }
    const notifier = createNotifier({
      channels: [
        {
          id: 'ntfy',
          driver: null,
          takesAnswers: false,
          send: async ({ title }) => void told.push(title.en),
        },
      ],
      language: 'en',
      clock,
      store: {
        get: (key, decode) => (kept.has(key) ? decode(kept.get(key)) : null),
        set: (key, value) => void kept.set(key, JSON.parse(JSON.stringify(value))),
      },
      snapshots: states,
      onError: () => {},
    });
    notifier.start();
    await clock.advanceTo(NOW + (minutes + 1) * MINUTE_MS);
    await notifier.stop();
  }
  await run(0, 5);
  await run(6, 0);
  await run(12, 0);
  assert.deepEqual(told, ['Golf is charged']);
});

test('a question that was not told before it is over is not told at all', async () => {
  const clock = virtualClock(NOW, (error) => {
    throw error;
  });
  const told: string[] = [];
  let isDown = true;
  const channel: Channel = {
    id: 'ntfy',
    driver: null,
    takesAnswers: true,
    send: async ({ text }) => {
      if (isDown) throw new TypeError('something nobody thought of');
      told.push(text.en);
    },
  };
  const notifier = createNotifier({
    channels: [channel],
    language: 'en',
    clock,
    store: { get: () => null, set: () => {} },
    snapshots: nothing,
    onError: () => {},
  });
  const about = { occasion: 'QUESTION' as const, vehicle: 'golf', at: NOW, title: { de: '', en: '' } };
  const text = (en: string) => ({ de: en, en });
  notifier.start();
  notifier.talk({ ...about, text: text('over soon'), until: NOW + 5 * MINUTE_MS }, ['ntfy']);
  notifier.talk({ ...about, text: text('two hours'), until: NOW + 2 * HOUR_MS }, ['ntfy']);
  notifier.talk({ ...about, text: text('for nobody'), until: NOW + 2 * HOUR_MS }, ['gone']);
  await clock.advanceTo(NOW + 6 * MINUTE_MS);
  assert.deepEqual(notifier.notices(), [], 'it may be back in a moment');
  await clock.advanceTo(NOW + 11 * MINUTE_MS);
  const [notice] = notifier.notices();
  assert.equal(notice?.code, 'MESSAGES_FAIL_ntfy');
  assert.match(notice?.message.en ?? '', /by ntfy do not get through: unexpected error\./);
  isDown = false;
  await clock.advanceTo(NOW + HOUR_MS);
  assert.deepEqual(notifier.notices(), []);
  await notifier.stop();
  assert.deepEqual(told, ['two hours']);
});

test('a question is taken back where it waits, not where it has got through', async () => {
  const clock = virtualClock(NOW, (error) => {
    throw error;
  });
  const told: string[] = [];
  let isDown = true;
  const channel = (id: string, fails: () => boolean): Channel => ({
    id,
    driver: null,
    takesAnswers: true,
    send: async ({ question }) => {
      if (fails()) throw new NotifyError({ de: 'nicht erreichbar', en: 'not reachable' });
      told.push(`${id} ${question?.id}`);
    },
  });
  const notifier = createNotifier({
    channels: [channel('ntfy', () => isDown), channel('telegram', () => false)],
    language: 'en',
    clock,
    store: { get: () => null, set: () => {} },
    snapshots: nothing,
    onError: () => {},
  });
  notifier.start();
  for (const id of [1, 2]) {
    const text = { de: '', en: `question ${id}` };
    const question = { id, choices: [], likely: [], ownWords: null };
    notifier.talk({ occasion: 'QUESTION', vehicle: 'golf', at: NOW, title: text, text, question }, [
      'ntfy',
      'telegram',
    ]);
  }
  await clock.advanceTo(NOW + 2 * MINUTE_MS);
  assert.deepEqual(notifier.takeBack(1), ['ntfy']);
  assert.deepEqual(notifier.takeBack(1), []);
  isDown = false;
  await clock.advanceTo(NOW + HOUR_MS);
  await notifier.stop();
  assert.deepEqual(told, ['telegram 1', 'telegram 2', 'ntfy 2']);
});
