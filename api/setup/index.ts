export { createSetup, type SetupOptions } from './setup.ts';
