import type { OtherWayAnswer } from '../../whatif/index.ts';
import { builder } from '../builder.ts';
import { memoryOf } from '../context.ts';
import { OtherwiseEnum } from './explanation.ts';
import { TextType } from './text.ts';
import { unanswered } from './what-if.ts';

const OtherWayType = builder.objectRef<OtherWayAnswer>('OtherWay').implement({
  description: 'What it comes to if one decision of a plan is done the other way, by planning both ways.',
  fields: (t) => ({
    cycleId: t.exposeInt('cycleId', { description: 'The cycle that took the decision.' }),
    otherwise: t.expose('otherwise', {
      type: OtherwiseEnum,
      nullable: true,
      description: 'What is done instead; `null` where there is nothing else to do.',
    }),
    energyKwh: t.exposeFloat('energyKwh', {
      nullable: true,
      description: 'What is done otherwise in the slot, in kWh at the AC side.',
    }),
    cost: t.exposeFloat('cost', {
      nullable: true,
      description:
        'What the other way costs (+) or saves (−) over the horizon if load and PV come as expected, in currency, to the cent that plans are proven to; `null` where something would have to be given up for it, or it is impossible.',
    }),
    message: t.expose('message', { type: TextType, description: 'The same in words.' }),
  }),
});

builder.queryField('otherWay', (t) =>
  t.field({
    type: OtherWayType,
    description:
      'Works out what doing one decision the other way would cost or save, by planning twice more. It takes up to some seconds and changes nothing in the house.',
    errors: {},
    args: {
      cycle: t.arg.int({ description: 'A recorded cycle; the last one where nothing is said.' }),
      at: t.arg({ type: 'DateTime', required: true, description: 'An instant within the slot.' }),
      subject: t.arg.id({ required: true, description: 'The battery, or the loadpoint of the car.' }),
    },
    resolve: async (_root, { cycle, at, subject }, context) => {
      const result = await memoryOf(context).otherWay({ cycleId: cycle ?? null, at, subject });
      if (!result.ok) throw unanswered(result);
      return result.answer;
    },
  }),
);
