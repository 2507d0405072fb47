import {
  type Clock,
  type DriverSettings,
  drives,
  type LoadpointView,
  type LoopActions,
  type Snapshot,
  type Text,
} from '../house/index.ts';
import { standsAt } from '../notify/index.ts';
import { isNotNeeded } from './negation.ts';
import { offerAnswer } from './offer-answer.ts';
import type { OpenQuestion } from './questions.ts';
import { TEXTS } from './texts.ts';
import { momentOf } from './when.ts';
import { departureWords } from './wording.ts';

/** What came of something that somebody said. */
export interface Outcome {
  /** Whether it was done, so that the question is answered. */
  ok: boolean;
  message: Text;
}

export interface AnsweringDependencies {
  timeZone: string;
  clock: Clock;
  snapshot: () => Snapshot;
  actions: Pick<LoopActions, 'setDeparture' | 'boost' | 'cancelBoost'>;
}

/** Does what people answer. */
export interface Answering {
  /** @param said in words, or the key of a choice */
  answer(question: OpenQuestion, said: string): Promise<Outcome>;
  /** Charges the car of drivers now, or ends that. */
  charge(drivers: readonly DriverSettings[], isOn: boolean): Promise<Text>;
}

/** Who else than a person here says when a car leaves; by default it leaves every day, and nobody said so. */
const STANDING: ReadonlySet<LoadpointView['departureSource']> = new Set(['EVCC', 'SCHEDULE', 'VEHICLE']);

export function createAnswering({ timeZone, clock, snapshot, actions }: AnsweringDependencies): Answering {
  /** What somebody set is taken back; what evcc, the schedule or the car's own file says stands, and is said. */
  async function stay({ title }: OpenQuestion, car: LoadpointView): Promise<Outcome> {
    const none = { departure: null, targetSocPercent: null, targetEnergyKwh: null };
    const isSet = car.departureSource === 'PERSON';
    const result = isSet ? await actions.setDeparture({ loadpoint: car.id, ...none }) : null;
    if (result && !result.ok) return result;
    const { departure, departureSource } = result?.value ?? car;
    const stands = STANDING.has(departureSource) ? departure : null;
    return {
      ok: true,
      message: stands === null ? TEXTS.notNeeded(title) : TEXTS.stands(title, stands, timeZone),
    };
  }

  async function depart(question: OpenQuestion, car: LoadpointView, said: string): Promise<Outcome> {
    const { id: loadpoint } = car;
    if (isNotNeeded(said)) return stay(question, car);
    const departure = momentOf(departureWords(said), clock.now(), timeZone);
    if (departure === null) return { ok: false, message: TEXTS.timeNotUnderstood };
    const result = await actions.setDeparture({
      loadpoint,
      departure,
      targetSocPercent: null,
      targetEnergyKwh: null,
    });
    return result.ok ? { ok: true, message: TEXTS.departs(question.title, departure, timeZone) } : result;
  }

  async function takeOffer({ title, ends }: OpenQuestion, car: LoadpointView, said: string) {
    const { id: loadpoint, vehicleSocPercent: soc } = car;
    const targetSocPercent = offerAnswer(said);
    if (targetSocPercent === null || ends === null) return { ok: false, message: TEXTS.offerNotUnderstood };
    if (targetSocPercent === 0) return { ok: true, message: TEXTS.declined(title) };
    if (soc !== null && targetSocPercent <= soc) return { ok: false, message: TEXTS.hasMore(title, soc) };
    const result = await actions.boost({ loadpoint, until: ends, minutes: null, targetSocPercent });
    if (!result.ok) return result;
    return { ok: true, message: TEXTS.charges(title, targetSocPercent, ends, timeZone) };
  }

  return {
    async answer(question, said) {
      const there = standsAt(question.vehicle, question.loadpoint, snapshot().loadpoints);
      if (!there) return { ok: false, message: TEXTS.gone(question.title) };
      return question.kind === 'DEPARTURE' ? depart(question, there, said) : takeOffer(question, there, said);
    },
    async charge(drivers, isOn) {
      const own = snapshot().loadpoints.filter(
        ({ connected, vehicleName, vehicleTitle }) =>
          connected &&
          vehicleName !== null &&
          drivers.some((driver) => drives(driver, vehicleName, vehicleTitle ?? vehicleName)),
      );
      const [only, ...others] = own;
      if (!only || others.length > 0) return TEXTS.notOne(own.length);
      const title = only.vehicleTitle ?? only.title;
      const result = isOn
        ? await actions.boost({ loadpoint: only.id, until: null, minutes: null, targetSocPercent: null })
        : await actions.cancelBoost(only.id);
      if (!result.ok) return result.message;
      return isOn ? TEXTS.boosts(title) : TEXTS.stopped(title);
    },
  };
}
