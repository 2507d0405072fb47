import type { Instant, Intent, LoadpointState, PlanSlot, Settings, SiteState, Text } from '../house/index.ts';
import { type BatteryAbility, ct } from './battery-action.ts';

/** When energy of the home battery may go into a car. */
export type ToCarTerms = Pick<
  Settings,
  'batteryToCar' | 'batteryDischargeEfficiency' | 'batteryWearCostPerKwh'
>;

/** To begin, it must have this much more than the floor: not to end again at once. */
const BEGIN_ABOVE_PERCENT = 2;

/** At full power, whatever the sun gives: evcc locks the battery meanwhile, unless its people switched that off. */
export function chargesFast({
  charging,
  mode,
  planActive,
  minSocNotReached,
  smartCostActive,
}: LoadpointState): boolean {
  return charging && (mode === 'now' || planActive || minSocNotReached || smartCostActive);
}

/**
 * Lets the battery help while a car charges by our plan, where it would be locked: if the kWh that the car would buy
 * now costs more than the stored one is worth later, with its losses, its wear and the profit that is asked for. Not
 * while anything else charges fast: the lock is one for all of them.
 * Told to evcc as the external mode `normal`, which overrules the lock and ends by itself within a minute if we die;
 * so none of evcc's lasting settings has to be changed and taken back for it.
 */
export function batteryToCarIntent(
  input: {
    site: SiteState;
    slot: PlanSlot;
    cars: readonly Intent[];
    before: readonly Intent[];
    ability: BatteryAbility;
    terms: ToCarTerms;
    live: boolean;
  },
  now: Instant,
): Intent | null {
  const { site, slot, cars, before, ability, terms, live } = input;
  const { battery } = site;
  const { floorSocPercent, minProfitPerKwh } = terms.batteryToCar;
  if (!battery?.controllable || battery.socPercent === null) return null;
  const runs = before.some(({ action }) => action === 'BATTERY_TO_CAR');
  if (battery.socPercent <= floorSocPercent + (runs ? 0 : BEGIN_ABOVE_PERCENT)) return null;
  const ours = chargingByPlan(site, cars);
  const takesKw = ours.reduce((sum, { chargePowerKw }) => sum + (chargePowerKw ?? 0), 0);
  if (takesKw <= 0 || site.loadpoints.some((other) => chargesFast(other) && !ours.includes(other)))
    return null;
  const profit = profitPerKwh(slot, terms);
  if (profit === null || profit < minProfitPerKwh) return null;
  const lackKw = Math.max(0, slot.loadKw + takesKw - slot.pvKw);
  return {
    subject: 'battery',
    capability: 'BATTERY',
    action: 'BATTERY_TO_CAR',
    powerKw: Math.min(lackKw, ability.maxDischargeKw),
    socPercent: floorSocPercent,
    since: now,
    until: slot.end,
    live,
    reason: reason(slot.importPricePerKwh, profit, floorSocPercent),
  };
}

/** What a kWh out of the battery saves against buying it now; `null` where its worth later is not known. */
export function profitPerKwh(
  { batteries, importPricePerKwh, priceSource }: PlanSlot,
  { batteryDischargeEfficiency, batteryWearCostPerKwh }: ToCarTerms,
): number | null {
  const stored = batteries.find(({ storedValuePerKwh }) => storedValuePerKwh !== null)?.storedValuePerKwh;
  if (stored === null || stored === undefined || priceSource !== 'PUBLISHED') return null;
  return importPricePerKwh - stored / batteryDischargeEfficiency - batteryWearCostPerKwh;
}

/** Where cars charge that we let charge, not those that a person or evcc charges. */
export function chargingByPlan({ loadpoints }: SiteState, cars: readonly Intent[]): LoadpointState[] {
  return loadpoints.filter(
    ({ name, charging }) =>
      charging &&
      cars.some(({ subject, action, live }) => subject === name && action === 'CAR_CHARGE' && live),
  );
}

function reason(price: number, profit: number, floorSocPercent: number): Text {
  return {
    de: `Die Batterie hilft dem Auto: Netzstrom kostet jetzt ${ct(price, 'de')}, aus der Batterie ist die kWh nach Verlusten und Verschleiß ${ct(profit, 'de')} billiger. Bei ${floorSocPercent} % endet das.`,
    en: `The battery helps the car: grid power costs ${ct(price, 'en')} now, a kWh out of the battery is ${ct(profit, 'en')} cheaper after losses and wear. At ${floorSocPercent}% that ends.`,
  };
}
