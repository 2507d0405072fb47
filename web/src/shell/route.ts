import { useSyncExternalStore } from 'react';

/** Where the page is: a view, and what of it. Both are in the address behind `#`, which no proxy's prefix touches. */
export interface Route<View extends string> {
  view: View;
  /** Such as a day; empty for the view as a whole. */
  rest: string;
}

/** What an address' fragment names; the first view where it names none that we have. */
export function routeOf<View extends string>(
  fragment: string,
  views: readonly [View, ...View[]],
): Route<View> {
  const [, name = '', rest = ''] = /^#\/([^/]*)\/?(.*)$/.exec(fragment) ?? [];
  const view = views.find((known) => known === name);
  return view === undefined ? { view: views[0], rest: '' } : { view, rest: decoded(rest) };
}

/** The fragment of a route, to be used as a link. */
export function linkTo(view: string, rest = ''): string {
  return rest === '' ? `#/${view}` : `#/${view}/${encodeURIComponent(rest)}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** The fragment of the page's address, as it is and as it becomes. */
export function useFragment(): string {
  return useSyncExternalStore(subscribe, () => location.hash);
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}
