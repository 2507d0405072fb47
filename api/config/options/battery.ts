import { guessEfficiency } from '../kinds.ts';
import { number } from '../option.ts';
import { fromEvcc, noLimit, PERCENT, POSITIVE } from './common.ts';

const EFFICIENCY = { above: 0, max: 1 };

/** The home battery. */
export const batteryOptions = {
  battery_capacity_kwh: number(null, POSITIVE, {
    unit: 'kWh',
    invalid: 'CRITICAL',
    unset: fromEvcc,
    description: { de: 'Nutzbare Kapazität der Hausbatterie', en: 'Usable capacity of the home battery' },
  }),
  battery_charge_power_kw: number(null, POSITIVE, {
    unit: 'kW',
    invalid: 'CRITICAL',
    unset: { de: 'geschätzt aus der Kapazität', en: 'estimated from the capacity' },
    description: {
      de: 'Größte Ladeleistung der Hausbatterie',
      en: 'Largest charging power of the home battery',
    },
  }),
  battery_discharge_power_kw: number(null, POSITIVE, {
    unit: 'kW',
    invalid: 'CRITICAL',
    unset: { de: 'die Ladeleistung', en: 'the charging power' },
    description: {
      de: 'Größte Entladeleistung der Hausbatterie',
      en: 'Largest discharging power of the home battery',
    },
  }),
  battery_min_soc: number(10, PERCENT, {
    unit: '%',
    description: {
      de: 'Kleinster Ladestand der Hausbatterie',
      en: 'Lowest state of charge of the home battery',
    },
  }),
  battery_max_soc: number(90, PERCENT, {
    unit: '%',
    description: {
      de: 'Größter Ladestand der Hausbatterie',
      en: 'Highest state of charge of the home battery',
    },
  }),
  battery_charge_efficiency: number(0.92, EFFICIENCY, {
    invalid: 'CRITICAL',
    guess: guessEfficiency,
    description: { de: 'Wirkungsgrad beim Laden', en: 'Efficiency of charging' },
  }),
  battery_discharge_efficiency: number(0.92, EFFICIENCY, {
    invalid: 'CRITICAL',
    guess: guessEfficiency,
    description: { de: 'Wirkungsgrad beim Entladen', en: 'Efficiency of discharging' },
  }),
  battery_max_price_ct: number(null, POSITIVE, {
    unit: 'ct/kWh',
    fallback: 25,
    unset: noLimit,
    description: {
      de: 'Bis zu diesem Preis darf die Hausbatterie aus dem Netz laden',
      en: 'Up to this price the home battery may charge from the grid',
    },
  }),
  battery_wear_cost_ct: number(
    1,
    { min: 0 },
    {
      unit: 'ct/kWh',
      description: {
        de: 'Verschleiß der Hausbatterie je geladener oder entladener kWh',
        en: 'Wear of the home battery for each kWh charged or discharged',
      },
    },
  ),
};

/** When the home battery helps to charge a car. */
export const batteryToCarOptions = {
  battery_to_ev_min_profit_ct: number(
    3,
    { min: 0, max: 100 },
    {
      description: {
        de: 'Ersparnis in ct/kWh nach Verlusten und Verschleiß, ab der die Hausbatterie beim Laden eines Autos hilft',
        en: 'Saving in ct/kWh after losses and wear from which the home battery helps to charge a car',
      },
    },
  ),
  battery_to_ev_floor_soc: number(20, PERCENT, {
    unit: '%',
    description: {
      de: 'Ladestand in %, unter den die Hausbatterie dabei nicht sinkt',
      en: 'State of charge in % below which the home battery does not fall for that',
    },
  }),
};
