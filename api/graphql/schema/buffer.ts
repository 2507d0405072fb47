import type { BufferLogEntry, BufferView } from '../../house/index.ts';
import { builder } from '../builder.ts';
import { RolloutModeEnum } from './rollout.ts';
import { TextType } from './text.ts';

const BufferLogEntryType = builder.objectRef<BufferLogEntry>('BufferLogEntry').implement({
  description: 'What the buffer did, or would have done, in one cycle.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    mode: t.expose('mode', { type: RolloutModeEnum, description: 'Whether it was let act.' }),
    confidencePercent: t.exposeFloat('confidencePercent', {
      description: 'Trust in the PV forecast, 0 to 100 %.',
    }),
    spreadCt: t.exposeFloat('spreadCt', {
      nullable: true,
      description:
        'P80 − P20 of the known prices ahead, in hundredths of the currency per kWh (ct/kWh for EUR); `null` where no price is known.',
    }),
    hour: t.exposeInt('hour', { description: 'Local hour, 0 to 23.' }),
    expectedPvKwh: t.exposeFloat('expectedPvKwh', {
      description: 'PV energy expected in the next four hours, in kWh.',
    }),
    oldPercent: t.exposeFloat('oldPercent', { description: 'Buffer before, SoC in %.' }),
    newPercent: t.exposeFloat('newPercent', { description: 'Buffer after, SoC in %.' }),
    reason: t.expose('reason', { type: TextType, description: 'Why.' }),
    applied: t.exposeBoolean('applied', { description: 'Whether it was written to evcc.' }),
  }),
});

export const BufferType = builder.objectRef<BufferView>('Buffer').implement({
  description: 'The dynamic buffer: the SoC of the home battery above which a car may draw on it.',
  fields: (t) => ({
    currentBufferPercent: t.exposeFloat('currentBufferPercent', { description: 'The buffer now, SoC in %.' }),
    mode: t.expose('mode', { type: RolloutModeEnum, description: 'Whether it acts.' }),
    daysRemaining: t.exposeFloat('daysRemaining', {
      nullable: true,
      description: 'Days until it goes live by itself; `null` once live.',
    }),
    observationLiveAt: t.expose('observationLiveAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it goes live by itself; `null` once live.',
    }),
    logRecent: t.expose('logRecent', {
      type: [BufferLogEntryType],
      description: 'The last cycles, newest last, at most 100.',
    }),
    inert: t.expose('inert', {
      type: TextType,
      nullable: true,
      description:
        'Why the buffer cannot move at all, with the setting that changes it; `null` where it can.',
    }),
  }),
});
