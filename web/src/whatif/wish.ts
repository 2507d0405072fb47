import type { WhatIfQueryVariables } from '../gql/graphql.ts';

/** What somebody would like to be different, as it was typed in; empty fields stay as they are. */
export interface Wish {
  /** Id of a loadpoint; empty = no car. */
  car: string;
  /** As a `datetime-local` field holds it. */
  departure: string;
  targetPercent: string;
  fillNow: boolean;
  capacityKwh: string;
  /** Of the main unit of the currency, a hundredth: as prices are said. */
  importCt: string;
  feedInCt: string;
  /** Of what it is today, %. */
  pvPercent: string;
  loadPercent: string;
}

export const NO_WISH: Wish = {
  car: '',
  departure: '',
  targetPercent: '',
  fillNow: false,
  capacityKwh: '',
  importCt: '',
  feedInCt: '',
  pvPercent: '',
  loadPercent: '',
};

/** Whether a wish asks for anything about a car, which is what can be applied. */
export function concernsCar({ car, departure, targetPercent, fillNow }: Wish): boolean {
  return car !== '' && (departure !== '' || targetPercent !== '' || fillNow);
}

/** What carries a wish out, as mutations take it. */
export type Application =
  /** At once until it is full; where its SoC is unknown, for as long as it takes, up to half a day. */
  | { kind: 'BOOST'; knowsSoc: boolean }
  | { kind: 'TARGET'; targetSocPercent: number }
  | { kind: 'DEPARTURE'; departure: string; targetSocPercent: number | null };

/**
 * How a wish is carried out; `null` where that cannot be done whole: another battery, tariff or roof is not had by a tap.
 *
 * @param departureAt when the wish's departure is, ISO 8601; `null` where it names none
 * @param knowsSoc whether the SoC of the wish's car is known
 */
export function applicationOf(wish: Wish, departureAt: string | null, knowsSoc: boolean): Application | null {
  const { cars, ...others } = changesOf(wish, departureAt);
  if (!cars || Object.keys(others).length > 0) return null;
  if (wish.fillNow) return { kind: 'BOOST', knowsSoc };
  const targetSocPercent = wish.targetPercent === '' ? null : Number(wish.targetPercent);
  if (departureAt !== null) return { kind: 'DEPARTURE', departure: departureAt, targetSocPercent };
  return targetSocPercent === null ? null : { kind: 'TARGET', targetSocPercent };
}

/**
 * A wish as the API takes it. Who fills a car now asks for neither a departure nor a target.
 *
 *
 * @param departureAt when the wish's departure is, ISO 8601; `null` where it names none
 */
export function changesOf(wish: Wish, departureAt: string | null): WhatIfQueryVariables['changes'] {
  const { car, targetPercent, fillNow, capacityKwh, importCt, feedInCt, pvPercent, loadPercent } = wish;
  const tariff = {
    ...hundredth('importPricePerKwh', importCt),
    ...hundredth('feedInPricePerKwh', feedInCt),
  };
  return {
    ...(concernsCar(wish)
      ? {
          cars: [
            {
              loadpoint: car,
              ...(departureAt === null || fillNow ? {} : { departure: departureAt }),
              ...(targetPercent === '' || fillNow ? {} : { targetSocPercent: Number(targetPercent) }),
              ...(fillNow ? { fillNow } : {}),
            },
          ],
        }
      : {}),
    ...(capacityKwh === '' ? {} : { battery: { capacityKwh: Number(capacityKwh) } }),
    ...(Object.keys(tariff).length > 0 ? { tariff } : {}),
    ...hundredth('pvFactor', pvPercent),
    ...hundredth('loadFactor', loadPercent),
  };
}

/** A field that was typed in as hundredths; nothing where it was left empty. */
function hundredth<Name extends string>(name: Name, typed: string): Partial<Record<Name, number>> {
  const field: Partial<Record<Name, number>> = {};
  if (typed !== '') field[name] = Number(typed) / 100;
  return field;
}
