import type { FoundEvcc, SetupActions, SetupState } from '../../house/index.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { orThrow, settledElsewhere } from '../refusals.ts';

const SetupType = builder.objectRef<SetupState>('Setup').implement({
  description: 'How far it is settled which evcc is steered.',
  fields: (t) => ({
    possible: t.exposeBoolean('possible', {
      description:
        'Whether it can be chosen here; not where a file, the environment or the command line says it.',
    }),
    needed: t.exposeBoolean('needed', {
      description:
        'Whether no evcc was named yet; without a configuration of any kind the virtual house runs.',
    }),
    address: t.exposeString('address', {
      nullable: true,
      description: "What was chosen here; it goes before the add-on's option. `null` = nothing.",
    }),
  }),
});

const FoundLoadpointType = builder.objectRef<FoundEvcc['loadpoints'][number]>('FoundLoadpoint').implement({
  description: 'A loadpoint of an evcc that was found.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'Its name.' }),
    vehicleTitle: t.exposeString('vehicleTitle', {
      nullable: true,
      description: 'The car that is plugged in; `null` = none that evcc knows.',
    }),
  }),
});

const FoundBatteryType = builder.objectRef<NonNullable<FoundEvcc['battery']>>('FoundBattery').implement({
  description: 'The home battery of an evcc that was found.',
  fields: (t) => ({
    socPercent: t.exposeFloat('socPercent', { nullable: true, description: 'SoC in %. `null` = unknown.' }),
    capacityKwh: t.exposeFloat('capacityKwh', {
      nullable: true,
      description: 'Capacity in kWh. `null` = unknown.',
    }),
    controllable: t.exposeBoolean('controllable', { description: 'Whether evcc can steer it.' }),
  }),
});

const FoundTariffsType = builder.objectRef<FoundEvcc['tariffs']>('FoundTariffs').implement({
  description: 'Which tariffs of an evcc that was found have values.',
  fields: (t) => ({
    grid: t.exposeBoolean('grid', { description: 'Prices of the grid.' }),
    feedIn: t.exposeBoolean('feedIn', { description: 'What is paid for energy fed in.' }),
    solar: t.exposeBoolean('solar', { description: 'A forecast of the PV.' }),
  }),
});

const FoundEvccType = builder.objectRef<FoundEvcc>('FoundEvcc').implement({
  description: 'evcc as it was found at an address.',
  fields: (t) => ({
    address: t.exposeString('address', { description: 'As it would be kept.' }),
    version: t.exposeString('version', { nullable: true, description: '`null` = not told.' }),
    siteTitle: t.exposeString('siteTitle', { nullable: true, description: '`null` = it has no name.' }),
    loadpoints: t.expose('loadpoints', { type: [FoundLoadpointType], description: 'As evcc orders them.' }),
    battery: t.expose('battery', { type: FoundBatteryType, nullable: true, description: '`null` = none.' }),
    hasPv: t.exposeBoolean('hasPv', { description: 'Whether its power is known.' }),
    tariffs: t.expose('tariffs', { type: FoundTariffsType, description: 'What plans are made from.' }),
  }),
});

const SearchType = builder.objectRef<FoundEvcc[]>('SearchForEvcc').implement({
  description: 'What a search for evcc has brought.',
  fields: (t) => ({
    found: t.field({
      type: [FoundEvccType],
      description: 'The likeliest first; empty where evcc is under none of its usual names.',
      resolve: (found) => found,
    }),
  }),
});

builder.queryField('setup', (t) =>
  t.field({
    type: SetupType,
    description: 'How far the first visit is.',
    resolve: (_root, _args, { setup }) => setup?.state() ?? { possible: false, needed: false, address: null },
  }),
);

builder.mutationFields((t) => {
  const address = t.arg.string({
    required: true,
    description: 'In the home network: `evcc.local`, `192.168.1.20:7070`, `http://evcc.local:7070`.',
  });

  return {
    findEvcc: t.field({
      type: SearchType,
      errors: {},
      description: 'Looks for evcc under the names that it usually has; changes nothing.',
      resolve: async (_root, _args, context) => orThrow(await setupOf(context).find()),
    }),
    checkEvcc: t.field({
      type: FoundEvccType,
      errors: {},
      description: 'Looks whether evcc is at an address of the home network; changes nothing.',
      args: { address },
      resolve: async (_root, args, context) => orThrow(await setupOf(context).check(args.address)),
    }),
    finishSetup: t.field({
      type: SetupType,
      errors: {},
      description: 'Keeps the address of an evcc that answers, and begins anew with it at once.',
      args: { address },
      resolve: async (_root, args, context) => orThrow(await setupOf(context).finish(args.address)),
    }),
    forgetEvcc: t.field({
      type: SetupType,
      errors: {},
      description: 'Forgets the address that was kept, so that the configuration counts again.',
      resolve: async (_root, _args, context) => orThrow(await setupOf(context).forget()),
    }),
  };
});

/** @throws {NotReady} where this process does not decide it */
function setupOf({ setup }: Context): SetupActions {
  if (!setup) throw settledElsewhere();
  return setup;
}
