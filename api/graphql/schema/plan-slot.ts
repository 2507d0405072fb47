import type { PlanBatterySlot, PlanCarSlot, PlanLoadSlot, PlanSlot } from '../../house/index.ts';
import { builder } from '../builder.ts';
import { TextType } from './text.ts';

const PriceSourceEnum = builder.enumType('PriceSource', {
  description: "Where a slot's prices come from.",
  values: {
    PUBLISHED: { description: "The supplier's published price." },
    ESTIMATED: { description: 'Not published yet: guessed from earlier prices.' },
    ASSUMED: { description: 'No tariff at all: a flat stand-in.' },
  } as const,
});

const PlanBindingEnum = builder.enumType('PlanBinding', {
  description: 'What keeps a storage from doing more of what it does, or from doing anything.',
  values: {
    ABSENT: { description: 'The car is not there.' },
    POWER: { description: 'Full power, or what its taper allows.' },
    SOC_MAX: { description: 'Full, as far as it may be filled.' },
    SOC_MIN: { description: 'Empty, as far as it may be emptied; a car: below its minimum.' },
    RESERVE: { description: 'What is kept for the house.' },
    DEPARTURE: {
      description: 'Without this a car is not ready when it leaves: there is no other time for it.',
    },
    IMPORT_LIMIT: { description: 'No more may be imported.' },
    EXPORT_LIMIT: { description: 'No more may be exported.' },
    PEAK: { description: 'A higher import peak would cost more than it brings.' },
    PRICE_LIMIT: { description: 'Grid energy is above its price limit.' },
    SUN: { description: 'It takes all that the sun leaves.' },
    DEMAND: { description: 'It gives all that is needed.' },
    LOCKED: { description: 'It must not serve the car that charges.' },
    OVERRIDE: { description: 'A person decided it.' },
    QUIET_HOURS: { description: 'It stands at no cable, and nobody is asked to plug it in.' },
    NONE: { description: 'Nothing but prices.' },
  } as const,
});

const PlanBatterySlotType = builder.objectRef<PlanBatterySlot>('PlanBatterySlot').implement({
  description: 'What a battery does in one slot.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'The battery.' }),
    chargeKw: t.exposeFloat('chargeKw', { description: 'Charging power at the AC side in kW, ≥ 0.' }),
    dischargeKw: t.exposeFloat('dischargeKw', {
      description: 'Discharging power at the AC side in kW, ≥ 0; never together with charging.',
    }),
    socPercent: t.exposeFloat('socPercent', { description: 'SoC in % at the end of the slot.' }),
    storedValuePerKwh: t.exposeFloat('storedValuePerKwh', {
      nullable: true,
      description: 'Worth of one more stored kWh after this slot, currency/kWh; `null` where unknown.',
    }),
    binding: t.field({
      type: PlanBindingEnum,
      nullable: true,
      description: 'What binds it in this slot; `null` where unknown.',
      resolve: ({ binding }) => binding ?? null,
    }),
  }),
});

const PlanCarSlotType = builder.objectRef<PlanCarSlot>('PlanCarSlot').implement({
  description: 'What a car does in one slot.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'The loadpoint that it stands at.' }),
    chargeKw: t.exposeFloat('chargeKw', { description: 'Charging power at the AC side in kW, ≥ 0.' }),
    socPercent: t.exposeFloat('socPercent', {
      nullable: true,
      description:
        'SoC in % at the end of the slot, while the car is away what it left with; `null` where unknown.',
    }),
    energyKwh: t.exposeFloat('energyKwh', {
      description: 'Charged since the start of the plan, at the AC side, in kWh.',
    }),
    storedValuePerKwh: t.float({
      nullable: true,
      description: 'Worth of one more kWh in the car after this slot, currency/kWh; `null` where unknown.',
      resolve: ({ storedValuePerKwh }) => storedValuePerKwh ?? null,
    }),
    binding: t.field({
      type: PlanBindingEnum,
      nullable: true,
      description: 'What binds it in this slot; `null` where unknown.',
      resolve: ({ binding }) => binding ?? null,
    }),
  }),
});

const PlanLoadSlotType = builder.objectRef<PlanLoadSlot>('PlanLoadSlot').implement({
  description: 'What a flexible load takes in one slot.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'The load.' }),
    powerKw: t.exposeFloat('powerKw', { description: 'Mean power in kW, ≥ 0.' }),
    energyKwh: t.exposeFloat('energyKwh', { description: 'Had since the start of the plan, in kWh.' }),
  }),
});

export const PlanSlotType = builder.objectRef<PlanSlot>('PlanSlot').implement({
  description: 'A quarter of an hour of the plan; the running one has only what is left of it.',
  fields: (t) => {
    const band = (of: string, value: (slot: PlanSlot) => number | undefined, side: string) =>
      t.float({
        nullable: true,
        description: `Mean ${of} power in kW that nine of ten outcomes are ${side}; \`null\` where unknown.`,
        resolve: (slot) => value(slot) ?? null,
      });
    return {
      start: t.expose('start', { type: 'DateTime', description: 'Beginning, inclusive.' }),
      end: t.expose('end', { type: 'DateTime', description: 'End, exclusive.' }),
      importPricePerKwh: t.exposeFloat('importPricePerKwh', {
        description: 'Price of imported energy, currency/kWh; may be negative.',
      }),
      feedInPricePerKwh: t.exposeFloat('feedInPricePerKwh', {
        description: 'Paid for exported energy, currency/kWh; negative = it costs to export.',
      }),
      priceSource: t.expose('priceSource', {
        type: PriceSourceEnum,
        description: 'Where the prices come from.',
      }),
      pvKw: t.exposeFloat('pvKw', { description: 'Expected mean PV power in kW, ≥ 0.' }),
      loadKw: t.exposeFloat('loadKw', {
        description: 'Expected mean household load without cars in kW, ≥ 0.',
      }),
      pvP10Kw: band('PV', ({ pvBand }) => pvBand?.p10Kw, 'above'),
      pvP90Kw: band('PV', ({ pvBand }) => pvBand?.p90Kw, 'below'),
      loadP10Kw: band('load', ({ loadBand }) => loadBand?.p10Kw, 'above'),
      loadP90Kw: band('load', ({ loadBand }) => loadBand?.p90Kw, 'below'),
      importLimitKw: t.exposeFloat('importLimitKw', {
        nullable: true,
        description: 'What may be imported at most, in kW; `null` = no limit.',
      }),
      exportLimitKw: t.exposeFloat('exportLimitKw', {
        nullable: true,
        description: 'What may be exported at most, in kW; `null` = no limit.',
      }),
      importKw: t.exposeFloat('importKw', { description: 'Planned import in kW, ≥ 0.' }),
      exportKw: t.exposeFloat('exportKw', { description: 'Planned export in kW, ≥ 0.' }),
      curtailedKw: t.exposeFloat('curtailedKw', {
        description: 'PV power that is not produced, in kW, ≥ 0.',
      }),
      batteries: t.expose('batteries', { type: [PlanBatterySlotType], description: 'Each battery.' }),
      cars: t.expose('cars', { type: [PlanCarSlotType], description: 'Each car.' }),
      loads: t.field({
        type: [PlanLoadSlotType],
        description: 'Each flexible load; empty without any.',
        resolve: ({ loads }) => loads ?? [],
      }),
      co2GramsPerKwh: t.float({
        nullable: true,
        description: 'What the grid’s energy emits, g CO₂/kWh; `null` where unknown.',
        resolve: ({ co2GramsPerKwh }) => co2GramsPerKwh ?? null,
      }),
      cost: t.exposeFloat('cost', {
        description: 'import · price − export · feed-in in currency: + cost, − earnings.',
      }),
      marginalPricePerKwh: t.exposeFloat('marginalPricePerKwh', {
        nullable: true,
        description: 'What one more kWh of load in this slot would cost, currency/kWh; `null` where unknown.',
      }),
      reason: t.expose('reason', { type: TextType, description: 'Why this slot is as it is.' }),
    };
  },
});
