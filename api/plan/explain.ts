import type { PlanBattery, PlanInput, PlanSlot, Text } from '../house/index.ts';
import { formatNumber, type Language } from '../house/index.ts';
import { isAbovePriceLimit, surplusKw } from './physics.ts';
import { type CarCourse, carCourse } from './stays.ts';

type Flow = Omit<PlanSlot, 'reason'>;

/** Below this a flow is not worth a word, kW. */
const NOTABLE_KW = 0.05;

/** One reason for each slot: what the cars do and why, then what the battery does, else what the meter does. */
export function explainSlots(input: PlanInput, flows: readonly Flow[]): Text[] {
  const courses = input.cars.map((car) => carCourse(car, input));
  const dearestUses = input.batteries.map((_, at) => dearestUsesAfter(flows, at));
  return flows.map((flow, index) => {
    const parts = [
      explainCars(input, courses, flows, index),
      explainLoads(input, flow),
      explainBatteries(input, flow, (at) => dearestUses[at]?.[index] ?? null),
    ].filter((part) => part !== null);
    return parts.length > 0 ? joined(parts) : explainMeter(input, flow);
  });
}

function joined(parts: Text[]): Text {
  return { de: parts.map((part) => part.de).join(' '), en: parts.map((part) => part.en).join(' ') };
}

function explainCars(
  input: PlanInput,
  courses: readonly CarCourse[],
  flows: readonly Flow[],
  index: number,
): Text | null {
  const flow = flows[index];
  if (!flow) return null;
  const strongestKw = Math.max(0, ...flow.cars.map(({ chargeKw }) => chargeKw));
  const charging = strongestKw > NOTABLE_KW ? flow.cars.findIndex((car) => car.chargeKw === strongestKw) : -1;
  const car = input.cars[charging];
  const course = courses[charging];
  const at = course?.presence[index]?.stay ?? 0;
  const stay = course?.stays[at];
  if (!car || !course || !stay) return null;
  const now = flow.importPricePerKwh;
  const carsKw = flow.cars.reduce((sum, { chargeKw }) => sum + chargeKw, 0);
  if (carsKw <= surplusKw(flow) + NOTABLE_KW) {
    return { de: `${car.title} lädt mit Sonne.`, en: `${car.title} charges from the sun.` };
  }
  if ((flows[index - 1]?.cars[charging]?.energyKwh ?? 0) < stay.minKwh) {
    return {
      de: `${car.title} lädt sofort bis zum Mindestladestand.`,
      en: `${car.title} charges at once up to its minimum.`,
    };
  }
  if (isAbovePriceLimit(car, flow) && flow.importKw > NOTABLE_KW) {
    const { de, en } = prices(input, [car.maxGridPricePerKwh ?? now]);
    return {
      de: `${car.title} lädt über der Preisgrenze von ${de[0]}, sonst reicht es nicht bis zur Abfahrt.`,
      en: `${car.title} charges above the price limit of ${en[0]}, or it would not be ready at departure.`,
    };
  }
  const departure = stay.until;
  const { presence } = course;
  const later = flows.filter(({ cars, end }, other) => {
    const isLater = other > index && presence[other]?.stay === at && (departure === null || end <= departure);
    return isLater && (cars[charging]?.chargeKw ?? 0) <= NOTABLE_KW;
  });
  if (stay.needKwh > 0 && later.length === 0) {
    return {
      de: `${car.title} lädt: bis zur Abfahrt wird jede Viertelstunde gebraucht.`,
      en: `${car.title} charges: every slot until departure is needed.`,
    };
  }
  if (later.length === 0) return { de: `${car.title} lädt.`, en: `${car.title} charges.` };
  const cheapest = Math.min(...later.map(costOfMore));
  const { de, en } = prices(input, [now, cheapest]);
  const until = departure === null ? { de: 'Später', en: 'Later' } : UNTIL_DEPARTURE;
  if (cheapest < now - 0.0005) {
    return {
      de: `${car.title} lädt für ${de[0]}: die günstigeren Zeiten reichen nicht.`,
      en: `${car.title} charges at ${en[0]}: the cheaper hours are not enough.`,
    };
  }
  if (de[0] === de[1]) {
    return {
      de: `${car.title} lädt für ${de[0]}: billiger wird es ${departure === null ? 'nicht' : 'bis zur Abfahrt nicht'}.`,
      en: `${car.title} charges at ${en[0]}: it gets no cheaper${departure === null ? '' : ' before departure'}.`,
    };
  }
  return {
    de: `${car.title} lädt für ${de[0]}. ${until.de} kostet es ${de[1]}.`,
    en: `${car.title} charges at ${en[0]}. ${until.en} it costs ${en[1]}.`,
  };
}

const UNTIL_DEPARTURE: Text = { de: 'Später vor der Abfahrt', en: 'Later, before departure,' };

/** The flexible load that takes most, and from where. */
function explainLoads(input: PlanInput, flow: Flow): Text | null {
  const loads = flow.loads ?? [];
  const strongestKw = Math.max(0, ...loads.map(({ powerKw }) => powerKw));
  const load = input.loads?.[loads.findIndex(({ powerKw }) => powerKw === strongestKw)];
  if (!load || strongestKw <= NOTABLE_KW) return null;
  if (strongestKw <= surplusKw(flow) + NOTABLE_KW) {
    return { de: `${load.title} läuft mit Sonne.`, en: `${load.title} runs on the sun.` };
  }
  const { de, en } = prices(input, [flow.importPricePerKwh]);
  return {
    de: `${load.title} läuft: Strom kostet ${de[0]}.`,
    en: `${load.title} runs: energy costs ${en[0]}.`,
  };
}

/** What one more kWh would cost in the slot: the plan's marginal price, else the tariff. */
function costOfMore(slot: Flow): number {
  return slot.marginalPricePerKwh ?? slot.importPricePerKwh;
}

function explainBatteries(
  input: PlanInput,
  flow: Flow,
  dearestUse: (battery: number) => number | null,
): Text | null {
  const found = input.batteries.findIndex((_, at) => {
    const own = flow.batteries[at];
    return own !== undefined && own.chargeKw + own.dischargeKw > NOTABLE_KW;
  });
  const battery = input.batteries[Math.max(0, found)];
  const own = flow.batteries[Math.max(0, found)];
  if (!battery || !own) return null;
  const now = flow.importPricePerKwh;
  const dearest = dearestUse(Math.max(0, found));
  if (own.chargeKw > NOTABLE_KW) return explainCharging(input, flow, own.chargeKw, dearest);
  if (own.dischargeKw > NOTABLE_KW) {
    if (flow.exportKw > NOTABLE_KW) {
      const { de, en } = prices(input, [flow.feedInPricePerKwh]);
      return {
        de: `Batterie speist ein: das bringt ${de[0]}.`,
        en: `Battery feeds in: that earns ${en[0]}.`,
      };
    }
    const { de, en } = prices(input, [now]);
    return {
      de: `Batterie versorgt das Haus: Strom vom Netz kostet ${de[0]}.`,
      en: `Battery supplies the house: grid energy costs ${en[0]}.`,
    };
  }
  return explainHolding(input, flow, battery, own.socPercent, dearest);
}

function explainCharging(input: PlanInput, flow: Flow, chargeKw: number, dearest: number | null): Text {
  const carsKw = flow.cars.reduce((sum, { chargeKw: powerKw }) => sum + powerKw, 0);
  if (chargeKw <= surplusKw(flow) - carsKw + NOTABLE_KW) {
    return { de: 'Batterie lädt mit Sonne.', en: 'Battery charges from the sun.' };
  }
  const { de, en } = prices(input, [flow.importPricePerKwh, dearest ?? flow.importPricePerKwh]);
  return dearest === null
    ? { de: `Batterie lädt: Strom kostet ${de[0]}.`, en: `Battery charges: energy costs ${en[0]}.` }
    : {
        de: `Batterie lädt: Strom kostet ${de[0]}, später ${de[1]}.`,
        en: `Battery charges: energy costs ${en[0]}, ${en[1]} later.`,
      };
}

function explainHolding(
  input: PlanInput,
  flow: Flow,
  battery: PlanBattery,
  socPercent: number,
  dearest: number | null,
): Text | null {
  const floor = Math.max(battery.minSocPercent, battery.reserveSocPercent);
  if (flow.importKw <= NOTABLE_KW || socPercent <= floor + 0.5) return null;
  if (dearest === null || dearest <= flow.importPricePerKwh) return null;
  const { de, en } = prices(input, [flow.importPricePerKwh, dearest]);
  return {
    de: `Batterie hält: Strom kostet ${de[0]}, später ${de[1]}.`,
    en: `Battery holds: energy costs ${en[0]}, ${en[1]} later.`,
  };
}

/** By slot, the dearest grid price that this battery replaces later on; `null` where it gives nothing more. */
function dearestUsesAfter(flows: readonly Flow[], at: number): (number | null)[] {
  let dearest: number | null = null;
  return flows
    .toReversed()
    .map((flow) => {
      const later = dearest;
      if ((flow.batteries[at]?.dischargeKw ?? 0) > NOTABLE_KW)
        dearest = Math.max(dearest ?? flow.importPricePerKwh, flow.importPricePerKwh);
      return later;
    })
    .reverse();
}

function explainMeter(input: PlanInput, flow: Flow): Text {
  const { de, en } = prices(input, [flow.importPricePerKwh, flow.feedInPricePerKwh]);
  if (flow.curtailedKw > NOTABLE_KW) {
    return flow.feedInPricePerKwh < 0
      ? {
          de: `Sonne wird gedrosselt: Einspeisen brächte ${de[1]}.`,
          en: `Sun is curtailed: feeding in earns ${en[1]}.`,
        }
      : {
          de: 'Sonne wird gedrosselt: mehr darf nicht ins Netz.',
          en: 'Sun is curtailed: the export limit is reached.',
        };
  }
  if (flow.exportKw > NOTABLE_KW) {
    return { de: `Überschuss geht ins Netz für ${de[1]}.`, en: `Surplus is fed in for ${en[1]}.` };
  }
  if (flow.importKw > NOTABLE_KW) {
    return {
      de: `Das Haus braucht Strom vom Netz zu ${de[0]}.`,
      en: `The house takes grid energy at ${en[0]}.`,
    };
  }
  return { de: 'Sonne und Haus halten sich die Waage.', en: 'Sun and load are in balance.' };
}

/** Prices per kWh as people say them; with a decimal only where they would look the same without. */
function prices(input: PlanInput, values: number[]): Record<Language, string[]> {
  const inCents = input.currency === 'EUR';
  const shown = values.map((value) => (inCents ? value * 100 : value));
  // Adding 0 turns −0 into 0.
  const rounded = (value: number) => Math.round(value * 10 ** digits) / 10 ** digits + 0;
  const [first = 0, second = first] = shown;
  const look = Math.round(first) === Math.round(second) && Math.abs(first - second) >= 0.05 ? 1 : 0;
  const digits = inCents ? look : 2;
  const unit = inCents ? 'ct' : input.currency;
  const write = (language: Language) =>
    shown.map((value) => `${formatNumber(rounded(value), language, digits)} ${unit}`);
  return { de: write('de'), en: write('en') };
}
