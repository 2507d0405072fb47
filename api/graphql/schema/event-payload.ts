import type { EventPayload } from '../../house/index.ts';
import type { LoggedEvent } from '../../live/index.ts';
import { builder } from '../builder.ts';
import { CommandType } from './command.ts';
import { EventInterface } from './event.ts';
import { IntentActionEnum } from './intent.ts';
import { OverrideType } from './loadpoint.ts';
import { NoticeType } from './notice.ts';
import { RolloutType } from './rollout.ts';
import { SourceType } from './source.ts';
import { TextType } from './text.ts';

type Kind = EventPayload['kind'];
type PayloadOf<K extends Kind> = Extract<EventPayload, { kind: K }>;

/** An event with one kind of payload, which `Event` has told by the kind. */
type EventOf<K extends Kind> = LoggedEvent & { payload: PayloadOf<K> };

builder.objectRef<EventOf<'SOURCE'>>('SourceEvent').implement({
  description: 'A source is being read, was read, failed, or became too old.',
  interfaces: [EventInterface],
  fields: (t) => ({
    source: t.field({
      type: SourceType,
      description: 'As it was then.',
      resolve: ({ payload }) => payload.source,
    }),
    summary: t.field({
      type: TextType,
      nullable: true,
      description: 'What was read, so that nobody has to fetch it; `null` where nothing was.',
      resolve: ({ payload }) => payload.summary,
    }),
  }),
});

builder.objectRef<EventOf<'WARMING'>>('WarmingEvent').implement({
  description: 'How far the first readings after a start have come.',
  interfaces: [EventInterface],
  fields: (t) => ({
    done: t.int({ description: 'Sources that were read.', resolve: ({ payload }) => payload.done }),
    total: t.int({ description: 'Sources that there are.', resolve: ({ payload }) => payload.total }),
  }),
});

builder.objectRef<EventOf<'DECISION'>>('DecisionEvent').implement({
  description: 'Something else is wanted of evcc than before; `subject` says for what.',
  interfaces: [EventInterface],
  fields: (t) => ({
    from: t.field({
      type: IntentActionEnum,
      nullable: true,
      description: 'What was wanted before; `null` = nothing yet.',
      resolve: ({ payload }) => payload.from,
    }),
    to: t.field({
      type: IntentActionEnum,
      description: 'What is wanted from now on.',
      resolve: ({ payload }) => payload.to,
    }),
    live: t.boolean({
      description: 'Written to evcc, or only worked out.',
      resolve: ({ payload }) => payload.live,
    }),
    reason: t.field({ type: TextType, description: 'Why.', resolve: ({ payload }) => payload.reason }),
  }),
});

builder.objectRef<EventOf<'COMMAND'>>('CommandEvent').implement({
  description: 'A write to evcc was sent, or it is known what became of it.',
  interfaces: [EventInterface],
  fields: (t) => ({
    command: t.field({
      type: CommandType,
      description: 'As it was then.',
      resolve: ({ payload }) => payload.command,
    }),
  }),
});

builder.objectRef<EventOf<'OVERRIDE'>>('OverrideEvent').implement({
  description: 'We stand back for a person, or take over again; `subject` says where.',
  interfaces: [EventInterface],
  fields: (t) => ({
    override: t.field({
      type: OverrideType,
      nullable: true,
      description: 'What we stand back for; `null` = we take over again.',
      resolve: ({ payload }) => payload.override,
    }),
  }),
});

builder.objectRef<EventOf<'ROLLOUT'>>('RolloutEvent').implement({
  description: 'A capability went live or observes again.',
  interfaces: [EventInterface],
  fields: (t) => ({
    rollout: t.field({
      type: RolloutType,
      description: 'As it is from now on.',
      resolve: ({ payload }) => payload.rollout,
    }),
  }),
});

builder.objectRef<EventOf<'NOTICE'>>('NoticeEvent').implement({
  description: 'A banner appeared or went.',
  interfaces: [EventInterface],
  fields: (t) => ({
    notice: t.field({
      type: NoticeType,
      description: 'The banner.',
      resolve: ({ payload }) => payload.notice,
    }),
    active: t.boolean({
      description: 'Whether it appeared; otherwise it went.',
      resolve: ({ payload }) => payload.active,
    }),
  }),
});

builder.objectRef<EventOf<'ACTIVE_VIEW'>>('ActiveViewEvent').implement({
  description: 'A display shows another view.',
  interfaces: [EventInterface],
  fields: (t) => ({
    display: t.string({ description: 'Name of the display.', resolve: ({ payload }) => payload.display }),
    view: t.string({ description: 'The view that it shows now.', resolve: ({ payload }) => payload.view }),
  }),
});
