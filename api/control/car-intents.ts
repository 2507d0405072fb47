import { type Intent, type LoadpointState, MINUTE_MS, type Plan, type Text } from '../house/index.ts';
import type { Change } from './battery-action.ts';
import {
  type CarAction,
  type CarDecision,
  carDecision,
  carReason,
  type DecidedCar,
  nextCarChange,
} from './car-action.ts';
import { goesOnUntil, waitsUntil } from './car-blocks.ts';
import type { IntentInput } from './intents.ts';
import { carTaking } from './learned-cars.ts';
import { pauseOverride, pauseView } from './pause.ts';
import { planFrom } from './plan-ahead.ts';
import { maxChargePowerKw } from './power.ts';
import { type CarIntentBase, carSlotIntent, leftAlone, slotsNow } from './slot-intents.ts';
import type { Boost } from './state.ts';

/** What we want of the car at a loadpoint now, with the reason; `null` where nothing is known to be wanted. */
export function carIntent(input: IntentInput, loadpoint: LoadpointState): Intent | null {
  const { control, live, now } = input;
  const { name } = loadpoint;
  const base: CarIntentBase = { subject: name, capability: 'VEHICLES', since: now };
  const boost = control.boosts[name];
  if (boost) return boostIntent(base, loadpoint, boost);
  const changed = control.overrides[name]?.override ?? null;
  const slots = slotsNow(control, name, now);
  if (slots && !(changed && changed.since >= slots.since))
    return carSlotIntent(base, loadpoint, slots, live.VEHICLES);
  const pause = pauseView(control);
  const override = pause ? pauseOverride(pause) : changed;
  if (override) return leftAlone(base, override);
  return plannedIntent(base, input, loadpoint);
}

/** What the plan wants, in blocks that are long and few. */
function plannedIntent(base: CarIntentBase, input: IntentInput, loadpoint: LoadpointState): Intent | null {
  const { site, plan, goals, control, before, live, now } = input;
  const { name } = loadpoint;
  const goal = goals.get(name);
  const ahead = planFrom(plan, now);
  const slot = ahead?.slots[0];
  if (!goal || !ahead || !slot) return null;
  const givenKw = maxChargePowerKw(loadpoint);
  const { maxPowerKw } = carTaking(control, loadpoint.vehicleName, givenKw, goal.chargePowerKw);
  const car: DecidedCar = { loadpoint: name, maxPowerKw, departure: goal.departure };
  const planned: CarDecision =
    goal.neededKwh > 0.1
      ? carDecision(slot, ahead.slots.slice(1), car)
      : { action: 'CAR_WAIT', powerKw: 0, heldTo: null };
  // What a person asked for says nothing of what comes after it; only the plan tells what is next.
  const runs = before.some(
    ({ subject, action, next }) => subject === name && action === 'CAR_CHARGE' && next !== undefined,
  );
  const decided =
    (goal.neededKwh > 0.1 && inBlocks(planned, ahead, car, runs, input.carMaxPricePerKwh ?? null)) ||
    asPlanned(planned, ahead, car, goal.neededKwh);
  const { action, heldTo, powerKw } = decided.decision;
  // evcc holds to its own circuits and to §14a, and better than a plan can.
  const isOurs = heldTo?.by === 'PEAK' || slot.importLimitKw !== site.importLimitKw;
  return {
    ...base,
    action,
    powerKw: action === 'CAR_CHARGE' ? ((isOurs ? heldTo?.powerKw : null) ?? givenKw) : powerKw,
    socPercent: action === 'CAR_CHARGE' ? goal.targetSocPercent : null,
    until: decided.change?.at ?? null,
    next: decided.change?.action ?? null,
    live: live.VEHICLES,
    reason: decided.reason,
  };
}

/** What a car is told, and when the plan wants something else. */
interface Decided {
  decision: CarDecision;
  change: Change<CarAction> | null;
  reason: Text;
}

function asPlanned(decision: CarDecision, ahead: Plan, car: DecidedCar, neededKwh: number): Decided {
  return {
    decision,
    change: nextCarChange(ahead, car),
    reason: carReason(decision, ahead, car, neededKwh),
  };
}

/** What is done instead of what is planned, so as not to start once more for next to nothing; `null` = as planned. */
function inBlocks(
  { action }: CarDecision,
  ahead: Plan,
  car: DecidedCar,
  runs: boolean,
  maxPricePerKwh: number | null,
): Decided | null {
  const { slots } = ahead;
  if (action === 'CAR_WAIT' && runs) {
    const until = goesOnUntil(slots, car, maxPricePerKwh);
    if (until === null) return null;
    const minutes = Math.round((until - (slots[0]?.start ?? until)) / MINUTE_MS);
    return {
      decision: { action: 'CAR_CHARGE', powerKw: car.maxPowerKw, heldTo: null },
      change: nextCarChange({ ...ahead, slots: slots.filter(({ start }) => start >= until) }, car),
      reason: {
        de: `Das Auto lädt weiter: ${minutes} Minuten Pause sparten fast nichts, und danach lädt es ohnehin.`,
        en: `The car charges on: a pause of ${minutes} minutes would save next to nothing, and it charges afterwards anyway.`,
      },
    };
  }
  const at = action === 'CAR_CHARGE' && !runs ? waitsUntil(slots, car, maxPricePerKwh) : null;
  if (at === null) return null;
  return {
    decision: { action: 'CAR_WAIT', powerKw: 0, heldTo: null },
    change: { at, action: 'CAR_CHARGE' },
    reason: {
      de: 'Das Auto wartet kurz, um dann am Stück zu laden: Sofort zu beginnen sparte fast nichts.',
      en: 'The car waits a little to charge in one go then: to start at once would save next to nothing.',
    },
  };
}

/** A boost is a person's own wish: it is carried out even while cars are only observed. */
function boostIntent(base: CarIntentBase, loadpoint: LoadpointState, boost: Boost): Intent {
  return {
    ...base,
    action: 'CAR_CHARGE',
    powerKw: maxChargePowerKw(loadpoint),
    socPercent: boost.targetSocPercent ?? (loadpoint.vehicleSocPercent === null ? null : 100),
    until: boost.until,
    live: true,
    reason: {
      de: 'Boost: Das Auto lädt sofort mit voller Leistung, weil jemand darum gebeten hat.',
      en: 'Boost: the car charges at full power at once because somebody asked for it.',
    },
  };
}
