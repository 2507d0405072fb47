import { number } from '../option.ts';
import { fromEvcc, noLimit, POSITIVE } from './common.ts';

/** What the connection to the grid allows and earns. */
export const gridOptions = {
  feed_in_tariff_ct: number(
    null,
    {},
    {
      unit: 'ct/kWh',
      unset: fromEvcc,
      description: { de: 'Vergütung für eingespeisten Strom', en: 'What a kWh fed into the grid earns' },
    },
  ),
  grid_import_limit_kw: number(null, POSITIVE, {
    unit: 'kW',
    invalid: 'CRITICAL',
    unset: noLimit,
    description: { de: 'Größter Bezug aus dem Netz', en: 'Largest import from the grid' },
  }),
  grid_export_limit_kw: number(
    null,
    { min: 0 },
    {
      unit: 'kW',
      invalid: 'CRITICAL',
      unset: noLimit,
      description: {
        de: 'Größte Einspeisung ins Netz; 0 = keine',
        en: 'Largest export to the grid; 0 = none',
      },
    },
  ),
};
