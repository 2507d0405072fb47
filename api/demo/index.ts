export { type EmbeddedHouse, embedHouse, savedHouseAt } from './embedded-house.ts';
export type { Tariffs as EvccTariffs } from './evcc/index.ts';
export { isFastCharging } from './evcc/index.ts';
export * from './measured/index.ts';
export {
  BATTERY,
  type BatterySpec,
  CARS,
  type CarSpec,
  createWorld,
  currentToKw,
  type Devices,
  fullPowerKw,
  type Movement,
  type Orders,
  type PlantFlow,
  TIME_ZONE,
  type World,
} from './plant/index.ts';
export type { LoggedRequest } from './request-log.ts';
export { decodeHouseState } from './resume.ts';
export { simulateSelfConsumption } from './self-consumption.ts';
export { EVCC_VERSIONS, type EvccVersion, type FaultSwitches, type Faults } from './server/index.ts';
export type { HouseState, StartOptions } from './simulation.ts';
export type { Totals } from './totals.ts';
export {
  createVirtualHouse,
  type Departure,
  type HouseTotals,
  type VirtualHouse,
  type VirtualHouseOptions,
} from './virtual-house.ts';
