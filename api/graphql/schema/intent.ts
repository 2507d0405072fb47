import type { Intent } from '../../house/index.ts';
import { builder } from '../builder.ts';
import { CapabilityEnum } from './rollout.ts';
import { TextType } from './text.ts';

export const IntentActionEnum = builder.enumType('IntentAction', {
  description: 'What is wanted of evcc.',
  values: {
    BATTERY_TO_CAR: { description: 'The battery helps while a car charges fast, because that pays.' },
    BATTERY_RELEASE: { description: 'The battery looks after self-consumption.' },
    BATTERY_HOLD: { description: 'The battery does not discharge.' },
    BATTERY_CHARGE: { description: 'The battery charges from the grid.' },
    BATTERY_HOLD_CHARGE: { description: 'The battery gives, but takes no surplus now.' },
    CAR_SOLAR: { description: 'The car takes surplus of the sun, in evcc’s own PV mode.' },
    CAR_WAIT: { description: 'The car waits for a better time.' },
    CAR_CHARGE: { description: 'The car charges.' },
    CAR_LEAVE_ALONE: { description: 'The loadpoint is left as people set it.' },
    BUFFER_SET: { description: 'The buffer is moved.' },
    BUFFER_KEEP: { description: 'The buffer stays.' },
  } as const,
});

export const IntentType = builder.objectRef<Intent>('Intent').implement({
  description: 'What we want of evcc for one thing, with its reason.',
  fields: (t) => ({
    subject: t.exposeString('subject', { description: "`battery`, `buffer` or a loadpoint's id." }),
    capability: t.expose('capability', { type: CapabilityEnum, description: 'Which capability wants it.' }),
    action: t.expose('action', { type: IntentActionEnum, description: 'What is wanted.' }),
    powerKw: t.exposeFloat('powerKw', {
      nullable: true,
      description: 'Power in kW that belongs to the action, ≥ 0; `null` where it has none.',
    }),
    socPercent: t.exposeFloat('socPercent', {
      nullable: true,
      description: 'SoC in % that belongs to the action; `null` where it has none.',
    }),
    since: t.expose('since', { type: 'DateTime', description: 'Since when it is wanted.' }),
    until: t.expose('until', {
      type: 'DateTime',
      nullable: true,
      description: 'When the plan wants something else; `null` = not within the horizon.',
    }),
    next: t.expose('next', {
      type: IntentActionEnum,
      nullable: true,
      description: 'What the plan wants then; `null` where nothing changes, or somebody else decides.',
    }),
    live: t.exposeBoolean('live', { description: 'Written to evcc, or only worked out.' }),
    reason: t.expose('reason', { type: TextType, description: 'Why.' }),
  }),
});
