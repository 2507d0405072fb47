import { builder } from '../builder.ts';
import { actionsOf } from '../context.ts';
import { orThrow, UnknownOverride, UnknownVehicle } from '../refusals.ts';
import { ControlType, PauseType, SlotActionEnum, SlotOverrideType, VehicleWishesType } from './control.ts';
import { LoadpointType } from './loadpoint.ts';

const ScheduleEntryInput = builder.inputType('ScheduleEntryInput', {
  description: 'When a car leaves on some days of the week.',
  fields: (t) => ({
    weekdays: t.intList({ required: true, description: '0 (Sunday) to 6 (Saturday), at least one.' }),
    time: t.string({ required: true, description: 'Local time, `HH:MM`.' }),
    targetSocPercent: t.float({ description: "SoC in % wanted by then; without it the car's usual target." }),
  }),
});

builder.mutationFields((t) => {
  const loadpoint = t.arg.id({ required: true, description: 'The id of a loadpoint.' });
  const vehicle = t.arg.id({ required: true, description: "evcc's name of a car." });

  return {
    pauseControl: t.field({
      type: PauseType,
      errors: {},
      description: 'The master switch: everything is released, boosts end, and nothing is steered.',
      args: {
        until: t.arg({
          type: 'DateTime',
          description: 'When it ends by itself; without it `resumeControl` does.',
        }),
      },
      resolve: async (_root, args, context) =>
        orThrow(await actionsOf(context).pauseControl(args.until ?? null)),
    }),
    resumeControl: t.field({
      type: ControlType,
      errors: {},
      description: 'Ends a pause.',
      resolve: async (_root, _args, context) => orThrow(await actionsOf(context).resumeControl()),
    }),
    releaseOverride: t.field({
      type: LoadpointType,
      errors: {},
      description:
        'Takes control of a loadpoint back: whatever a person changed there no longer counts, a boost and running slots end.',
      args: { loadpoint },
      resolve: async (_root, args, context) =>
        orThrow(await actionsOf(context).releaseOverride(args.loadpoint)),
    }),
    overrideSlots: t.field({
      type: SlotOverrideType,
      errors: {},
      description:
        'Decides what the battery or a loadpoint does for some time, at most a week ahead; it ends by itself, and the plan goes around it. It replaces what was decided before for the same target at the same time.',
      args: {
        start: t.arg({ type: 'DateTime', required: true, description: 'Beginning, inclusive.' }),
        end: t.arg({ type: 'DateTime', required: true, description: 'End, exclusive.' }),
        target: t.arg.id({ required: true, description: '`battery` or the id of a loadpoint.' }),
        action: t.arg({ type: SlotActionEnum, required: true, description: 'What happens meanwhile.' }),
      },
      resolve: async (_root, args, context) => orThrow(await actionsOf(context).overrideSlots(args)),
    }),
    clearSlotOverride: t.field({
      type: SlotOverrideType,
      errors: { types: [UnknownOverride] },
      description: 'Takes slots back that somebody decided; the answer is what they were.',
      args: { id: t.arg.id({ required: true, description: 'The id of the override.' }) },
      resolve: async (_root, args, context) => orThrow(await actionsOf(context).clearSlotOverride(args.id)),
    }),
    setTarget: t.field({
      type: LoadpointType,
      errors: {},
      description:
        'What the car at a loadpoint is to have from now on; without any value the settings count.',
      args: {
        loadpoint,
        targetSocPercent: t.arg.float({ description: 'SoC in %, 0 to 100.' }),
        targetEnergyKwh: t.arg.float({
          description: 'Energy in kWh, for a car without SoC; not with `targetSocPercent`.',
        }),
      },
      resolve: async (_root, args, context) =>
        orThrow(
          await actionsOf(context).setTarget({
            loadpoint: args.loadpoint,
            targetSocPercent: args.targetSocPercent ?? null,
            targetEnergyKwh: args.targetEnergyKwh ?? null,
          }),
        ),
    }),
    setSchedule: t.field({
      type: VehicleWishesType,
      errors: { types: [UnknownVehicle] },
      description: "Replaces a car's departures by weekday; an empty list takes them back.",
      args: {
        vehicle,
        entries: t.arg({ type: [ScheduleEntryInput], required: true, description: 'At most 50.' }),
      },
      resolve: async (_root, args, context) =>
        orThrow(
          await actionsOf(context).setSchedule(
            args.vehicle,
            args.entries.map(({ weekdays, time, targetSocPercent }) => ({
              weekdays,
              time,
              targetSocPercent: targetSocPercent ?? null,
            })),
          ),
        ),
    }),
    setManualSoc: t.field({
      type: VehicleWishesType,
      errors: { types: [UnknownVehicle] },
      description: 'Tells the SoC of a car as read off it; it counts until a newer real one is known.',
      args: {
        vehicle,
        socPercent: t.arg.float({ required: true, description: 'SoC in %, 0 to 100.' }),
      },
      resolve: async (_root, args, context) =>
        orThrow(await actionsOf(context).setManualSoc(args.vehicle, args.socPercent)),
    }),
    clearManualSoc: t.field({
      type: VehicleWishesType,
      errors: { types: [UnknownVehicle] },
      description: 'Forgets a SoC that somebody typed in.',
      args: { vehicle },
      resolve: async (_root, args, context) => orThrow(await actionsOf(context).clearManualSoc(args.vehicle)),
    }),
    pollVehicle: t.field({
      type: VehicleWishesType,
      errors: { types: [UnknownVehicle] },
      description: 'Reads a car anew; the answer comes when that is done.',
      args: { vehicle },
      resolve: async (_root, args, context) => orThrow(await actionsOf(context).pollVehicle(args.vehicle)),
    }),
  };
});
