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

/**
 * A wish as the API takes it.
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
              ...(departureAt === null ? {} : { departure: departureAt }),
              ...(targetPercent === '' ? {} : { targetSocPercent: Number(targetPercent) }),
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
