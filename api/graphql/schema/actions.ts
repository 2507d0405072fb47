import type { Source } from '../../house/index.ts';
import { builder } from '../builder.ts';
import { actionsOf } from '../context.ts';
import { orThrow, UnknownSource } from '../refusals.ts';
import { LoadpointType } from './loadpoint.ts';
import { PlanType } from './plan.ts';
import { CapabilityEnum, RolloutType } from './rollout.ts';
import { SourceScopeEnum, SourceType } from './source.ts';

const RefreshedType = builder.objectRef<Source[]>('RefreshedSources').implement({
  description: 'Sources that were read anew.',
  fields: (t) => ({
    sources: t.field({
      type: [SourceType],
      description: 'As they are now; those that could not be read say so.',
      resolve: (sources) => sources,
    }),
  }),
});

builder.mutationFields((t) => {
  const capability = t.arg({
    type: CapabilityEnum,
    required: true,
    defaultValue: 'BUFFER',
    description: 'Which capability.',
  });
  const loadpoint = t.arg.id({ required: true, description: 'The id of a loadpoint.' });

  return {
    activateLive: t.field({
      type: RolloutType,
      errors: {},
      description: 'Ends observing now: the capability acts from here on.',
      args: { capability },
      resolve: async (_root, args, context) =>
        orThrow(await actionsOf(context).activateLive(args.capability)),
    }),
    extendObservation: t.field({
      type: RolloutType,
      errors: {},
      description: 'Observes until now + `days`, then goes live by itself.',
      args: {
        capability,
        days: t.arg.int({ required: true, defaultValue: 14, description: 'Days from now, 1 to 90.' }),
      },
      resolve: async (_root, args, context) =>
        orThrow(await actionsOf(context).extendObservation(args.capability, args.days)),
    }),
    replan: t.field({
      type: PlanType,
      errors: {},
      description: 'Runs a cycle now; the answer is its plan.',
      resolve: async (_root, _args, context) => orThrow(await actionsOf(context).replan()),
    }),
    setDeparture: t.field({
      type: LoadpointType,
      errors: {},
      description: 'Sets when the car at a loadpoint must be ready, and with what.',
      args: {
        loadpoint,
        departure: t.arg({
          type: 'DateTime',
          description: 'When the car must be ready; `null` takes the departure back.',
        }),
        targetSocPercent: t.arg.float({ description: 'SoC in % wanted by then, 0 to 100.' }),
        targetEnergyKwh: t.arg.float({
          description: 'Energy in kWh wanted by then, for a car without SoC; not with `targetSocPercent`.',
        }),
      },
      resolve: async (_root, args, context) =>
        orThrow(
          await actionsOf(context).setDeparture({
            loadpoint: args.loadpoint,
            departure: args.departure ?? null,
            targetSocPercent: args.targetSocPercent ?? null,
            targetEnergyKwh: args.targetEnergyKwh ?? null,
          }),
        ),
    }),
    boost: t.field({
      type: LoadpointType,
      errors: {},
      description:
        'Charges at once, until the first of: `until`, `minutes`, `targetSocPercent`, the car leaving, `cancelBoost`. Without any end 90 minutes are meant.',
      args: {
        loadpoint,
        until: t.arg({ type: 'DateTime', description: 'When the boost ends.' }),
        minutes: t.arg.int({ description: 'After how many minutes it ends, 1 to 1440.' }),
        targetSocPercent: t.arg.float({ description: 'SoC in % at which it ends.' }),
      },
      resolve: async (_root, args, context) =>
        orThrow(
          await actionsOf(context).boost({
            loadpoint: args.loadpoint,
            until: args.until ?? null,
            minutes: args.minutes ?? null,
            targetSocPercent: args.targetSocPercent ?? null,
          }),
        ),
    }),
    cancelBoost: t.field({
      type: LoadpointType,
      errors: {},
      description: 'Ends a boost: the car is planned again.',
      args: { loadpoint },
      resolve: async (_root, args, context) => orThrow(await actionsOf(context).cancelBoost(args.loadpoint)),
    }),
    refreshSource: t.field({
      type: SourceType,
      errors: { types: [UnknownSource] },
      description:
        'Reads a source anew; a changed file is taken over, if it can be used. The answer comes when that is done, and says whether it went well. Who asks while it is being read gets the same answer.',
      args: { id: t.arg.id({ required: true, description: 'The id of a source.' }) },
      resolve: async (_root, args, context) => orThrow(await actionsOf(context).refreshSource(args.id)),
    }),
    refreshScope: t.field({
      type: RefreshedType,
      errors: {},
      description: 'Reads all sources of a scope anew, at most three at a time.',
      args: { scope: t.arg({ type: SourceScopeEnum, required: true, description: 'Which sources.' }) },
      resolve: async (_root, args, context) => orThrow(await actionsOf(context).refreshSources(args.scope)),
    }),
    refreshAll: t.field({
      type: RefreshedType,
      errors: {},
      description: 'Reads all sources anew, at most three at a time.',
      resolve: async (_root, _args, context) => orThrow(await actionsOf(context).refreshSources(null)),
    }),
  };
});
