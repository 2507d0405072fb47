import type { Rule } from '../../plan/index.ts';
import type { WhatIfAnswer, WhatIfRefusal } from '../../whatif/index.ts';
import { builder } from '../builder.ts';
import { memoryOf } from '../context.ts';
import { InvalidValue, NotReady, type Refused } from '../refusals.ts';
import { PlanType } from './plan.ts';

const CarChangeInput = builder.inputType('CarChange', {
  description: 'What else a car could be told; what is left out stays as it is.',
  fields: (t) => ({
    loadpoint: t.id({ required: true, description: 'The loadpoint that the car stands at.' }),
    departure: t.field({
      type: 'DateTime',
      description: 'When it must be ready, within the plan; `null` = no hurry.',
    }),
    targetSocPercent: t.float({ description: 'SoC in % wanted by then, for a car whose SoC is known.' }),
    targetEnergyKwh: t.float({ description: 'Energy in kWh wanted by then, for a car without SoC.' }),
    maxGridPricePerKwh: t.float({
      description:
        'Grid energy dearer than this is not charged unless a departure needs it; `null` = no limit.',
    }),
    fillNow: t.boolean({ description: 'Full power from now on, until it is full or at its target.' }),
  }),
});

const BatteryChangeInput = builder.inputType('BatteryChange', {
  description: 'Another home battery; what is left out stays as it is.',
  fields: (t) => ({
    capacityKwh: t.float({
      description:
        'Capacity in kWh; 0 = none. In a house without a battery a usual one of this size is meant.',
    }),
    maxChargeKw: t.float({ description: 'Charging power in kW.' }),
    maxDischargeKw: t.float({ description: 'Discharging power in kW.' }),
    minSocPercent: t.float({ description: 'Lowest SoC in %.' }),
    maxSocPercent: t.float({ description: 'Highest SoC in %.' }),
    reserveSocPercent: t.float({ description: 'SoC in % kept for the house.' }),
    socPercent: t.float({ description: 'SoC in % now.' }),
    wearCostPerKwh: t.float({ description: 'Wear for each kWh discharged, currency/kWh.' }),
    maxGridPricePerKwh: t.float({
      description: 'Grid energy dearer than this is not stored; `null` = no limit.',
    }),
  }),
});

const TariffChangeInput = builder.inputType('TariffChange', {
  description: 'Other prices for the whole horizon; what is left out stays as it is.',
  fields: (t) => ({
    importPricePerKwh: t.float({ description: 'One price for all import, currency/kWh.' }),
    importFactor: t.float({ description: 'Otherwise: prices as they are, times this …' }),
    importOffsetPerKwh: t.float({ description: '… plus this, currency/kWh.' }),
    feedInPricePerKwh: t.float({ description: 'Paid for all export, currency/kWh.' }),
  }),
});

const RuleEnum = builder.enumType('PlanRule', {
  description:
    'Simple rules that a house without a planner goes by. In all of them the battery follows the house.',
  values: {
    EVCC: {
      description:
        'Cars take the sun and, for what a departure needs beyond it, the cheapest slots of their stay.',
    },
    SELF_CONSUMPTION: { description: 'Cars charge at full power as soon as they are there.' },
  } satisfies Record<Rule, { description: string }>,
});

const ChangesInput = builder.inputType('WhatIfChanges', {
  description: 'What is to be different from what the last cycle planned with.',
  fields: (t) => ({
    cars: t.field({ type: [CarChangeInput], description: 'Each car at most once.' }),
    battery: t.field({ type: BatteryChangeInput, description: 'Another home battery.' }),
    tariff: t.field({ type: TariffChangeInput, description: 'Other prices.' }),
    pvFactor: t.float({ description: 'Size of the PV system against today’s, 1 = the same.' }),
    loadFactor: t.float({ description: 'What the house takes against what is expected, 1 = the same.' }),
    rule: t.field({ type: RuleEnum, description: 'Nobody plans: it goes by this rule.' }),
  }),
});

const WhatIfType = builder.objectRef<WhatIfAnswer>('WhatIf').implement({
  description: 'What would be planned with the changes. Nothing happens until someone asks for it.',
  fields: (t) => ({
    cycleId: t.exposeInt('cycleId', { description: 'The cycle whose inputs were changed.' }),
    plan: t.expose('plan', { type: PlanType, description: 'The plan with the changes.' }),
    cost: t.exposeFloat('cost', {
      description:
        'Energy and wear over the horizon in currency, less what the battery can give back more at the end than now. What is in cars is not counted, but where a rule decides how much that is.',
    }),
    costAsPlanned: t.exposeFloat('costAsPlanned', {
      description: 'The same of the plan in force, what is left counted at the changed prices.',
    }),
    difference: t.exposeFloat('difference', {
      description:
        'cost − costAsPlanned: + where the changes make it dearer. Where cars get less, that is part of what is saved: see `carsDifferenceKwh`.',
    }),
    carsDifferenceKwh: t.exposeFloat('carsDifferenceKwh', {
      description:
        'Charged into cars over the horizon with the changes − as planned, AC side, in kWh: − where they get less.',
    }),
  }),
});

builder.queryField('whatIf', (t) =>
  t.field({
    type: WhatIfType,
    description:
      'Plans the coming hours with something different and says what that costs or saves. It changes nothing in the house.',
    errors: {},
    args: { changes: t.arg({ type: ChangesInput, required: true, description: 'What is different.' }) },
    resolve: async (_root, { changes }, context) => {
      const result = await memoryOf(context).whatIf({
        pvFactor: changes.pvFactor ?? undefined,
        loadFactor: changes.loadFactor ?? undefined,
        rule: changes.rule ?? undefined,
        tariff: changes.tariff ? withoutNulls(changes.tariff) : undefined,
        battery: changes.battery
          ? {
              ...withoutNulls(changes.battery),
              maxGridPricePerKwh: changes.battery.maxGridPricePerKwh,
            }
          : undefined,
        cars: changes.cars?.map((car) => ({
          ...withoutNulls(car),
          id: car.loadpoint,
          departure: car.departure,
          maxGridPricePerKwh: car.maxGridPricePerKwh,
        })),
      });
      if (result.ok) return result.answer;
      throw unanswered(result);
    },
  }),
);

/** Why a question was not answered, as an error that resolvers throw. */
export function unanswered({ code, field, message }: WhatIfRefusal): Refused {
  return code === 'INVALID_VALUE'
    ? new InvalidValue({ code, field, message })
    : new NotReady({ code: 'NOT_READY', field, message });
}

/** A client that says `null` where that means nothing has left it out. */
function withoutNulls<T extends object>(input: T): { [Key in keyof T]?: Exclude<T[Key], null | undefined> } {
  const given: { [Key in keyof T]?: Exclude<T[Key], null | undefined> } = {};
  for (const key in input) {
    const value = input[key];
    if (isGiven(value)) given[key] = value;
  }
  return given;
}

function isGiven<T>(value: T): value is Exclude<T, null | undefined> {
  return value !== null && value !== undefined;
}
