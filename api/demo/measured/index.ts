export * from './house.ts';
export * from './world.ts';
