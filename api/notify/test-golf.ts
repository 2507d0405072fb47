import type { LoadpointView } from '../house/index.ts';

/** A car that charges at home, for tests that change what matters to them. */
export const GOLF: LoadpointView = {
  id: 'garage',
  title: 'Garage',
  mode: 'pv',
  connected: true,
  charging: true,
  powerKw: 11,
  vehicleName: 'golf',
  vehicleTitle: 'Golf',
  vehicleSocPercent: 70,
  capacityKwh: 50,
  targetSocPercent: 80,
  targetEnergyKwh: null,
  departure: null,
  departureSource: null,
  neededKwh: 5,
  expectedSocPercent: 80,
  isHeating: false,
  override: null,
};
