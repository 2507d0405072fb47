import {
  formatNumber,
  type Instant,
  type Plan,
  type PlanBatteryMode,
  type PlanSlot,
  type Text,
} from '../house/index.ts';

export type BatteryAction = 'BATTERY_RELEASE' | 'BATTERY_HOLD' | 'BATTERY_CHARGE' | 'BATTERY_HOLD_CHARGE';

/** What the battery of this house can do, all batteries together. */
export interface BatteryAbility {
  maxChargeKw: number;
  maxDischargeKw: number;
  minSocPercent: number;
  maxSocPercent: number;
  /** Whether it can be told to give but not to take; absent = no. */
  canHoldCharge?: boolean;
}

export interface BatteryDecision {
  action: BatteryAction;
  /** Mean power that the plan wants, + discharge, − charge. */
  powerKw: number;
  /** It has less than its corridor allows. */
  belowMinimum: boolean;
  /** Charging from the grid stops here and becomes a hold; `null` for the other actions. */
  stopSocPercent: number | null;
}

/** Below this power a difference between two modes is noise. */
const NOISE_KW = 0.1;

const ACTIONS: Record<PlanBatteryMode, BatteryAction> = {
  NORMAL: 'BATTERY_RELEASE',
  HOLD: 'BATTERY_HOLD',
  CHARGE: 'BATTERY_CHARGE',
  HOLD_CHARGE: 'BATTERY_HOLD_CHARGE',
};

/**
 * The battery mode that the plan says, or else the one that comes closest to what it wants of a slot. A battery has no power setting
 * in evcc: released it follows the house (discharges into a deficit, stores a surplus), held it only stores
 * a surplus, charging it takes its full rate; where it can be kept from charging, it then leaves a surplus to the grid.
 * While a car charges that is not asked: evcc's own lock counts then. Of equally close ones the least intrusive is taken.
 */
export function batteryDecision(
  slot: PlanSlot,
  ability: BatteryAbility,
  socPercent: number,
): BatteryDecision {
  const plannedKw = sum(slot.batteries, (battery) => battery.dischargeKw - battery.chargeKw);
  const carsKw = sum(slot.cars, (car) => car.chargeKw);
  const surplusKw = slot.pvKw - slot.curtailedKw - slot.loadKw - carsKw;
  const roomKw = socPercent >= ability.maxSocPercent ? 0 : ability.maxChargeKw;
  const storeKw = -Math.min(Math.max(0, surplusKw), roomKw);
  const serveKw = Math.min(Math.max(0, -surplusKw), ability.maxDischargeKw);
  const candidates: { action: BatteryAction; powerKw: number }[] = [
    { action: 'BATTERY_RELEASE', powerKw: surplusKw < 0 ? serveKw : storeKw },
    { action: 'BATTERY_HOLD', powerKw: storeKw },
    { action: 'BATTERY_CHARGE', powerKw: -roomKw },
  ];
  const mayHoldCharge = ability.canHoldCharge === true && carsKw <= NOISE_KW;
  if (mayHoldCharge) candidates.push({ action: 'BATTERY_HOLD_CHARGE', powerKw: surplusKw < 0 ? serveKw : 0 });
  const told = slot.batteries.find((battery) => battery.mode !== undefined)?.mode;
  const closest = candidates.reduce((found, candidate) =>
    Math.abs(candidate.powerKw - plannedKw) < Math.abs(found.powerKw - plannedKw) - NOISE_KW
      ? candidate
      : found,
  );
  const wanted = told ? ACTIONS[told] : closest.action;
  const action = wanted === 'BATTERY_HOLD_CHARGE' && !mayHoldCharge ? 'BATTERY_RELEASE' : wanted;
  const stop = Math.max(0, ...slot.batteries.map((battery) => battery.socPercent));
  return {
    action,
    powerKw: plannedKw,
    belowMinimum: socPercent < ability.minSocPercent,
    stopSocPercent: action === 'BATTERY_CHARGE' ? Math.min(stop, ability.maxSocPercent) : null,
  };
}

/** When the plan wants something else, and what. */
export interface Change<Action> {
  at: Instant;
  action: Action;
}

/** When the plan first wants another battery mode than in its first slot; `null` = not within the horizon. */
export function nextBatteryChange(
  plan: Plan,
  ability: BatteryAbility,
  socPercent: number,
): Change<BatteryAction> | null {
  let soc = socPercent;
  let first: BatteryAction | null = null;
  for (const slot of plan.slots) {
    const { action } = batteryDecision(slot, ability, soc);
    first ??= action;
    if (action !== first) return { at: slot.start, action };
    soc = Math.max(...slot.batteries.map((battery) => battery.socPercent), 0);
  }
  return null;
}

/** Why the battery does what it does, in money. */
export function batteryReason(decision: BatteryDecision, slot: PlanSlot, plan: Plan): Text {
  const now = slot.importPricePerKwh;
  const ahead = plan.slots.filter(
    (other) => other.start > slot.start && other.start < slot.start + 86_400_000,
  );
  const highest = Math.max(now, ...ahead.map((other) => other.importPricePerKwh));
  const stored =
    slot.batteries.find((battery) => battery.storedValuePerKwh !== null)?.storedValuePerKwh ?? null;
  const worth = {
    de: stored === null ? '' : ` Eine gespeicherte kWh ist ${ct(stored, 'de')} wert.`,
    en: stored === null ? '' : ` A stored kWh is worth ${ct(stored, 'en')}.`,
  };
  const carsKw = sum(slot.cars, (car) => car.chargeKw);
  if (decision.action === 'BATTERY_CHARGE' && decision.belowMinimum)
    return {
      de: 'Die Batterie lädt aus dem Netz, weil sie unter ihrem kleinsten Ladestand liegt.',
      en: 'The battery charges from the grid because it is below its lowest state of charge.',
    };
  const buysForCars = carsKw > Math.max(0, slot.pvKw - slot.curtailedKw - slot.loadKw) + NOISE_KW;
  if (decision.action === 'BATTERY_HOLD' && buysForCars)
    return {
      de: `Die Batterie bleibt gesperrt, solange ein Auto laden soll: Sonst flösse ihre Energie mit Verlust ins Auto, das Strom jetzt für ${ct(now, 'de')} bekommt.${worth.de}`,
      en: `The battery stays locked while a car is to charge: its energy would flow into the car with losses, which gets power for ${ct(now, 'en')} now.${worth.en}`,
    };
  if (decision.action === 'BATTERY_CHARGE')
    return {
      de: `Die Batterie lädt aus dem Netz: Strom kostet jetzt ${ct(now, 'de')}, später bis ${ct(highest, 'de')}.${worth.de}`,
      en: `The battery charges from the grid: power costs ${ct(now, 'en')} now, later up to ${ct(highest, 'en')}.${worth.en}`,
    };
  if (decision.action === 'BATTERY_HOLD_CHARGE') return holdChargeReason(slot, ahead, worth);
  if (decision.action === 'BATTERY_HOLD' && slot.pvKw - slot.loadKw > NOISE_KW)
    return {
      de: `Die Batterie speichert den Überschuss der Sonne und gibt nichts ab: Strom kostet jetzt ${ct(now, 'de')}, später bis ${ct(highest, 'de')}.${worth.de}`,
      en: `The battery stores the surplus of the sun and gives nothing: power costs ${ct(now, 'en')} now, later up to ${ct(highest, 'en')}.${worth.en}`,
    };
  if (decision.action === 'BATTERY_HOLD')
    return {
      de: `Die Batterie hält ihre Energie: Strom kostet jetzt ${ct(now, 'de')}, später bis ${ct(highest, 'de')}.${worth.de}`,
      en: `The battery keeps its energy: power costs ${ct(now, 'en')} now, later up to ${ct(highest, 'en')}.${worth.en}`,
    };
  return slot.pvKw - slot.loadKw > NOISE_KW
    ? {
        de: `Die Batterie speichert den Überschuss der Sonne und versorgt danach das Haus.${worth.de}`,
        en: `The battery stores the surplus of the sun and serves the house afterwards.${worth.en}`,
      }
    : {
        de: `Die Batterie versorgt das Haus: Netzstrom kostet ${ct(now, 'de')}.${worth.de}`,
        en: `The battery serves the house: grid power costs ${ct(now, 'en')}.${worth.en}`,
      };
}

/** Why a surplus is left to the grid: it is sold for more than it is worth in store, or later sun would be lost. */
function holdChargeReason(slot: PlanSlot, ahead: readonly PlanSlot[], worth: Text): Text {
  const sold = slot.feedInPricePerKwh;
  if (ahead.some((other) => other.exportLimitKw !== null || other.feedInPricePerKwh < sold))
    return {
      de: `Die Batterie lässt Platz für spätere Sonne, die weniger einbringt oder nicht ganz ins Netz darf: Jetzt bringt der Überschuss ${ct(sold, 'de')}.${worth.de}`,
      en: `The battery leaves room for later sun that earns less or may not all be fed in: the surplus earns ${ct(sold, 'en')} now.${worth.en}`,
    };
  return {
    de: `Die Batterie lässt den Überschuss ins Netz: Er bringt jetzt ${ct(sold, 'de')}.${worth.de}`,
    en: `The battery leaves the surplus to the grid: it earns ${ct(sold, 'en')} now.${worth.en}`,
  };
}

/** A price as people say it: `27,4 ct`. */
export function ct(pricePerKwh: number, language: 'de' | 'en'): string {
  return `${formatNumber(pricePerKwh * 100, language, 1)} ct`;
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
