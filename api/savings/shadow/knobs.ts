import type { PlanInput, PowerBand, Text } from '../../house/index.ts';

/** The few settings of the planner that may be tried, all within what the planner itself would respect. */
export interface Knobs {
  /** How far load counts towards its p90, [0, 1]. */
  loadCaution: number;
  /** How far PV counts towards its p10, [0, 1]. */
  pvCaution: number;
  /** Factor on the worth of what is left at the end. */
  endValue: number;
  /** Percent points added to the reserve. */
  reservePercent: number;
  /** SoC above which the battery helps cars, and below which it does not; `null` = as planned. */
  bufferPercent: number | null;
  name: Text;
}

const NOTHING: Omit<Knobs, 'name'> = {
  loadCaution: 0,
  pvCaution: 0,
  endValue: 1,
  reservePercent: 0,
  bufferPercent: null,
};

/** The first is the plan as it is. Each of the others changes one thing, and not by much. */
export const ARMS: readonly Knobs[] = [
  { ...NOTHING, name: { de: 'Planen wie der Plan selbst', en: 'Plan like the plan itself' } },
  { ...NOTHING, loadCaution: 0.3, name: { de: 'Mit mehr Verbrauch rechnen', en: 'Expect more load' } },
  { ...NOTHING, pvCaution: 0.3, name: { de: 'Mit weniger Sonne rechnen', en: 'Expect less sun' } },
  {
    ...NOTHING,
    loadCaution: 0.3,
    pvCaution: 0.3,
    name: { de: 'Mit mehr Verbrauch und weniger Sonne rechnen', en: 'Expect more load and less sun' },
  },
  {
    ...NOTHING,
    endValue: 1.15,
    name: { de: 'Übrige Energie höher schätzen', en: 'Value what is left more' },
  },
  {
    ...NOTHING,
    endValue: 0.85,
    name: { de: 'Übrige Energie niedriger schätzen', en: 'Value what is left less' },
  },
  {
    ...NOTHING,
    reservePercent: 5,
    name: { de: 'Fünf Prozent mehr Reserve', en: 'Five percent more reserve' },
  },
  {
    ...NOTHING,
    bufferPercent: 80,
    name: {
      de: 'Über 80 % hilft die Batterie den Autos, darunter nicht',
      en: 'Above 80 % the battery helps cars, below it does not',
    },
  },
  {
    ...NOTHING,
    bufferPercent: 60,
    name: {
      de: 'Über 60 % hilft die Batterie den Autos, darunter nicht',
      en: 'Above 60 % the battery helps cars, below it does not',
    },
  },
];

/** The same input as a more or less cautious person would plan with it. */
export function withKnobs(input: PlanInput, knobs: Knobs): PlanInput {
  const { loadCaution, pvCaution, endValue, reservePercent } = knobs;
  return {
    ...input,
    slots: input.slots.map((slot, index) => {
      const spread = input.spread?.[index];
      if (!spread) return slot;
      return {
        ...slot,
        loadKw: slot.loadKw + loadCaution * rise(spread.load),
        pvKw: Math.max(0, slot.pvKw - pvCaution * fall(spread.pv)),
      };
    }),
    batteries: input.batteries.map((battery) => ({
      ...battery,
      endValuePerKwh: battery.endValuePerKwh * endValue,
      reserveSocPercent: Math.min(battery.maxSocPercent, battery.reserveSocPercent + reservePercent),
    })),
  };
}

function rise({ p50Kw, p90Kw }: PowerBand): number {
  return p90Kw - p50Kw;
}

function fall({ p10Kw, p50Kw }: PowerBand): number {
  return p50Kw - p10Kw;
}

/** Kinds of day between which outcomes are told apart: prices that differ much, and sun beyond what the house takes. */
export const CONTEXTS = 4;
const MUCH_PER_KWH = 0.1;

/** The kind of day that an input begins. */
export function contextOf({ slots }: PlanInput): number {
  const day = slots.slice(0, 96);
  const prices = day.map(({ importPricePerKwh }) => importPricePerKwh).sort((a, b) => a - b);
  const quantile = (share: number) => prices[Math.floor(share * (prices.length - 1))] ?? 0;
  const sum = (value: (slot: (typeof day)[number]) => number) =>
    day.reduce((total, slot) => total + value(slot), 0);
  const isVaried = quantile(0.8) - quantile(0.2) > MUCH_PER_KWH;
  const isSunny = sum(({ pvKw }) => pvKw) > sum(({ loadKw }) => loadKw);
  return (isVaried ? 2 : 0) + (isSunny ? 1 : 0);
}
