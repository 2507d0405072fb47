import type { PowerFlow } from '../../house/index.ts';
import { builder } from '../builder.ts';

export const PowerFlowType = builder.objectRef<PowerFlow>('PowerFlow').implement({
  description: 'Powers and prices of one moment. `null` is unknown, never 0.',
  fields: (t) => ({
    observedAt: t.expose('observedAt', { type: 'DateTime', description: 'When evcc measured this.' }),
    gridKw: t.exposeFloat('gridKw', {
      nullable: true,
      description: 'Grid connection in kW: + import, − export.',
    }),
    pvKw: t.exposeFloat('pvKw', { nullable: true, description: 'PV production in kW, ≥ 0.' }),
    homeKw: t.exposeFloat('homeKw', {
      nullable: true,
      description: 'Household without cars in kW, ≥ 0.',
    }),
    batteryKw: t.exposeFloat('batteryKw', {
      nullable: true,
      description: 'Home battery in kW: + discharge, − charge.',
    }),
    carsKw: t.exposeFloat('carsKw', { nullable: true, description: 'All loadpoints together in kW, ≥ 0.' }),
    importPricePerKwh: t.exposeFloat('importPricePerKwh', {
      nullable: true,
      description: 'Price of imported energy now, currency/kWh; may be negative.',
    }),
    feedInPricePerKwh: t.exposeFloat('feedInPricePerKwh', {
      nullable: true,
      description: 'Paid for exported energy now, currency/kWh; negative = it costs to export.',
    }),
  }),
});
