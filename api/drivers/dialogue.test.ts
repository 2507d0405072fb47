import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import {
  type BoostRequest,
  type DepartureRequest,
  type DriverSettings,
  HOUR_MS,
  type LoadpointView,
  MINUTE_MS,
  NO_CONTROL,
  type Snapshot,
  type VirtualClock,
  virtualClock,
} from '../house/index.ts';
import { type Channel, createTickets, type Message, NOTHING_SEEN, type Sighting } from '../notify/index.ts';
import { createDialogue, type Dialogue } from './dialogue.ts';
import { house, NOON, pricedPlan, ZOE } from './test-house.ts';

const anna: DriverSettings = { name: 'Anna', vehicles: ['ZOË_<B>'], telegramChatId: '100' };
const ben: DriverSettings = { name: 'Ben', vehicles: ['other'], telegramChatId: '200' };
const tickets = createTickets('secret');

let clock: VirtualClock;
let kept: Map<string, unknown>;
let told: { message: Message; to: readonly string[] }[];
let departures: DepartureRequest[];
let boosts: BoostRequest[];
let shown: Snapshot;
let refused: boolean;
/** The car after its departure was changed. */
let afterwards: Partial<LoadpointView>;
let unsent: Map<number, string[]>;
/** What was seen before the process started. */
let seen: Sighting;
let running: Dialogue;
let publish: (next: Snapshot) => Promise<void>;

beforeEach(() => {
  clock = virtualClock(NOON, (error) => {
    throw error;
  });
  kept = new Map();
  told = [];
  departures = [];
  boosts = [];
  refused = false;
  afterwards = {};
  unsent = new Map();
  seen = NOTHING_SEEN;
  shown = house(NOON, { connected: false, vehicleName: null });
  start();
});

const channel = (id: string, driver: DriverSettings | null): Channel => ({
  id,
  driver,
  takesAnswers: true,
  send: async () => {},
});
const OWN = [channel('home-assistant:Anna', anna), channel('telegram:Anna', anna)];
const ALL = [channel('ntfy', null), ...OWN, channel('telegram:Ben', ben)];

/** The dialogue as its process starts, with what was kept before. */
function start(channels: readonly Channel[] = ALL, drivers: DriverSettings[] = [anna, ben]): void {
  let pass: ((next: Snapshot) => void) | null = null;
  let first: Snapshot | null = shown;
  const next = (): Promise<IteratorResult<Snapshot>> => {
    const value = first;
    first = null;
    if (value) return Promise.resolve({ done: false, value });
    return new Promise((resolve) => {
      pass = (published) => resolve({ done: false, value: published });
    });
  };
  const snapshots = () => ({
    [Symbol.asyncIterator]: () => ({ next, return: async () => ({ done: true as const, value: undefined }) }),
  });
  publish = async (next) => {
    await clock.advanceTo(Math.max(clock.now(), next.publishedAt));
    shown = next;
    await new Promise((resolve) => setImmediate(resolve));
    pass?.(next);
    await new Promise((resolve) => setImmediate(resolve));
  };
  const refusal = {
    ok: false as const,
    code: 'NOT_READY' as const,
    field: null,
    message: { de: 'nein', en: 'no' },
  };
  running = createDialogue({
    settings: { drivers, timeZone: 'Europe/Berlin' },
    clock,
    snapshots,
    snapshot: () => shown,
    actions: {
      setDeparture: async (request) => {
        departures.push(request);
        return refused ? refusal : { ok: true, value: { ...ZOE, ...afterwards } };
      },
      boost: async (request) => {
        boosts.push(request);
        return refused ? refusal : { ok: true, value: ZOE };
      },
      cancelBoost: async () => ({ ok: true, value: ZOE }),
    },
    store: {
      get: (key, decode) => (kept.has(key) ? decode(kept.get(key)) : null),
      set: (key, value) => void kept.set(key, JSON.parse(JSON.stringify(value))),
    },
    channels,
    tickets,
    notifier: {
      talk: (message, to) => void told.push({ message, to }),
      takeBack: (id) => unsent.get(id) ?? [],
      seen: () => seen,
    },
  });
  running.start();
}

/** The car leaves and comes again. */
async function plugIn(at = clock.now(), car: Partial<LoadpointView> = {}): Promise<void> {
  await publish(house(at, { connected: false, vehicleName: null, vehicleTitle: null }));
  await publish(house(at, car));
}
/** The car has been standing there for some time. */
async function stands(): Promise<void> {
  await running.stop();
  shown = house(NOON);
  start();
}
const asked = () => told.filter(({ message }) => message.occasion === 'QUESTION');
const ticket = (channelId: string) => tickets.ticket(asked().at(-1)?.message.question?.id ?? 0, channelId);
const code = (channelId: string, key: string) => `${ticket(channelId)}.${key}`;
const press = (chatId: string, button: string) => running.hear({ chatId, text: null, button });
const write = (chatId: string, text: string) => running.hear({ chatId, text, button: null });

test("asks the car's driver by all of the driver's ways, and the answer by one is told by the others", async () => {
  await plugIn();
  const [question] = told;
  assert.equal(told.length, 1);
  assert.deepEqual(question?.to, ['home-assistant:Anna', 'telegram:Anna']);
  assert.equal(question?.message.title.de, 'Zoë_<b> ist angesteckt');
  assert.deepEqual([question?.message.vehicle, question?.message.until], ['db:7', NOON + 2 * HOUR_MS]);

  assert.match((await press('100', code('telegram:Anna', '4h')))?.en ?? '', /ready by Saturday/);
  assert.deepEqual(departures, [
    { loadpoint: 'my_garage', departure: NOON + 4 * HOUR_MS, targetSocPercent: null, targetEnergyKwh: null },
  ]);
  const [, answer] = told;
  assert.deepEqual([answer?.message.occasion, answer?.to], ['ANSWER', ['home-assistant:Anna']]);
  assert.match(answer?.message.text.de ?? '', /bereit bis Samstag/);
  await running.press(ticket('home-assistant:Anna'), '2h');
  assert.equal(departures.length, 1, 'it is answered once');
});

test('nobody else answers: neither strangers, nor who drives another car, nor with a ticket of another way', async () => {
  await plugIn();
  const button = code('telegram:Anna', '4h');
  assert.equal(await press('999', button), null);
  assert.match((await press('200', button))?.en ?? '', /is over/);
  assert.match((await press('100', code('home-assistant:Anna', '4h')))?.en ?? '', /is over/);
  for (const forged of ['', 'd:1:4h', '1.', `1.${'x'.repeat(22)}.4h`, tickets.code(1, 'ntfy', '4h')])
    assert.match((await press('100', forged))?.en ?? '', /is over/);
  assert.equal(running.desk.look(tickets.ticket(1, 'telegram:Ben')), null);
  assert.equal((await running.desk.answer(tickets.ticket(1, 'ntfy'), '4h')).ok, false);
  assert.match((await write('200', 'um 15:00'))?.en ?? '', /\/boost/);
  assert.deepEqual(departures, []);
});

test('own words are taken by each way; what is not understood leaves the question open', async () => {
  await plugIn();
  const desk = ticket('home-assistant:Anna');
  assert.equal((await running.desk.answer(desk, 'irgendwann')).ok, false);
  assert.match((await write('100', 'irgendwann'))?.de ?? '', /nicht verstanden/);
  await running.press(desk, 'irgendwann');
  const again = told.at(-1);
  assert.deepEqual([again?.message.occasion, again?.to], ['QUESTION', ['home-assistant:Anna']]);
  assert.match(again?.message.text.de ?? '', /nicht verstanden/);
  await running.press(desk, 'morgen um 6:15');
  assert.equal(departures[0]?.departure, Date.UTC(2026, 10, 22, 5, 15));
  assert.deepEqual(told.at(-1)?.to, ['home-assistant:Anna', 'telegram:Anna']);
});

test('who does not need the car is understood, and no departure is set', async () => {
  await plugIn();
  assert.match((await write('100', 'Brauche das Auto heute nicht'))?.de ?? '', /keine Abfahrt/);
  assert.deepEqual(departures, []);
  assert.equal(running.desk.look(ticket('telegram:Anna')), null, 'that was the answer');
});

test('who does not need the car after all has no departure any more, unless it is planned elsewhere', async () => {
  const none = { departure: null, targetSocPercent: null, targetEnergyKwh: null };
  const declined = async (minutes: number, car: Partial<LoadpointView>) => {
    await plugIn(NOON + minutes * MINUTE_MS);
    await publish(house(clock.now(), car));
    return (await write('100', 'nein'))?.de ?? '';
  };
  const set = { departure: NOON + 8 * HOUR_MS, departureSource: 'PERSON' as const };
  refused = true;
  assert.equal(await declined(0, set), 'nein');
  refused = false;
  assert.match((await write('100', 'nein'))?.de ?? '', /keine Abfahrt gesetzt/);
  assert.deepEqual(departures.at(-1), { loadpoint: 'my_garage', ...none });

  afterwards = { departure: NOON + 40 * HOUR_MS, departureSource: 'SCHEDULE' };
  assert.match(await declined(300, set), /bleibt bei der geplanten: Montag/);
  departures = [];
  assert.match(
    await declined(600, { departure: NOON + 42 * HOUR_MS, departureSource: 'EVCC' }),
    /bleibt bei der geplanten/,
  );
  assert.deepEqual(departures, []);
});

test('not today but tomorrow is an answer', async () => {
  await plugIn();
  assert.match((await write('100', 'heute nicht, aber morgen früh'))?.de ?? '', /bereit bis Sonntag, 07:00/);
  assert.equal(departures[0]?.departure, Date.UTC(2026, 10, 22, 6));
});

test('a question ends after two hours, with the car, and when somebody is faster', async () => {
  await plugIn();
  const desk = ticket('home-assistant:Anna');
  assert.equal(running.desk.look(desk)?.question.choices.length, 4);
  const both = await Promise.all([running.desk.answer(desk, '4h'), running.desk.answer(desk, '8h')]);
  assert.deepEqual(
    both.map(({ ok }) => ok),
    [true, false],
  );
  await plugIn(NOON + 5 * HOUR_MS);
  shown = house(clock.now(), { vehicleName: 'another' });
  assert.match((await running.desk.answer(ticket('home-assistant:Anna'), '4h')).message.en, /no longer/);
  await clock.advanceTo(NOON + 7 * HOUR_MS);
  assert.equal(running.desk.look(ticket('home-assistant:Anna')), null);
});

test('what has not got through is not asked when it is answered otherwise or the car is gone, but later perhaps', async () => {
  await plugIn();
  const ways = ['home-assistant:Anna', 'telegram:Anna'];
  unsent.set(1, ['home-assistant:Anna']);
  await publish(house(NOON + MINUTE_MS, { departure: NOON + 8 * HOUR_MS, departureSource: 'PERSON' }));
  unsent.clear();
  assert.equal(running.desk.look(tickets.ticket(1, 'home-assistant:Anna')), null, 'it never came');
  assert.ok(running.desk.look(tickets.ticket(1, 'telegram:Anna')), 'who was asked may answer');
  await plugIn(NOON + HOUR_MS);
  assert.equal(asked().length, 1);

  await plugIn(NOON + 5 * HOUR_MS);
  assert.equal(asked().length, 2);
  unsent.set(2, ways);
  await publish(house(NOON + 5 * HOUR_MS + MINUTE_MS, { connected: false, vehicleName: null }));
  unsent.clear();
  assert.equal(running.desk.look(tickets.ticket(2, 'telegram:Anna')), null);
  await plugIn(NOON + 6 * HOUR_MS);
  assert.equal(asked().length, 3, 'nobody was asked yet');
  assert.deepEqual(told.at(-1)?.to, ways);
});

test('an answer takes back what others have not been asked yet, and does not tell them', async () => {
  await plugIn();
  unsent.set(1, ['home-assistant:Anna']);
  await press('100', code('telegram:Anna', '4h'));
  assert.deepEqual(told.at(-1)?.message.occasion, 'ANSWER');
  assert.deepEqual(told.at(-1)?.to, []);
});

test('before evcc is read no question is taken back', async () => {
  await plugIn();
  unsent.set(1, ['telegram:Anna']);
  await publish(house(NOON + MINUTE_MS, {}, { loadpoints: [] }));
  assert.ok(running.desk.look(tickets.ticket(1, 'telegram:Anna')));
});

test('one question for a car in four hours, also over a restart, and answers are taken after it', async () => {
  await plugIn();
  const desk = ticket('home-assistant:Anna');
  await running.stop();
  assert.ok(!JSON.stringify([...kept]).includes(desk), 'who reads the file cannot answer');
  start();
  assert.ok(running.desk.look(desk));
  await plugIn(NOON + 3 * HOUR_MS);
  assert.equal(asked().length, 1);
  await plugIn(NOON + 4 * HOUR_MS);
  assert.equal(asked().length, 2);
});

test('who plugs in while we are away is asked, but not hours later, nor about a car that stood there before', async () => {
  const at = (minutes: number, car: Partial<LoadpointView> = {}): Sighting => ({
    ...NOTHING_SEEN,
    publishedAt: NOON + minutes * MINUTE_MS,
    loadpoints: [{ ...ZOE, ...car }],
  });
  const startsAfter = async (before: Sighting) => {
    await running.stop();
    seen = before;
    shown = house(NOON, {}, { loadpoints: [] });
    start();
    await publish(house(NOON));
    return asked().length;
  };
  const gone = { connected: false, vehicleName: null, vehicleTitle: null };
  assert.equal(await startsAfter(NOTHING_SEEN), 0, 'nobody knows');
  assert.equal(await startsAfter(at(-10)), 0);
  assert.equal(await startsAfter(at(-150, gone)), 0);
  assert.equal(await startsAfter(at(-10, gone)), 1);
  assert.equal(await startsAfter(at(-10, gone)), 1, 'once');
});

test('who has said when it leaves is not asked, nor is a heater, nor anybody for an unknown car', async () => {
  await plugIn(NOON, { departureSource: 'PERSON' });
  await plugIn(NOON, { departureSource: 'EVCC', departure: NOON + 18 * HOUR_MS });
  await plugIn(NOON, { departureSource: 'SCHEDULE', departure: NOON + 20 * HOUR_MS });
  await plugIn(NOON, { isHeating: true });
  await plugIn(NOON, { vehicleName: null, vehicleTitle: null });
  assert.equal(told.length, 0);
  await plugIn(NOON, { vehicleName: 'guest', vehicleTitle: 'Gast' });
  assert.deepEqual(told[0]?.to, ['ntfy'], "a car of nobody is the household's");
  await plugIn(NOON, { departureSource: 'SCHEDULE', departure: NOON + 40 * HOUR_MS });
  assert.equal(asked().length, 2, 'the schedule says nothing of tomorrow');
});

test('a question follows its car to the new name of its loadpoint, and nobody is asked again for that', async () => {
  const other = { id: 'carport', vehicleName: 'golf', vehicleTitle: 'Golf' };
  const two = (...loadpoints: Partial<LoadpointView>[]) =>
    house(clock.now(), {}, { loadpoints: loadpoints.map((change) => ({ ...ZOE, ...change })) });
  await publish(two({ connected: false, vehicleName: null }, other));
  await publish(two({}, other));
  await publish(two({ id: 'db:8' }, { ...other, id: 'my_garage' }));
  assert.equal(asked().length, 1);
  assert.match((await press('100', code('telegram:Anna', '4h')))?.en ?? '', /ready by/);
  assert.equal(departures[0]?.loadpoint, 'db:8');
});

test('people who share a chat are heard there for all of them', async () => {
  await running.stop();
  const shared = { ...anna, name: 'Cem', vehicles: ['nothing'], telegramChatId: '100' };
  start(ALL, [shared, anna, ben]);
  await plugIn();
  assert.match((await press('100', code('telegram:Anna', '4h')))?.en ?? '', /ready by/);
  assert.match((await write('100', '/boost'))?.en ?? '', /charges at full power/);
});

test('what is refused is said, and the question stays open', async () => {
  await plugIn();
  refused = true;
  assert.equal((await press('100', code('telegram:Anna', '4h')))?.en, 'no');
  refused = false;
  assert.match((await press('100', code('telegram:Anna', '8h')))?.en ?? '', /ready by/);
});

const CHEAP_UNTIL = NOON + 6 * HOUR_MS;
/** Cheap from four hours after noon for two hours; by then the question of noon is four hours old. */
const plan = pricedPlan(NOON, [30, 30, 30, 30, 12, 12, 31, 32, 33, 34, 35, 36, 37]);
const later = (car: Partial<LoadpointView> = {}, change: Partial<Snapshot> = {}, minutes = 0) =>
  house(NOON + 4 * HOUR_MS + minutes * MINUTE_MS, car, { plan, ...change });

test('a good price offers a car more than it needs, once, and ends with the price', async () => {
  await stands();
  await publish(house(NOON + HOUR_MS, {}, { plan }));
  assert.equal(told.length, 0, 'it is dear');
  await publish(later());
  const [offer] = told;
  assert.deepEqual(offer?.to, ['home-assistant:Anna', 'telegram:Anna']);
  assert.match(offer?.message.text.de ?? '', /^12,0 ct\/kWh bis 19:00 Uhr\. Der Ladestand ist 70 %\./);
  assert.deepEqual(
    offer?.message.question?.choices.map(({ key }) => key),
    ['c80', 'c100', 'no'],
  );
  await publish(later({}, {}, 1));
  assert.equal(told.length, 1);
  assert.match(
    (await press('100', code('telegram:Anna', 'c100')))?.en ?? '',
    /charges to 100 % now, until 19:00/,
  );
  assert.deepEqual(boosts, [
    { loadpoint: 'my_garage', until: CHEAP_UNTIL, minutes: null, targetSocPercent: 100 },
  ]);
  await running.stop();
  start();
  const nextNight = pricedPlan(NOON + 9 * HOUR_MS, [10, 10, 30]);
  await publish(house(NOON + 9 * HOUR_MS, {}, { plan: nextNight }));
  assert.equal(asked().length, 1, 'not again on the same day, also after a restart');
});

test('who declines is left alone, and own words do', async () => {
  await stands();
  await publish(later());
  assert.match((await write('100', 'vielleicht'))?.de ?? '', /nicht verstanden/);
  assert.match((await write('100', 'bis 60 %'))?.de ?? '', /hat schon 70 %/);
  assert.match((await write('100', 'Nein danke'))?.de ?? '', /nur, was nötig ist/);
  assert.deepEqual(boosts, []);
  assert.match((await write('100', '90 %'))?.en ?? '', /\/boost/, 'the question is over');
});

const notOffered: [why: string, house: Snapshot][] = [
  ['it still needs something', later({ neededKwh: 3 })],
  ['it is nearly full', later({ vehicleSocPercent: 96 })],
  ['nobody knows its SoC', later({ vehicleSocPercent: null })],
  ['it is not there', later({ connected: false })],
  ['it is no car', later({ isHeating: true })],
  [
    'nobody is to be asked now',
    later({}, { control: { ...NO_CONTROL, queue: { entries: [], quiet: true, advice: null } } }),
  ],
  [
    'all control rests',
    later({}, { control: { ...NO_CONTROL, pause: { since: 0, until: null, message: { de: '', en: '' } } } }),
  ],
  ['there is no plan', later({}, { plan: null })],
];
for (const [why, now] of notOffered) {
  test(`nothing is offered where ${why}`, async () => {
    await stands();
    await publish(now);
    assert.equal(told.length, 0);
  });
}

test('a question at plugging in keeps an offer away for four hours', async () => {
  await plugIn(NOON + HOUR_MS);
  await publish(later());
  assert.equal(told.length, 1);
  await publish(later({}, {}, 60));
  assert.deepEqual(
    told.map(({ message }) => message.title.en),
    ['Zoë_<b> is plugged in', 'Zoë_<b>: energy is cheap now'],
  );
});

test('without ways to answer nobody is asked', async () => {
  await running.stop();
  start([{ ...channel('ntfy', null), takesAnswers: false }]);
  await plugIn();
  assert.equal(told.length, 0);
});
