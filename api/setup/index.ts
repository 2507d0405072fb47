export { createSearch, type Search, type SearchOptions } from './search.ts';
export { createSetup, type SetupOptions } from './setup.ts';
