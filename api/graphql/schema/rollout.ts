import type { Rollout } from '../../house/index.ts';
import { builder } from '../builder.ts';

export const CapabilityEnum = builder.enumType('Capability', {
  description: 'What can be observed or live, each by itself.',
  values: {
    BUFFER: { description: 'The SoC above which a car may draw on the home battery.' },
    BATTERY: { description: 'The mode of the home battery.' },
    VEHICLES: { description: 'Charging of cars.' },
  } as const,
});

export const RolloutModeEnum = builder.enumType('RolloutMode', {
  description: 'Whether a capability acts.',
  values: {
    OBSERVATION: { description: 'Works out and records what it would do, and writes nothing.' },
    LIVE: { description: 'Does it.' },
  } as const,
});

export const RolloutType = builder.objectRef<Rollout>('Rollout').implement({
  description: 'How far a capability has been let loose.',
  fields: (t) => ({
    capability: t.expose('capability', { type: CapabilityEnum, description: 'Which one.' }),
    mode: t.expose('mode', { type: RolloutModeEnum, description: 'Whether it acts.' }),
    liveAt: t.expose('liveAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When observing ends by itself; `null` once live.',
    }),
    daysRemaining: t.exposeFloat('daysRemaining', {
      nullable: true,
      description: 'Days until then; `null` once live.',
    }),
  }),
});
