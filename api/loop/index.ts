export { createLoop, type Loop, type LoopDependencies } from './loop.ts';
