import type { Text } from '../house/index.ts';

/** What people call each source that has a fixed id. */
export const SOURCE_NAMES: Readonly<Record<string, Text>> = {
  evccState: { de: 'Zustand von evcc', en: 'State of evcc' },
  evccLive: { de: 'Live-Werte von evcc', en: 'Live values of evcc' },
  carState: { de: 'Autos an den Ladepunkten', en: 'Cars at the loadpoints' },
  gridTariff: { de: 'Strompreise', en: 'Electricity prices' },
  feedInTariff: { de: 'Einspeisevergütung', en: 'Feed-in tariff' },
  solarForecast: { de: 'Sonnenprognose', en: 'Solar forecast' },
  co2Tariff: { de: 'CO₂-Tarif', en: 'CO₂ tariff' },
  loadHistory: { de: 'Verbrauchsprofil', en: 'Consumption profile' },
  chargeSessions: { de: 'Ladevorgänge', en: 'Charging sessions' },
  options: { de: 'Optionen', en: 'Options' },
  vehicles: { de: 'vehicles.yaml', en: 'vehicles.yaml' },
  drivers: { de: 'drivers.yaml', en: 'drivers.yaml' },
  loads: { de: 'loads.yaml', en: 'loads.yaml' },
};
