import { createStore, type Store } from '../live/store.ts';

const PREFIX = 'smartload.';

/** What this browser keeps under a name; `null` where it keeps nothing, or may keep nothing. */
export function readKept(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Has this browser keep a text; `null` forgets it. A browser that may keep nothing goes on without it. */
export function keep(name: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, text);
  } catch {
    // Full, or forbidden: what was chosen then holds until the page is left.
  }
}

/** A choice that this browser remembers. */
export interface Choice<T extends string> extends Pick<Store<T>, 'get' | 'subscribe'> {
  readonly options: readonly T[];
  choose(option: T): void;
}

/** @param options the first one holds where nothing was chosen */
export function createChoice<T extends string>(name: string, options: readonly [T, ...T[]]): Choice<T> {
  const kept = readKept(name);
  const store = createStore<T>(options.find((option) => option === kept) ?? options[0]);
  return {
    options,
    get: store.get,
    subscribe: store.subscribe,
    choose(option) {
      store.set(option);
      keep(name, option);
    },
  };
}
