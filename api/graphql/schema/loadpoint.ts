import type { LoadpointView, Override } from '../../house/index.ts';
import { builder } from '../builder.ts';
import { TextType } from './text.ts';

const ChargeModeEnum = builder.enumType('ChargeMode', {
  description: "A loadpoint's mode in evcc.",
  values: {
    OFF: { value: 'off', description: 'Does not charge.' },
    PV: { value: 'pv', description: 'Charges from surplus only.' },
    MINPV: { value: 'minpv', description: 'Charges at least with minimum power, more from surplus.' },
    NOW: { value: 'now', description: 'Charges at once with full power.' },
  } as const,
});

const OverrideKindEnum = builder.enumType('OverrideKind', {
  description: 'Why we stand back.',
  values: {
    BOOST: { description: 'A boost was asked for here.' },
    SLOTS: { description: 'Somebody decided here what happens at this time.' },
    PAUSE: { description: 'Somebody paused all control here.' },
    PERSON: { description: 'A person changed something in evcc, its app or the car.' },
    OPTIMIZER: { description: 'evcc steers by itself.' },
  } as const,
});

export const OverrideType = builder.objectRef<Override>('Override').implement({
  description: 'Why a loadpoint is left alone, and until when.',
  fields: (t) => ({
    kind: t.expose('kind', { type: OverrideKindEnum, description: 'What caused it.' }),
    since: t.expose('since', { type: 'DateTime', description: 'When it began.' }),
    until: t.expose('until', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ends by itself; `null` = when the car leaves or the change is taken back.',
    }),
    targetSocPercent: t.exposeFloat('targetSocPercent', {
      nullable: true,
      description: 'SoC in % at which a boost ends; `null` = none.',
    }),
    message: t.expose('message', { type: TextType, description: 'The same in words.' }),
  }),
});

const DepartureSourceEnum = builder.enumType('DepartureSource', {
  description: 'Who set target and departure.',
  values: {
    PERSON: { description: 'Set here by a person.' },
    EVCC: { description: 'A plan in evcc.' },
    SCHEDULE: { description: "The car's schedule by weekday, set here." },
    VEHICLE: { description: 'Settings of this vehicle.' },
    DEFAULT: { description: 'The global setting.' },
  } as const,
});

export const LoadpointType = builder.objectRef<LoadpointView>('Loadpoint').implement({
  description: 'A charging point and the car at it. `null` is unknown, never 0.',
  fields: (t) => ({
    id: t.exposeID('id', { description: "evcc's name of the loadpoint; the id everywhere in this API." }),
    title: t.exposeString('title', { description: 'Name for people.' }),
    mode: t.expose('mode', { type: ChargeModeEnum, description: "The loadpoint's mode in evcc." }),
    connected: t.exposeBoolean('connected', { description: 'Whether a car is plugged in.' }),
    charging: t.exposeBoolean('charging', { description: 'Whether energy flows into it.' }),
    powerKw: t.exposeFloat('powerKw', { nullable: true, description: 'Charging power in kW, ≥ 0.' }),
    vehicleName: t.exposeString('vehicleName', {
      nullable: true,
      description: "evcc's name of the car; `null` for none or a guest.",
    }),
    vehicleTitle: t.exposeString('vehicleTitle', {
      nullable: true,
      description: "The car's name for people.",
    }),
    vehicleSocPercent: t.exposeFloat('vehicleSocPercent', {
      nullable: true,
      description: "The car's state of charge, 0 to 100 %.",
    }),
    capacityKwh: t.exposeFloat('capacityKwh', { nullable: true, description: "The car's capacity in kWh." }),
    targetSocPercent: t.exposeFloat('targetSocPercent', {
      nullable: true,
      description: 'SoC in % wanted at departure; `null` where the car is planned by energy.',
    }),
    targetEnergyKwh: t.exposeFloat('targetEnergyKwh', {
      nullable: true,
      description: 'Energy in kWh wanted by departure, for a car without SoC.',
    }),
    departure: t.expose('departure', {
      type: 'DateTime',
      nullable: true,
      description: 'When the car must be ready; `null` = no hurry.',
    }),
    departureSource: t.expose('departureSource', {
      type: DepartureSourceEnum,
      nullable: true,
      description: 'Who set target and departure; `null` where there is none.',
    }),
    neededKwh: t.exposeFloat('neededKwh', {
      nullable: true,
      description: 'Energy in kWh still needed for the target, at the AC side.',
    }),
    expectedSocPercent: t.exposeFloat('expectedSocPercent', {
      nullable: true,
      description: 'SoC in % that the plan reaches by departure.',
    }),
    isHeating: t.exposeBoolean('isHeating', {
      description: 'Not a car but a heat pump, a heater or a switched device.',
    }),
    override: t.expose('override', {
      type: OverrideType,
      nullable: true,
      description: 'Why we leave this loadpoint alone; `null` while we plan it.',
    }),
  }),
});
