import { GraphQLError } from 'graphql';
import type { Snapshot } from '../../house/index.ts';
import { type Cursor, type LiveMessage, parseCursor } from '../../live/index.ts';
import { builder } from '../builder.ts';
import { type Context, liveOf } from '../context.ts';
import { enterDisplay } from './display.ts';
import { EventInterface, EventTypeEnum } from './event.ts';
import { SnapshotChangeType, SnapshotType } from './snapshot.ts';

const LiveMessageType = builder.objectRef<LiveMessage>('LiveMessage').implement({
  description: 'The whole state, or what changed since the message before, and what happened with it.',
  fields: (t) => ({
    sequence: t.exposeInt('sequence', {
      description: 'Counts up over all snapshots and events, across restarts.',
    }),
    instanceId: t.exposeID('instanceId', { description: 'New with each start of the program.' }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime', description: 'When it was published.' }),
    snapshot: t.expose('snapshot', {
      type: SnapshotType,
      nullable: true,
      description: 'The whole state: on connect, and where a reader fell behind. `null` beside a change.',
    }),
    change: t.expose('change', {
      type: SnapshotChangeType,
      nullable: true,
      description: 'What changed since the message before; `null` beside a whole snapshot.',
    }),
    events: t.expose('events', {
      type: [EventInterface],
      description:
        'What happened with it, oldest first; beside a whole snapshot what happened since the cursor.',
    }),
  }),
});

const AFTER =
  'Id of the last message that was seen, `<instanceId>:<sequence>`, for clients that cannot send it as the header `Last-Event-ID`, which counts first.';

const RECENT_EVENTS =
  'How many of the newest events come with the first whole state where there is no cursor; none by default, as many as are remembered at most.';

builder.subscriptionField('snapshot', (t) =>
  t.field({
    type: SnapshotType,
    nullable: true,
    description:
      'The current state at once, then each newer one; a slow reader skips to the newest. `null` only while the configuration has critical findings.',
    subscribe: (_root, _args, { live }): AsyncIterable<Snapshot | null> => live?.snapshots() ?? nothingYet(),
    resolve: (snapshot) => snapshot,
  }),
);

builder.subscriptionField('live', (t) =>
  t.field({
    type: LiveMessageType,
    description:
      'The current state at once, or exactly what changed since the cursor; then what changes. A slow reader skips to the newest state.',
    args: {
      after: t.arg.string({ description: AFTER }),
      recentEvents: t.arg.int({ description: RECENT_EVENTS }),
      display: t.arg.string({
        description: 'Name of the display that reads this: it counts as connected for as long as it does.',
      }),
    },
    subscribe: (_root, { after, recentEvents, display }, context) => {
      const messages = liveOf(context).messages(cursorOf(after, context), recentEvents ?? 0);
      if (typeof display === 'string') enterDisplay(display, context);
      return messages;
    },
    resolve: (message) => message,
  }),
);

builder.queryField('live', (t) =>
  t.field({
    type: LiveMessageType,
    description:
      'What the subscription of this name would bring first, in one message, for those whom no stream reaches: ask again with the id of the last one, `<instanceId>:<sequence>`. A `change` without any part says that nothing changed.',
    args: {
      after: t.arg.string({ description: AFTER }),
      recentEvents: t.arg.int({ description: RECENT_EVENTS }),
    },
    resolve: (_root, { after, recentEvents }, context) =>
      liveOf(context).catchUp(cursorOf(after, context), recentEvents ?? 0),
  }),
);

builder.subscriptionField('events', (t) =>
  t.field({
    type: EventInterface,
    description:
      'The log: `READY`, what happened since the cursor (the last 500 events are remembered, also across restarts), then what happens, in order and once each. `after: "0"` asks for all that is remembered, no cursor for what is to come.',
    args: {
      types: t.arg({
        type: [EventTypeEnum],
        description: 'Which are wanted, all by default; READY, HEARTBEAT and RESYNC always come.',
      }),
      after: t.arg.string({ description: AFTER }),
    },
    subscribe: (_root, { types, after }, context) =>
      liveOf(context).events(types ?? null, cursorOf(after, context)),
    resolve: (event) => event,
  }),
);

/** A header that is no cursor of ours is no reason to refuse: a browser sends whatever it saw last. */
function cursorOf(after: string | null | undefined, { lastEventId }: Context): Cursor | null {
  const sent = lastEventId === null ? null : parseCursor(lastEventId);
  if (sent || typeof after !== 'string') return sent;
  const asked = parseCursor(after);
  if (asked) return asked;
  throw new GraphQLError(
    `after: ${JSON.stringify(after.slice(0, 60))} is no id of a message. Give the id of the last event that you saw, like 0b7c…:1234, or leave it out.`,
    { extensions: { code: 'INVALID_VALUE' } },
  );
}

/** `null`, and then silence: an end would tell clients not to come back, yet the next start may bring a state. */
async function* nothingYet(): AsyncGenerator<null, void, undefined> {
  yield null;
  await new Promise<never>(() => {});
}
