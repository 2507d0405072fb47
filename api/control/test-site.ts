import type { BatteryState, LoadpointState, SiteState, VehicleState } from '../house/index.ts';
import { SOME_TIME } from './test-time.ts';

/** A reading of evcc for tests: one battery, one loadpoint with a known car. */
export function testSite(change: Partial<SiteState> = {}): SiteState {
  return {
    observedAt: SOME_TIME,
    evccVersion: '0.315.0',
    title: 'Test',
    currency: 'EUR',
    intervalS: 30,
    ready: true,
    gridPowerKw: 0.5,
    pvPowerKw: 0,
    homePowerKw: 0.5,
    battery: testBattery(),
    loadpoints: [testLoadpoint()],
    vehicles: [testVehicle()],
    importPricePerKwh: 0.3,
    feedInPricePerKwh: 0.08,
    smartCostType: 'priceforecast',
    importLimitKw: null,
    exportLimitKw: null,
    dimmed: false,
    optimizerAutomatic: false,
    ...change,
  };
}

export function testBattery(change: Partial<BatteryState> = {}): BatteryState {
  return {
    powerKw: 0,
    socPercent: 50,
    capacityKwh: 10,
    controllable: true,
    devices: [],
    mode: 'unknown',
    externalMode: null,
    dischargeControl: false,
    gridChargeActive: false,
    prioritySocPercent: 0,
    bufferSocPercent: 0,
    bufferStartSocPercent: 0,
    ...change,
  };
}

export function testLoadpoint(change: Partial<LoadpointState> = {}): LoadpointState {
  return {
    name: 'garage',
    id: 1,
    title: 'Garage',
    mode: 'pv',
    smartMode: false,
    connected: true,
    charging: false,
    enabled: false,
    chargePowerKw: 0,
    vehicleName: 'kombi',
    vehicleTitle: 'Kombi',
    vehicleSocPercent: 40,
    vehicleLimitSocPercent: null,
    limitSocPercent: 0,
    limitEnergyKwh: 0,
    effectiveLimitSocPercent: 100,
    effectiveMinSocPercent: 0,
    minSocNotReached: false,
    planActive: false,
    effectivePlanTime: null,
    effectivePlanSocPercent: null,
    planEnergyKwh: 0,
    smartCostActive: false,
    smartCostLimit: null,
    minCurrentA: 6,
    maxCurrentA: 16,
    phasesActive: 3,
    phasesConfigured: 0,
    phases1p3p: true,
    singlePhase: false,
    sessionEnergyKwh: 0,
    chargeRemainingEnergyKwh: null,
    isHeating: false,
    batteryBoost: false,
    ...change,
  };
}

export function testVehicle(change: Partial<VehicleState> = {}): VehicleState {
  return {
    name: 'kombi',
    title: 'Kombi',
    capacityKwh: 60,
    minSocPercent: null,
    limitSocPercent: null,
    plan: null,
    planStrategy: { continuous: false, preconditionS: 0 },
    hasRepeatingPlans: false,
    ...change,
  };
}
