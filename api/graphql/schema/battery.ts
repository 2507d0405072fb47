import type { BatteryView } from '../../house/index.ts';
import { builder } from '../builder.ts';

export const BatteryModeEnum = builder.enumType('BatteryMode', {
  description: "evcc's battery modes.",
  values: {
    UNKNOWN: { value: 'unknown', description: 'evcc has not said.' },
    NORMAL: { value: 'normal', description: 'Self-consumption: charges from surplus, feeds the house.' },
    HOLD: { value: 'hold', description: 'Does not discharge.' },
    CHARGE: { value: 'charge', description: "Charges from the grid, at the device's own rate." },
    HOLDCHARGE: { value: 'holdcharge', description: 'Does not charge.' },
  } as const,
});

export const BatteryType = builder.objectRef<BatteryView>('Battery').implement({
  description: 'All home batteries together.',
  fields: (t) => ({
    socPercent: t.exposeFloat('socPercent', {
      nullable: true,
      description: 'State of charge, 0 to 100 %. `null` = unknown.',
    }),
    capacityKwh: t.exposeFloat('capacityKwh', {
      nullable: true,
      description: 'Usable capacity in kWh. `null` = unknown.',
    }),
    minSocPercent: t.exposeFloat('minSocPercent', { description: 'Lower end of the SoC corridor in %.' }),
    maxSocPercent: t.exposeFloat('maxSocPercent', { description: 'Upper end of the SoC corridor in %.' }),
    powerKw: t.exposeFloat('powerKw', {
      nullable: true,
      description: 'Power in kW: + discharge, − charge. `null` = unknown.',
    }),
    controllable: t.exposeBoolean('controllable', {
      description: 'Whether at least one device follows a battery mode.',
    }),
    mode: t.expose('mode', { type: BatteryModeEnum, description: 'What evcc applied last.' }),
    externalMode: t.expose('externalMode', {
      type: BatteryModeEnum,
      nullable: true,
      description: "External mode in force, ours or another's; `null` where none is set.",
    }),
    wearCostPerKwh: t.exposeFloat('wearCostPerKwh', {
      description: 'What discharging a kWh counts for wear, in currency, as it is configured.',
    }),
  }),
});
