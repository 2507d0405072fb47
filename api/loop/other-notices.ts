import type { Notice } from '../house/index.ts';

/** What other parts have to say to people. */
export interface OtherNotices {
  /** As it is now, to be published. */
  take(): Notice[];
  /** Whether something else is to be said than what was published last, whoever published that and why. */
  haveChanged(): boolean;
}

export function createOtherNotices(current: () => Notice[]): OtherNotices {
  const codes = () =>
    current()
      .map(({ code }) => code)
      .join();
  let published = '';
  return {
    take() {
      published = codes();
      return current();
    },
    haveChanged: () => codes() !== published,
  };
}
