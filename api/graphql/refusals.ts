import type { ActionResult, Refusal, Text } from '../house/index.ts';

export type RefusalCode = Refusal['code'];

/** Something a person asked for that was not done; thrown by resolvers and answered as a typed result. */
export class Refused extends Error {
  readonly code: RefusalCode;
  /** Argument that it is about; `null` where it is none. */
  readonly field: string | null;
  readonly text: Text;

  constructor({ code, field, message }: Omit<Refusal, 'ok'>) {
    super(message.en);
    this.name = new.target.name;
    this.code = code;
    this.field = field;
    this.text = message;
  }
}

export class UnknownLoadpoint extends Refused {}
export class UnknownSource extends Refused {}
export class UnknownVehicle extends Refused {}
export class UnknownOverride extends Refused {}
export class NoCar extends Refused {}
export class InvalidValue extends Refused {}
export class NotReady extends Refused {}
export class EvccError extends Refused {}

const CLASS_OF: Record<RefusalCode, new (refusal: Omit<Refusal, 'ok'>) => Refused> = {
  UNKNOWN_LOADPOINT: UnknownLoadpoint,
  UNKNOWN_SOURCE: UnknownSource,
  UNKNOWN_VEHICLE: UnknownVehicle,
  UNKNOWN_OVERRIDE: UnknownOverride,
  NO_CAR: NoCar,
  INVALID_VALUE: InvalidValue,
  NOT_READY: NotReady,
  EVCC_UNREACHABLE: EvccError,
  EVCC_REFUSED: EvccError,
};

/**
 * The value of an action.
 * @throws {Refused} the class that belongs to the refusal's code
 */
export function orThrow<T>(result: ActionResult<T>): T {
  if (result.ok) return result.value;
  throw new CLASS_OF[result.code](result);
}

/** The answer to what is asked on the first visit, where this process does not decide which evcc is steered. */
export function settledElsewhere(): NotReady {
  return new NotReady({
    code: 'NOT_READY',
    field: null,
    message: {
      de: 'Welches evcc gesteuert wird, entscheidet nicht dieser Prozess.',
      en: 'This process does not decide which evcc is steered.',
    },
  });
}

/** The answer to every wish while the configuration is rejected. */
export function configurationRejected(): NotReady {
  return new NotReady({
    code: 'NOT_READY',
    field: null,
    message: {
      de: 'Die Konfiguration hat kritische Fehler. Bitte zuerst beheben, was configFindings nennt.',
      en: 'The configuration has critical errors. Please fix what configFindings names.',
    },
  });
}

/** A number that is not allowed, with those that are. */
export function outOfRange(field: string, found: number, least: number, most: number): InvalidValue {
  return new InvalidValue({
    code: 'INVALID_VALUE',
    field,
    message: {
      de: `${field} ist ${found}; erlaubt ist ${least} bis ${most}.`,
      en: `${field} is ${found}; ${least} to ${most} is allowed.`,
    },
  });
}
