import { builder } from '../builder.ts';
import {
  EvccError,
  InvalidValue,
  NoCar,
  NotReady,
  type RefusalCode,
  type Refused,
  UnknownLoadpoint,
  UnknownOverride,
  UnknownSource,
  UnknownVehicle,
} from '../refusals.ts';
import { TextType } from './text.ts';

const RefusalCodeEnum = builder.enumType('RefusalCode', {
  description: 'Why something was not done.',
  values: {
    UNKNOWN_LOADPOINT: { description: 'There is no such loadpoint.' },
    UNKNOWN_SOURCE: { description: 'There is no such source.' },
    UNKNOWN_VEHICLE: { description: 'evcc knows no such car.' },
    UNKNOWN_OVERRIDE: { description: 'There are no such slots, or no longer.' },
    NO_CAR: { description: 'No car is plugged in there.' },
    INVALID_VALUE: { description: 'An argument is outside what is allowed.' },
    NOT_READY: { description: 'Not yet possible; `message` says what is missing.' },
    EVCC_UNREACHABLE: { description: 'evcc did not answer.' },
    EVCC_REFUSED: { description: 'evcc answered with an error.' },
  } satisfies Record<RefusalCode, { description: string }>,
});

const UserErrorInterface = builder.interfaceRef<Refused>('UserError').implement({
  description: 'Why something that a person asked for was not done, in terms they can act on.',
  fields: (t) => ({
    code: t.expose('code', { type: RefusalCodeEnum, description: 'For programs.' }),
    message: t.expose('text', { type: TextType, description: 'For people, with the way out.' }),
    field: t.exposeString('field', {
      nullable: true,
      description: 'Argument that it is about; `null` where it is none.',
    }),
  }),
});

const DESCRIPTIONS = [
  [UnknownLoadpoint, 'There is no loadpoint with this id.'],
  [UnknownSource, 'There is no source with this id.'],
  [UnknownVehicle, 'evcc knows no car of this name.'],
  [UnknownOverride, 'There is no override of slots with this id, or no longer.'],
  [NoCar, 'No car is plugged in at this loadpoint.'],
  [InvalidValue, 'An argument is outside what is allowed.'],
  [NotReady, 'Not yet possible, e.g. before the first plan or with a rejected configuration.'],
  [EvccError, 'evcc did not answer or refused.'],
] as const;

for (const [errorClass, description] of DESCRIPTIONS)
  builder.objectType(errorClass, {
    name: errorClass.name,
    description,
    interfaces: [UserErrorInterface],
    isTypeOf: (value) => value instanceof errorClass,
  });
