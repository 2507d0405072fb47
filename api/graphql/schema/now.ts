import { GraphQLError } from 'graphql';
import type { PowerFlow, Rollout } from '../../house/index.ts';
import { builder } from '../builder.ts';
import {
  batteryIntent,
  isStale,
  type Now,
  type OutlookSlot,
  outlookOf,
  planAgeS,
  reasonNow,
} from '../now.ts';
import { HealthStatusEnum } from './health.ts';
import { IntentActionEnum } from './intent.ts';
import { PlanStatusEnum } from './plan.ts';
import { RolloutModeEnum } from './rollout.ts';

const MAX_HOURS = 48;

const LanguageEnum = builder.enumType('Language', {
  description: 'The languages of texts.',
  values: {
    DE: { value: 'de', description: 'German.' },
    EN: { value: 'en', description: 'English.' },
  } as const,
});

const power = (key: keyof PowerFlow) => (now: Now) => {
  const value = now.snapshot.power?.[key];
  return typeof value === 'number' ? Number(value.toFixed(4)) : null;
};
const rollout = (capability: Rollout['capability']) => (now: Now) =>
  now.snapshot.rollouts.find((found) => found.capability === capability)?.mode ?? null;

const NowType = builder.objectRef<Now>('Now').implement({
  description:
    'The house at this moment, flat: scalars only, for Home Assistant and scripts. `null` is unknown, never 0.',
  fields: (t) => {
    const unknown = { nullable: true } as const;
    return {
      at: t.expose('at', { type: 'DateTime', description: 'When this was asked.' }),
      stale: t.boolean({
        description: 'Whether evcc was not read in time, or there is no plan of the last 45 minutes.',
        resolve: isStale,
      }),
      status: t.field({
        type: HealthStatusEnum,
        description: 'How the program is doing.',
        resolve: (_now, _args, { health }) => health().status,
      }),
      action: t.field({
        ...unknown,
        type: IntentActionEnum,
        description: 'What is wanted of the home battery.',
        resolve: (now) => batteryIntent(now)?.action ?? null,
      }),
      nextActionAt: t.field({
        ...unknown,
        type: 'DateTime',
        description: 'When something else will be wanted of it; `null` = not within the horizon.',
        resolve: (now) => batteryIntent(now)?.until ?? null,
      }),
      reason: t.string({
        ...unknown,
        description: 'Why, in one sentence of at most 255 characters.',
        args: {
          lang: t.arg({
            type: LanguageEnum,
            required: true,
            defaultValue: 'de',
            description: 'In which language.',
          }),
        },
        resolve: (now, { lang }) => reasonNow(now, lang)?.slice(0, 255) ?? null,
      }),
      gridKw: t.float({
        ...unknown,
        description: 'Grid: + import, − export, in kW.',
        resolve: power('gridKw'),
      }),
      pvKw: t.float({ ...unknown, description: 'PV in kW, ≥ 0.', resolve: power('pvKw') }),
      homeKw: t.float({
        ...unknown,
        description: 'Household without cars in kW, ≥ 0.',
        resolve: power('homeKw'),
      }),
      batteryKw: t.float({
        ...unknown,
        description: 'Home battery: + discharge, − charge, in kW.',
        resolve: power('batteryKw'),
      }),
      carsKw: t.float({
        ...unknown,
        description: 'All loadpoints together in kW, ≥ 0.',
        resolve: power('carsKw'),
      }),
      batterySocPercent: t.float({
        ...unknown,
        description: 'SoC of the home battery in %.',
        resolve: ({ snapshot }) => snapshot.battery?.socPercent ?? null,
      }),
      bufferPercent: t.float({
        ...unknown,
        description: 'SoC in % above which a car may draw on the home battery.',
        resolve: ({ snapshot }) => snapshot.buffer?.currentBufferPercent ?? null,
      }),
      importPricePerKwh: t.float({
        ...unknown,
        description: 'Price of imported energy now, currency/kWh.',
        resolve: power('importPricePerKwh'),
      }),
      feedInPricePerKwh: t.float({
        ...unknown,
        description: 'Paid for exported energy now, currency/kWh.',
        resolve: power('feedInPricePerKwh'),
      }),
      currency: t.string({
        description: 'Currency of every cost and price, ISO 4217.',
        resolve: ({ snapshot }) => snapshot.currency,
      }),
      planStatus: t.field({
        ...unknown,
        type: PlanStatusEnum,
        description: 'How the plan was made.',
        resolve: ({ snapshot }) => snapshot.plan?.status ?? null,
      }),
      planAgeS: t.int({ ...unknown, description: 'Age of the plan in s.', resolve: planAgeS }),
      planCost: t.float({
        ...unknown,
        description: 'What the plan’s hours will cost, in currency: + cost, − earnings.',
        resolve: ({ snapshot }) => snapshot.plan?.cost ?? null,
      }),
      planSelfConsumptionCost: t.float({
        ...unknown,
        description: 'What they would cost if nobody planned, in currency.',
        resolve: ({ snapshot }) => snapshot.plan?.selfConsumptionCost ?? null,
      }),
      buffer: t.field({
        ...unknown,
        type: RolloutModeEnum,
        description: 'Whether the buffer acts.',
        resolve: rollout('BUFFER'),
      }),
      battery: t.field({
        ...unknown,
        type: RolloutModeEnum,
        description: 'Whether the battery’s control acts.',
        resolve: rollout('BATTERY'),
      }),
      vehicles: t.field({
        ...unknown,
        type: RolloutModeEnum,
        description: 'Whether the cars’ control acts.',
        resolve: rollout('VEHICLES'),
      }),
      evccVersion: t.string({
        ...unknown,
        description: 'Version of evcc.',
        resolve: ({ snapshot }) => snapshot.evccVersion,
      }),
    };
  },
});

const OutlookSlotType = builder.objectRef<OutlookSlot>('OutlookSlot').implement({
  description: 'What the plan has for a quarter of an hour, flat and rounded. A day of them is below 16 kB.',
  fields: (t) => ({
    start: t.expose('start', { type: 'DateTime', description: 'Beginning, inclusive.' }),
    importPricePerKwh: t.exposeFloat('importPricePerKwh', {
      description: 'Price of imported energy, currency/kWh.',
    }),
    pvKw: t.exposeFloat('pvKw', { description: 'Expected PV in kW, ≥ 0.' }),
    batteryKw: t.exposeFloat('batteryKw', { description: 'All batteries: + discharge, − charge, in kW.' }),
    batterySocPercent: t.exposeFloat('batterySocPercent', {
      nullable: true,
      description: 'SoC of the first battery at the end, in %; `null` without one.',
    }),
    carsKw: t.exposeFloat('carsKw', { description: 'All cars together in kW, ≥ 0.' }),
  }),
});

builder.queryFields((t) => ({
  now: t.field({
    type: NowType,
    nullable: true,
    description: 'The house at this moment, flat; `null` only while the configuration has critical findings.',
    resolve: (_root, _args, { snapshot, now }) => snapshot && { snapshot, at: now() },
  }),
  outlook: t.field({
    type: [OutlookSlotType],
    description: 'What is planned for the next hours, flat; empty as long as there is no plan.',
    args: {
      hours: t.arg.int({
        required: true,
        defaultValue: 24,
        description: `Hours from now, 1 to ${MAX_HOURS}.`,
      }),
    },
    resolve: (_root, { hours }, { snapshot, now }) => {
      if (hours < 1 || hours > MAX_HOURS)
        throw new GraphQLError(`\`hours\` must be 1 to ${MAX_HOURS}.`, {
          extensions: { code: 'INVALID_VALUE' },
        });
      return snapshot ? outlookOf(snapshot, now(), hours) : [];
    },
  }),
}));
