import { hourOrNone, number } from '../option.ts';
import { noLimit, PERCENT, POSITIVE } from './common.ts';

/** Cars where nothing else is said of them. */
export const carOptions = {
  ev_max_price_ct: number(null, POSITIVE, {
    unit: 'ct/kWh',
    fallback: 30,
    unset: noLimit,
    description: {
      de: 'Bis zu diesem Preis dürfen Autos ohne Not aus dem Netz laden',
      en: 'Up to this price cars may charge from the grid without need',
    },
  }),
  ev_target_soc: number(80, PERCENT, {
    unit: '%',
    description: {
      de: 'Ladeziel der Autos, wo nichts anderes gesagt ist',
      en: 'Target of the cars where nothing else is said',
    },
  }),
  ev_charge_deadline_hour: hourOrNone(6, {
    description: {
      de: 'Stunde, zu der ein Auto bereit sein muss, wo nichts anderes gesagt ist; none = nie',
      en: 'Hour at which a car must be ready where nothing else is said; none = never',
    },
  }),
  ev_default_energy_kwh: number(30, POSITIVE, {
    unit: 'kWh',
    invalid: 'CRITICAL',
    description: {
      de: 'Energie für ein Auto, von dem nichts bekannt ist',
      en: 'Energy for a car of which nothing is known',
    },
  }),
  sequencer_default_charge_power_kw: number(11, POSITIVE, {
    unit: 'kW',
    invalid: 'CRITICAL',
    description: {
      de: 'Ladeleistung für ein Auto, von dem nichts bekannt ist',
      en: 'Charging power for a car of which nothing is known',
    },
  }),
};

/** How cars are asked. */
export const carPollingOptions = {
  vehicle_poll_interval_minutes: number(
    60,
    { min: 1, max: 1440 },
    {
      unit: 'min',
      description: { de: 'So oft werden die Autos gefragt', en: 'How often the cars are asked' },
    },
  ),
};
