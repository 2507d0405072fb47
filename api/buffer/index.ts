export * from './base.ts';
export * from './model.ts';
export * from './predecessor.ts';
export * from './reason.ts';
export * from './step.ts';
export * from './target.ts';
export * from './writes.ts';
