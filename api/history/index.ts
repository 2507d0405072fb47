export { BackupError, backUp, backUpInPlace, restoreAtNextStart } from './backup.ts';
export { keepDiscarded } from './discarded.ts';
export * from './energy-meter.ts';
export { DataFolderInUseError } from './lock.ts';
export { type DatabaseCondition, lookAtDatabase } from './look.ts';
export * from './meter-state.ts';
export { openStore, type StoreOptions } from './open.ts';
export { readStore, type StoreReader } from './read-store.ts';
export {
  type HistorySpan,
  RESOLUTIONS,
  type Resolution,
  type Span,
  spanStart,
  spansBetween,
  sumUp,
} from './spans.ts';
export type { CycleHead, RecordedCycle, Store } from './store.ts';
export { HistoryUnreadableError, readOrNull } from './unreadable.ts';
