import { GraphQLError } from 'graphql';
import { type Display, displayName, VIEWS, type View } from '../../house/index.ts';
import { unchosen } from '../../live/index.ts';
import { builder } from '../builder.ts';
import { actionsOf, type Context, liveOf } from '../context.ts';
import { orThrow } from '../refusals.ts';

const DESCRIPTIONS: Record<View, { description: string }> = {
  NOW: { description: 'The powers of this moment; shown where nobody chose.' },
  PLAN: { description: 'The plan for the next two days.' },
  CARS: { description: 'The cars.' },
  BATTERY: { description: 'The home battery and what is being done.' },
};

const ViewEnum = builder.enumType('View', {
  description: 'What a display can show.',
  values: Object.fromEntries(VIEWS.map((view) => [view, DESCRIPTIONS[view]])) as typeof DESCRIPTIONS,
});

export const DisplayType = builder.objectRef<Display>('Display').implement({
  description: 'A screen in the house, such as a tablet on a wall that has `/display/<name>` open.',
  fields: (t) => ({
    name: t.exposeID('name', { description: 'As in its address.' }),
    view: t.expose('view', { type: ViewEnum, description: 'What it shows.' }),
    chosenAt: t.expose('chosenAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When somebody chose that; `null` = nobody did.',
    }),
    connected: t.boolean({
      description: 'Whether a page of it is open.',
      resolve: ({ connectedSince }) => connectedSince !== null,
    }),
    connectedSince: t.expose('connectedSince', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when; `null` = none is.',
    }),
  }),
});

const DISPLAY = 'Name of the display: 1 to 40 letters, digits, spaces, `-` and `_`.';

builder.queryFields((t) => ({
  displays: t.field({
    type: [DisplayType],
    description:
      'The displays by name: those that are connected, and those for which somebody chose. Empty while the configuration has critical findings.',
    resolve: (_root, _args, { snapshot }) => snapshot?.displays ?? [],
  }),
  activeView: t.field({
    type: DisplayType,
    description: 'What a display shows, or would show.',
    args: { display: t.arg.string({ required: true, description: DISPLAY }) },
    resolve: (_root, { display }, { snapshot }) => {
      const name = nameOf(display);
      return snapshot?.displays.find((candidate) => candidate.name === name) ?? unchosen(name);
    },
  }),
}));

builder.subscriptionField('activeView', (t) =>
  t.field({
    type: DisplayType,
    description:
      'What a display shows at once, then whenever that changes. Who reads it counts as that display being connected.',
    args: { display: t.arg.string({ required: true, description: DISPLAY }) },
    subscribe: (_root, { display }, context) => {
      const live = liveOf(context);
      enterDisplay(display, context);
      return live.activeView(nameOf(display));
    },
    resolve: (display) => display,
  }),
);

builder.mutationField('showView', (t) =>
  t.field({
    type: DisplayType,
    errors: {},
    description: 'Chooses what a display shows, also before it is opened for the first time.',
    args: {
      display: t.arg.string({ required: true, description: DISPLAY }),
      view: t.arg({
        type: ViewEnum,
        description: '`null` takes the choice back; a display that is not connected is forgotten by that.',
      }),
    },
    resolve: async (_root, { display, view }, context) =>
      orThrow(await actionsOf(context).showView(display, view ?? null)),
  }),
);

/**
 * Counts the reader of a stream as a display that is connected, until its connection is gone.
 * @throws {GraphQLError} where the name cannot be one, or there are too many
 */
export function enterDisplay(display: string, { displays, onClose }: Context): void {
  const entered = displays?.enter(display);
  if (!entered) return;
  if (!entered.ok) throw refused(entered.code, entered.message.en);
  onClose(entered.value);
}

function nameOf(display: string): string {
  const name = displayName(display);
  if (name === null) throw refused('INVALID_VALUE', `display: ${DISPLAY}`);
  return name;
}

function refused(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
