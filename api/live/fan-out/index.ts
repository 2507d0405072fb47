export * from './cursor.ts';
export { type Entry, type Feed, MAX_WAITING, type Start } from './feed.ts';
export { type FanOutOptions, fanOut } from './plugin.ts';
export { Reading } from './reading.ts';
export * from './run-id.ts';
