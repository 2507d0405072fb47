import type { Client } from 'urql';
import type { Instant } from '../../../api/house/index.ts';
import { applyMessage } from './apply.ts';
import { type HouseParts, LiveDocument, type LiveMessage } from './live-document.ts';
import { createStore, type Store } from './store.ts';
import type { Connection } from './transport.ts';

/** Everything that the page shows, in three stores that change at different paces. */
export interface House {
  /** `null` until the first message. */
  parts: Store<HouseParts | null>;
  connection: Store<Connection>;
  /** Time of the house, moved on once a second; `null` until the first message. */
  time: Store<Instant | null>;
}

const TICK_MS = 1000;

export function createHouse(): House {
  return {
    parts: createStore<HouseParts | null>(null),
    connection: createStore<Connection>({ state: 'connecting', since: Date.now() }),
    time: createStore<Instant | null>(null),
  };
}

/** Follows the live stream for as long as the page lives. */
export function followHouse(house: House, client: Client): void {
  let publishedAt = 0;
  let receivedAt = 0;

  client.subscription(LiveDocument, {}).subscribe(({ data, error }) => {
    if (error) console.error('The live stream answered with an error:', error);
    if (data) receive(data.live);
  });
  setInterval(tick, TICK_MS);

  function receive(message: LiveMessage) {
    const before = house.parts.get();
    const after = applyMessage(before, message);
    // A new version of the server brings a page of its own.
    if (before && after && before.version !== after.version) location.reload();
    publishedAt = Date.parse(message.publishedAt);
    receivedAt = performance.now();
    house.parts.set(after);
    if (house.time.get() === null) tick();
  }

  /** The clock of the virtual house may run faster than ours; between messages we run along with it. */
  function tick() {
    const parts = house.parts.get();
    if (parts) house.time.set(publishedAt + (performance.now() - receivedAt) * (parts.demo?.speed ?? 1));
  }
}
