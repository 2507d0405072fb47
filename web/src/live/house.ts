import type { Instant } from '../../../api/house/index.ts';
import { watchAttention } from './attention.ts';
import type { Connection } from './connection.ts';
import { followAlone, followTogether } from './following.ts';
import { learn, NOTHING_KNOWN } from './known.ts';
import { type HouseParts, type LiveMessage, type LogEvent, liveSource } from './live-document.ts';
import { watchLost } from './lost.ts';
import { reloadOnce } from './reload.ts';
import { type Dated, recall, remember, timeOf } from './remembered.ts';
import { createStore, type Store } from './store.ts';

/** Everything that the page shows, in stores that change at different paces. */
export interface House {
  /** `null` until the first message. */
  parts: Store<HouseParts | null>;
  /** What happened, oldest first. */
  log: Store<readonly LogEvent[]>;
  connection: Store<Connection>;
  /** Of when the state is, where it is one that this browser saw earlier; `null` while it comes from the server. */
  remembered: Store<Instant | null>;
  /** Since when the connection is gone, in the house's time; `null` while it is there. */
  lost: Store<Instant | null>;
  /** Time of the house, moved on once a second; `null` until the first message. */
  time: Store<Instant | null>;
}

const TICK_MS = 1000;
/** A server that has said nothing by then is away, or far: what was seen last is better than nothing. */
const PATIENCE_MS = 1500;
const REMEMBER_EVERY_MS = 60_000;
/** What a server of another version answers, or one that takes nothing but what its own page asks. */
const NOT_UNDERSTOOD = ['GRAPHQL_VALIDATION_FAILED', 'UNKNOWN_DOCUMENT', 'TRUSTED_DOCUMENTS_ONLY'];

export function createHouse(): House {
  return {
    parts: createStore<HouseParts | null>(null),
    log: createStore<readonly LogEvent[]>([]),
    connection: createStore<Connection>({ state: 'connecting', since: Date.now(), refusal: null }),
    remembered: createStore<Instant | null>(null),
    lost: createStore<Instant | null>(null),
    time: createStore<Instant | null>(null),
  };
}

/**
 * Follows the house for as long as the page lives.
 *
 * @param url the endpoint of GraphQL
 * @param display name of the display that this page is; it has a stream of its own, by which the server knows it
 */
export function followHouse(house: House, url: URL, display: string | null): void {
  let dated: Dated | null = null;
  let known = NOTHING_KNOWN;
  const follow = display === null ? followTogether : followAlone;
  const source = liveSource(url, display);
  const following = follow({ source, onMessage: receive, onConnection });
  const shape = shapeOf(JSON.stringify(source.stream));
  watchAttention(following.want, following.hurry);
  watchLost(house);
  setInterval(tick, TICK_MS);
  setTimeout(showRemembered, PATIENCE_MS);
  setInterval(keepInMind, REMEMBER_EVERY_MS);
  window.addEventListener('pagehide', keepInMind);

  function showRemembered(): void {
    const last = known.parts ? null : recall(shape);
    if (!last) return;
    dated = last;
    tick();
    house.remembered.set(last.publishedAt);
    house.parts.set(last.parts);
  }

  function keepInMind(): void {
    if (known.parts && dated) remember(shape, { ...dated, parts: known.parts });
  }

  function receive(message: LiveMessage, ageMs: number): void {
    const before = known.parts;
    known = learn(known, message);
    // A new version of the server brings a page of its own.
    if (before && known.parts?.version !== before.version) location.reload();
    dated = {
      publishedAt: Date.parse(message.publishedAt),
      receivedAt: Date.now() - ageMs,
      speed: known.parts?.demo?.speed ?? 1,
    };
    house.remembered.set(null);
    house.parts.set(known.parts);
    house.log.set(known.log);
    if (!before) tick();
  }

  function onConnection(connection: Connection): void {
    // So does a server that no longer understands what this page asks for.
    if (connection.refusal && NOT_UNDERSTOOD.includes(connection.refusal.code)) reloadOnce();
    house.connection.set(connection);
  }

  function tick(): void {
    if (dated) house.time.set(timeOf(dated, Date.now()));
  }
}

/** A short name for what a state consists of: another version of the page asks for other things. */
function shapeOf(document: string): string {
  let hash = 0;
  for (let index = 0; index < document.length; index++) hash = (hash * 31 + document.charCodeAt(index)) | 0;
  return hash.toString(36);
}
