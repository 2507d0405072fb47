export type { RedisPlace } from './connection.ts';
export { createFollower, type Follower, type FollowerOptions } from './follower.ts';
export { createOwner, type OwnedHouse, type Owner, type OwnerOptions } from './owner.ts';
