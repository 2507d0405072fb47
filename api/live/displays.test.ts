import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { ActionResult, Display } from '../house/index.ts';
import { type ChosenView, createDisplays, displaysFromJson } from './displays.ts';
import type { Live } from './live.ts';
import type { LoggedEvent } from './messages.ts';
import { emptyLive, settled, take } from './test-live.ts';

function setUp(t: TestContext) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const live = emptyLive();
  const kept: { chosen: ChosenView[]; events: LoggedEvent[] }[] = [];
  const displays = createDisplays({
    live,
    now: () => 5,
    keep: (chosen, events) => kept.push({ chosen, events }),
  });
  const names = () => live.snapshot().displays.map(({ name }) => name);
  return { live, displays, kept, names, pass: (ms: number) => t.mock.timers.tick(ms) };
}

function expectOk<T>(result: ActionResult<T>): T {
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

const named = (live: Live, name: string) =>
  live.snapshot().displays.find((display) => display.name === name) ?? null;

describe('displays', () => {
  it('one that is opened appears, and goes some seconds after its last page', (t) => {
    const { live, displays, kept, pass } = setUp(t);
    const leaveFirst = expectOk(displays.enter('Küche'));
    const leaveSecond = expectOk(displays.enter(' Küche'));
    assert.deepEqual(live.snapshot().displays, [
      { name: 'Küche', view: 'NOW', chosenAt: null, connectedSince: 5 },
    ] satisfies Display[]);
    leaveFirst();
    leaveFirst();
    pass(10_000);
    assert.ok(named(live, 'Küche'), 'the second page is still there');
    leaveSecond();
    pass(2900);
    assert.ok(named(live, 'Küche'), 'it may only be loaded anew');
    pass(200);
    assert.deepEqual(live.snapshot().displays, []);
    assert.deepEqual(kept, [], 'opening a display stores nothing');
  });

  it('a page that is loaded anew never looks gone', (t) => {
    const { live, displays, pass } = setUp(t);
    expectOk(displays.enter('Flur'))();
    const { sequence } = live.snapshot();
    pass(1000);
    expectOk(displays.enter('Flur'));
    pass(10_000);
    assert.equal(live.snapshot().sequence, sequence);
  });

  it('what somebody chose is kept with its event, and stays when the display goes', async (t) => {
    const { live, displays, kept, pass } = setUp(t);
    const leave = expectOk(displays.enter('Flur'));
    const shown = expectOk(await displays.showView('Flur', 'PLAN'));
    assert.deepEqual(shown, { name: 'Flur', view: 'PLAN', chosenAt: 5, connectedSince: 5 });
    const [{ chosen, events } = { chosen: [], events: [] }] = kept;
    assert.deepEqual(chosen, [{ name: 'Flur', view: 'PLAN', chosenAt: 5 }]);
    assert.deepEqual(events[0]?.payload, { kind: 'ACTIVE_VIEW', display: 'Flur', view: 'PLAN' });
    leave();
    pass(4000);
    assert.equal(named(live, 'Flur')?.connectedSince, null);
    assert.deepEqual(displaysFromJson(JSON.parse(JSON.stringify(chosen))), live.snapshot().displays);
  });

  it('choosing what is shown already tells nobody', async (t) => {
    const { live, displays, kept } = setUp(t);
    await displays.showView('Flur', 'CARS');
    const { sequence } = live.snapshot();
    await displays.showView('Flur', 'CARS');
    assert.equal(live.snapshot().sequence, sequence);
    assert.equal(kept.length, 1);
  });

  it('one whose choice is taken back is forgotten', async (t) => {
    const { displays, kept, names } = setUp(t);
    await displays.showView('Flur', 'CARS');
    expectOk(await displays.showView('Flur', null));
    assert.deepEqual(names(), []);
    assert.deepEqual(kept.at(-1)?.chosen, []);
  });

  it('there are not more of them open than any house has, unless somebody chose for them', async (t) => {
    const { displays, names } = setUp(t);
    const opened = Array.from({ length: 40 }, (_, index) => displays.enter(`d${index}`));
    assert.deepEqual([names().length, opened.filter(({ ok }) => ok).length], [32, 32]);
    expectOk(displays.enter('d3'));
    const refused = displays.enter('Küche');
    assert.ok(!refused.ok && refused.code === 'INVALID_VALUE');
    assert.match(refused.message.en, /^32 displays are open/);
    expectOk(await displays.showView('Küche', 'PLAN'));
    expectOk(displays.enter('Küche'));
    expectOk(await displays.showView('d3', 'PLAN'));
    expectOk(displays.enter('another in its place'));
  });

  it('what is chosen has places of its own, and one that is forgotten makes room', async (t) => {
    const { displays, names, kept } = setUp(t);
    for (let index = 0; index < 32; index++) displays.enter(`open${index}`);
    for (let index = 0; index < 32; index++) expectOk(await displays.showView(`chosen${index}`, 'PLAN'));
    const refused = await displays.showView('one more', 'PLAN');
    assert.ok(!refused.ok && refused.code === 'INVALID_VALUE');
    assert.match(refused.message.en, /^It is chosen for 32/);
    assert.equal((await displays.showView('open5', 'CARS')).ok, false);
    expectOk(await displays.showView('chosen3', 'CARS'));
    expectOk(await displays.showView('chosen3', null));
    expectOk(await displays.showView('one more', 'PLAN'));
    assert.equal(names().length, 64);
    assert.equal(displaysFromJson(kept.at(-1)?.chosen).length, 32);
    expectOk(await displays.showView('never heard of', null));
  });

  it('however often choices are taken back, there are not more than all places', async (t) => {
    const { displays, names } = setUp(t);
    for (let round = 0; round < 4; round++)
      for (const index of Array.from({ length: 40 }).keys()) {
        displays.enter(`r${round} d${index}`);
        await displays.showView(`r${round} d${index}`, 'PLAN');
        if (index % 2) await displays.showView(`r${round} d${index}`, null);
      }
    assert.ok(names().length <= 64, `${names().length}`);
  });

  it('a name that cannot be one is refused', async (t) => {
    const { displays, names } = setUp(t);
    assert.equal(displays.enter('../x').ok, false);
    assert.equal((await displays.showView('', 'PLAN')).ok, false);
    assert.deepEqual(names(), []);
  });
});

describe('the active view of a display', () => {
  it('comes at once, then as it changes, and of what else changes nothing', async (t) => {
    const { live, displays } = setUp(t);
    const reader = live.activeView('Flur')[Symbol.asyncIterator]();
    assert.deepEqual(await take(reader), { name: 'Flur', view: 'NOW', chosenAt: null, connectedSince: null });
    live.publish({ cycleId: 1 });
    await displays.showView('Bad', 'CARS');
    await settled();
    const next = take(reader);
    await displays.showView('Flur', 'PLAN');
    assert.equal((await next).view, 'PLAN');
  });

  it('a slow reader gets the newest only', async (t) => {
    const { live, displays } = setUp(t);
    const reader = live.activeView('Flur')[Symbol.asyncIterator]();
    await take(reader);
    for (const view of ['PLAN', 'CARS', 'BATTERY'] as const) {
      await displays.showView('Flur', view);
      await settled();
    }
    assert.equal((await take(reader)).view, 'BATTERY');
    let isMore = false;
    void reader.next().then(() => {
      isMore = true;
    });
    await settled();
    assert.equal(isMore, false);
  });
});

describe('catching up', () => {
  it('brings the whole state, then exactly what was missed in one change', async () => {
    const live = emptyLive();
    const whole = live.catchUp();
    assert.equal(whole.snapshot?.cycleId, 0);
    live.publish({ cycleId: 1 }, [{ type: 'NOTICE', subject: 'a', message: { de: '', en: '' } }]);
    live.publish({ siteTitle: 'Haus' });
    live.publish({ cycleId: 2 }, [{ type: 'NOTICE', subject: 'b', message: { de: '', en: '' } }]);
    await settled();
    const missed = live.catchUp(whole);
    assert.equal(missed.snapshot, null);
    assert.deepEqual(missed.change, { cycleId: 2, siteTitle: 'Haus' });
    assert.deepEqual(
      missed.events.map(({ subject }) => subject),
      ['a', 'b'],
    );
    assert.deepEqual(live.catchUp(missed).change, {});
    assert.equal(live.catchUp({ ...missed, instanceId: 'other' }).snapshot?.cycleId, 2);
  });

  it('brings a newcomer as many of the newest events as it asks for', async () => {
    const live = emptyLive();
    for (const subject of ['a', 'b', 'c'])
      live.publish({}, [{ type: 'NOTICE', subject, message: { de: '', en: '' } }]);
    await settled();
    const subjects = (count: number) =>
      live
        .catchUp(null, count)
        .events.map(({ subject }) => subject)
        .join('');
    assert.deepEqual([0, 1, 2, 3, 9].map(subjects), ['', 'c', 'bc', 'abc', 'abc']);
    const first = await take(live.messages(null, 2)[Symbol.asyncIterator]());
    assert.equal(first.events.length, 2);
    assert.equal(first.snapshot?.sequence, first.sequence);
  });
});
