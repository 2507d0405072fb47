import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPubSub } from 'graphql-yoga';
import { createDisplays } from '../live/index.ts';
import { emptyLive } from '../live/test-live.ts';
import { createGuests } from './guests.ts';
import { createRemoteDisplays } from './remote-displays.ts';
import { isPresence, type Presence, type Topics } from './wire.ts';

/** What a process that serves the house tells its owner, who counts it at once, or `later` where he is slow. */
function processAndOwner({ later = false } = {}) {
  const live = emptyLive();
  const displays = createDisplays({ live, now: () => 5, keep: () => {} });
  const guests = createGuests(displays);
  const told: Presence[] = [];
  const pubSub = createPubSub<Topics>();
  const toOwner = Object.assign(pubSub, {
    publish(_topic: 'presence', presence: Presence) {
      assert.ok(isPresence(presence), `${presence.displays.length} displays`);
      told.push(presence);
      if (!later) guests.heard(presence);
    },
  });
  const remote = createRemoteDisplays(toOwner, 'api', () => live);
  return { live, displays, guests, remote, told };
}

const openedBy = (enter: (name: string) => { ok: boolean }, count: number) =>
  Array.from({ length: count }, (_, index) => enter(`d${index}`)).filter(({ ok }) => ok).length;

for (const later of [false, true])
  test(`a process keeps the limit of the house, also where the owner hears of it ${later ? 'late' : 'at once'}`, (t) => {
    const { live, displays, guests, remote, told } = processAndOwner({ later });
    t.after(() => displays.stop());
    assert.equal(openedBy(remote.enter, 60), 32);
    const last = told.at(-1);
    assert.ok(last);
    if (later) guests.heard(last);
    assert.equal(live.snapshot().displays.length, 32);
    assert.ok(live.snapshot().displays.every(({ connectedSince }) => connectedSince === 5));
  });

test('a display for which somebody chose is served by any process, however many others are open', async (t) => {
  const { displays, remote, live } = processAndOwner();
  t.after(() => displays.stop());
  openedBy(remote.enter, 60);
  for (let index = 0; index < 32; index++) await displays.showView(`chosen${index}`, 'PLAN');
  for (let index = 0; index < 32; index++) assert.ok(remote.enter(`chosen${index}`).ok);
  assert.equal(live.snapshot().displays.filter(({ connectedSince }) => connectedSince !== null).length, 64);
});

test('a process that ends takes its displays along, whichever of their pages goes later', (t) => {
  const { displays, remote, told } = processAndOwner();
  t.after(() => displays.stop());
  const page = remote.enter('Flur');
  assert.deepEqual(told.at(-1)?.displays, ['Flur']);
  remote.enter('Bad');
  remote.stop();
  assert.deepEqual(told.at(-1)?.displays, []);
  if (page.ok) page.value();
  assert.deepEqual(told.at(-1)?.displays, []);
});
