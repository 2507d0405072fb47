import { GraphQLError } from 'graphql';
import type { Snapshot } from '../../house/index.ts';
import type { LiveMessage } from '../../live/index.ts';
import { builder } from '../builder.ts';
import { configurationRejected } from '../refusals.ts';
import { EventObject } from './event.ts';
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
      type: [EventObject],
      description: 'What happened, oldest first; may be empty.',
    }),
  }),
});

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
      'The current state at once, then what changes; what a slow reader missed is merged into one message.',
    subscribe: (_root, _args, { live }) => {
      if (live) return live.messages();
      const { code, message } = configurationRejected();
      throw new GraphQLError(message, { extensions: { code } });
    },
    resolve: (message) => message,
  }),
);

/** `null`, and then silence: an end would tell clients not to come back, yet the next start may bring a state. */
async function* nothingYet(): AsyncGenerator<null, void, undefined> {
  yield null;
  await new Promise<never>(() => {});
}
