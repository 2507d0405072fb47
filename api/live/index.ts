export { enteredDisplay, MAX_DISPLAYS, unchosen } from './display-limits.ts';
export { countPages } from './display-pages.ts';
export { type ChosenView, createDisplays, type Displays, displaysFromJson } from './displays.ts';
export {
  type Cursor,
  type FanOutOptions,
  fanOut,
  formatCursor,
  newRunId,
  parseCursor,
  Reading,
} from './fan-out/index.ts';
export { EVENTS_REMEMBERED, type JournalState } from './journal.ts';
export * from './live.ts';
export type * from './messages.ts';
