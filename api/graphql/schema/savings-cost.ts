import type { DayCost, Policy } from '../../savings/index.ts';
import { builder } from '../builder.ts';
import { InvalidValue } from '../refusals.ts';

export const SavingsPolicyEnum = builder.enumType('SavingsPolicy', {
  description: 'What a measured day is compared with.',
  values: {
    NO_BATTERY: { description: 'Cars charge as soon as they are plugged in, and there is no battery.' },
    SELF_CONSUMPTION: {
      description: 'The battery follows the house, cars charge as soon as they are plugged in.',
    },
    EVCC: {
      description:
        'The battery follows the house; cars charge on the sun and, for what is left, in the cheapest quarters of their stay.',
    },
    SMARTLOAD: {
      description:
        'What the plan wanted of the battery, carried out whether or not it was live; cars as measured.',
    },
  } satisfies Record<Policy, { description: string }>,
});

/** An energy field that is about this. */
export const energy = (description: string) => ({ description: `${description} in kWh.` });
/** A field of money that is about this. */
export const money = (description: string) => ({ description: `${description}, in the site's currency.` });

export const DayCostType = builder.objectRef<DayCost>('SavingsCost').implement({
  description: 'One way through a day with its money; cost +, earnings −.',
  fields: (t) => ({
    importKwh: t.exposeFloat('importKwh', energy('Imported')),
    exportKwh: t.exposeFloat('exportKwh', energy('Exported')),
    dischargeKwh: t.exposeFloat('dischargeKwh', energy('Given by the battery')),
    storedStartKwh: t.exposeFloat('storedStartKwh', energy('In the battery at the start')),
    storedEndKwh: t.exposeFloat('storedEndKwh', energy('In the battery at the end')),
    carsAheadStartKwh: t.exposeFloat(
      'carsAheadStartKwh',
      energy('Into cars up to the start beyond what was really charged'),
    ),
    carsAheadEndKwh: t.exposeFloat(
      'carsAheadEndKwh',
      energy('Into cars up to the end beyond what was really charged'),
    ),
    meterCost: t.exposeFloat('meterCost', money('Σ import · price − export · feed-in')),
    gain: t.exposeFloat(
      'gain',
      money(
        'What battery and cars hold more at the end than at the start, at the worth of energy at those moments',
      ),
    ),
    cost: t.exposeFloat('cost', money('meterCost − gain')),
  }),
});

/** @throws {InvalidValue} for what is no local day */
export function checkDate(field: string, text: string): void {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return;
  throw new InvalidValue({
    code: 'INVALID_VALUE',
    field,
    message: {
      de: `„${text.slice(0, 20)}“ ist kein Tag; gebraucht wird etwas wie 2026-05-01.`,
      en: `“${text.slice(0, 20)}” is no day; something like 2026-05-01 is needed.`,
    },
  });
}
