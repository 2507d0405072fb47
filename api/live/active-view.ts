import { isDeepStrictEqual } from 'node:util';
import type { Display } from '../house/index.ts';
import { unchosen } from './display-limits.ts';
import { type Entry, type Feed, Reading } from './fan-out/index.ts';
import type { Journal } from './journal.ts';

/** Feeds beyond this many are made anew when they are asked for; only sharing is lost by that. */
const MAX_FEEDS = 64;

/** Hands out what one display shows: as it is at once, then as it changes, of that only the newest. */
export type ReadActiveView = (name: string) => Reading<Display>;

/** @param journal of which each display's own changes are told */
export function activeViews(journal: Journal): ReadActiveView {
  const feeds = new Map<string, Feed<Display>>();
  return (name) => {
    const feed = feeds.get(name) ?? feedOf(journal, name);
    if (feeds.size >= MAX_FEEDS) feeds.clear();
    feeds.set(name, feed);
    return new Reading(feed, { key: `activeView ${name}`, first: [], after: 0 });
  };
}

function feedOf({ snapshots, snapshot }: Journal, name: string): Feed<Display> {
  const unknown = unchosen(name);
  let newest: Entry<Display> | null = null;

  /** The same entry for as long as the display is the same, whatever else changes in the house. */
  function current(): Entry<Display> {
    const { displays, sequence } = snapshot();
    const value = displays.find((display) => display.name === name) ?? unknown;
    if (!newest || !isDeepStrictEqual(newest.value, value)) newest = { sequence, value };
    return newest;
  }

  const { instanceId, head, floor, watch } = snapshots;
  return { instanceId, head, floor, watch, beat: () => null, entries: () => [current()], skip: current };
}
