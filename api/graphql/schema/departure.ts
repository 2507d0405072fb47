import type { DepartureSuggestion } from '../../house/index.ts';
import { builder } from '../builder.ts';
import { actionsOf } from '../context.ts';
import { orThrow, UnknownVehicle } from '../refusals.ts';
import { ScheduleEntryType, VehicleWishesType } from './control.ts';
import { TextType } from './text.ts';

export const DepartureSuggestionType = builder
  .objectRef<DepartureSuggestion>('DepartureSuggestion')
  .implement({
    description:
      'When a car usually leaves, for a person to confirm. Nothing is planned by it before `acceptDeparture`.',
    fields: (t) => ({
      id: t.exposeID('id', { description: 'For `acceptDeparture` and `dismissDeparture`.' }),
      vehicle: t.exposeID('vehicle', { description: "evcc's name of the car." }),
      title: t.exposeString('title', { description: 'Its name for people.' }),
      entry: t.expose('entry', {
        type: ScheduleEntryType,
        description: "What would be added to the car's schedule.",
      }),
      seen: t.exposeInt('seen', {
        description: 'Departures at about that time that were seen on these days of the week.',
      }),
      days: t.exposeInt('days', { description: 'Days of this kind that passed meanwhile.' }),
      energyKwh: t.exposeFloat('energyKwh', {
        nullable: true,
        description: 'In four of five times no more than this was charged before, in kWh; `null` = unknown.',
      }),
      message: t.expose('message', { type: TextType, description: 'The same in words, as a question.' }),
    }),
  });

builder.queryField('departureSuggestions', (t) =>
  t.field({
    type: [DepartureSuggestionType],
    description:
      'Departures that cars have shown to be usual in the last eight weeks, and that nobody accepted or dismissed yet.',
    resolve: (_root, _args, { snapshot }) => snapshot?.departureSuggestions ?? [],
  }),
);

builder.mutationFields((t) => {
  const id = t.arg.id({ required: true, description: 'The id of a suggestion.' });
  return {
    acceptDeparture: t.field({
      type: VehicleWishesType,
      errors: { types: [UnknownVehicle] },
      description: "Adds a suggested departure to the car's schedule.",
      args: { id },
      resolve: async (_root, args, context) => orThrow(await actionsOf(context).acceptDeparture(args.id)),
    }),
    dismissDeparture: t.field({
      type: DepartureSuggestionType,
      errors: {},
      description: 'Never suggests this departure again; the answer is what it was.',
      args: { id },
      resolve: async (_root, args, context) => orThrow(await actionsOf(context).dismissDeparture(args.id)),
    }),
  };
});
