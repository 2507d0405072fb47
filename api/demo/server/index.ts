export { disguised } from './disguise.ts';
export * from './faults.ts';
export * from './http.ts';
export type { Json, JsonObject } from './json.ts';
export * from './route.ts';
export { allRoutes } from './routes.ts';
export { siteJson } from './site-json.ts';
export * from './socket.ts';
export * from './versions.ts';
