import type { PlanBattery, PlanBatteryMode, PlanInput } from '../../house/index.ts';
import { fixedMode } from '../fixed.ts';
import { slotHours, storedKwh } from '../physics.ts';
import { floorPercent, type Stage, stageResult, stagesOf } from './mode-stages.ts';
import { REGIME_SHARES, REGIMES, transitions, USUAL_REGIME } from './regimes.ts';

/** In doubt the earlier one: who does nothing needs no reason. */
const MODES: readonly PlanBatteryMode[] = ['NORMAL', 'HOLD', 'CHARGE'];
const MODES_WITH_HOLD_CHARGE: readonly PlanBatteryMode[] = [...MODES, 'HOLD_CHARGE'];
/** So many states of charge within the corridor are looked at; between them it is interpolated. */
const LEVELS = 41;
/**
 * What it counts to leave `NORMAL`, or to go from one of the others to another, currency: writes, and an inverter that
 * has to follow. Prices that go up and down from quarter to quarter would otherwise have the mode follow them for less.
 */
const CHANGE_COST = 0.0004;
/** Published prices that differ by no more than this are one price, currency/kWh; of fewer hours nothing is concluded. */
const ONE_PRICE = 0.005;
const ONE_PRICE_HOURS = 6;
/** Less than this is rounding, currency. */
const NEGLIGIBLE = 1e-9;

/** The mode for one slot, and what is expected of each if the best is done afterwards. */
export interface ModeChoice {
  mode: PlanBatteryMode;
  /** Import less feed-in, and wear, less the worth of what is left in the battery and in the mode; currency; ∞ = it cannot. */
  costs: Record<PlanBatteryMode, number>;
}

/** Worth of what is stored after a stage in a regime, for who is in a mode then, currency. */
type Worth = (leftKwh: number, regime: number, mode: PlanBatteryMode) => number;

const changeCost = (from: PlanBatteryMode, to: PlanBatteryMode) =>
  to === from || to === 'NORMAL' ? 0 : CHANGE_COST;

/**
 * The best battery mode for each of the first slots where load and PV are uncertain, by stochastic dynamic programming
 * over what is stored and the regime of the errors (Bellman's equation, backward from the end of the horizon): a mode
 * is judged by what it costs on average if later modes are chosen once more is known. A released battery takes errors
 * up by itself, so it wins where nothing is certain. A change that gains next to nothing is left undone.
 *
 * @param carKw what all cars together take in each slot, as planned
 * @param count for so many slots a mode is wanted; what is stored is followed as if all came as expected
 * @returns `null` where there is not exactly one battery, no spread, or less stored than the corridor allows
 */
export function bestModes(input: PlanInput, carKw: readonly number[], count: number): ModeChoice[] | null {
  const [battery, ...others] = input.batteries;
  const { spread = [] } = input;
  if (!battery || others.length > 0 || spread.length === 0) return null;
  if (battery.socPercent < floorPercent(battery)) return null;
  const stages = stagesOf(input, spread, carKw);
  const worths = worthsAfter(stages, battery, count);
  let storedNowKwh = storedKwh(battery, battery.socPercent);
  const modes = modesOf(battery);
  let before = battery.mode ?? 'NORMAL';
  const isOnePrice = hasOnePrice(input.slots);
  return stages.slice(0, count).map((stage, index): ModeChoice => {
    const worth = worths[index] ?? (() => 0);
    const shares = index === 0 ? REGIME_SHARES : usualShares(stage.hours);
    const expectedCost = (mode: PlanBatteryMode) =>
      stage.outcomes.reduce((sum, outcome, regime) => {
        const { cost, leftKwh } = stageResult(battery, stage, outcome, mode, storedNowKwh);
        return sum + (shares[regime] ?? 0) * (cost - worth(leftKwh, regime, mode));
      }, 0);
    const costs = {
      NORMAL: expectedCost('NORMAL'),
      HOLD: expectedCost('HOLD'),
      CHARGE: expectedCost('CHARGE'),
      HOLD_CHARGE: battery.canHoldCharge ? expectedCost('HOLD_CHARGE') : Number.POSITIVE_INFINITY,
    };
    const counted = (mode: PlanBatteryMode) => costs[mode] + changeCost(before, mode);
    const best = modes
      .filter((mode) => !isOnePrice || mode === 'NORMAL' || mode === 'HOLD_CHARGE')
      .reduce((found, other) => (counted(other) < counted(found) - NEGLIGIBLE ? other : found));
    const mode = fixedMode(input, battery.id, stage.slot) ?? best;
    before = mode;
    storedNowKwh = stageResult(battery, stage, stage.slot, mode, storedNowKwh).leftKwh;
    return { mode, costs };
  });
}

/**
 * All that is published is one price: then only a guess of what comes after it could speak for buying or keeping energy,
 * and nothing is lost by waiting for what really comes.
 */
function hasOnePrice(slots: PlanInput['slots']): boolean {
  const published = slots.filter(({ priceSource }) => priceSource === 'PUBLISHED');
  const prices = published.map(({ importPricePerKwh }) => importPricePerKwh);
  const hours = published.reduce((sum, slot) => sum + slotHours(slot), 0);
  const [least, most] = [Math.min(...prices), Math.max(...prices)];
  return hours >= ONE_PRICE_HOURS && least >= 0 && most - least <= ONE_PRICE;
}

/** How likely each regime is a slot after everything was as expected. */
function usualShares(hours: number): ArrayLike<number> {
  return transitions(hours).subarray(USUAL_REGIME * REGIMES, (USUAL_REGIME + 1) * REGIMES);
}

/** What this battery can be told. */
function modesOf({ canHoldCharge }: PlanBattery): readonly PlanBatteryMode[] {
  return canHoldCharge ? MODES_WITH_HOLD_CHARGE : MODES;
}

/** Goes back from the end of the horizon; gives what is stored its worth after each of the first `count` stages. */
function worthsAfter(stages: readonly Stage[], battery: PlanBattery, count: number): Worth[] {
  const floorKwh = storedKwh(battery, floorPercent(battery));
  const rangeKwh = Math.max(1e-6, storedKwh(battery, battery.maxSocPercent) - floorKwh);
  const modes = modesOf(battery);
  const levels = Array.from({ length: LEVELS }, (_, level) => floorKwh + (rangeKwh * level) / (LEVELS - 1));
  const worthBy = (values: Float64Array): Worth => {
    return (leftKwh, regime, mode) => {
      const place = Math.min(1, Math.max(0, (leftKwh - floorKwh) / rangeKwh)) * (LEVELS - 1);
      const low = Math.min(LEVELS - 2, Math.floor(place));
      const from = valueAt(modes.indexOf(mode), regime, low);
      return (values[from] ?? 0) * (1 - place + low) + (values[from + 1] ?? 0) * (place - low);
    };
  };

  let values: Float64Array = new Float64Array(modes.length * REGIMES * LEVELS).map(
    (_, index) => (levels[index % LEVELS] ?? 0) * battery.endValuePerKwh,
  );
  const worths: Worth[] = [];
  for (let index = stages.length - 1; index >= 0; index -= 1) {
    const stage = stages[index];
    if (!stage) break;
    const worth = worthBy(values);
    if (index < count) worths[index] = worth;
    if (index > 0) values = worthBefore(stage, battery, levels, worth);
  }
  return worths;
}

/** Where the worth of a level is kept, by the position of the mode, and the regime. */
function valueAt(mode: number, regime: number, level: number): number {
  return (mode * REGIMES + regime) * LEVELS + level;
}

/** Worth of each level before a stage, by the mode and the regime before it. */
function worthBefore(
  stage: Stage,
  battery: PlanBattery,
  levels: readonly number[],
  worth: Worth,
): Float64Array {
  const chances = transitions(stage.hours);
  const modes = modesOf(battery);
  const before = new Float64Array(modes.length * REGIMES * LEVELS).fill(Number.NEGATIVE_INFINITY);
  const gains = new Float64Array(REGIMES);
  for (const [level, storedNowKwh] of levels.entries()) {
    for (const mode of modes) {
      for (const [regime, outcome] of stage.outcomes.entries()) {
        const { cost, leftKwh } = stageResult(battery, stage, outcome, mode, storedNowKwh);
        gains[regime] = worth(leftKwh, regime, mode) - cost;
      }
      for (let from = 0; from < REGIMES; from += 1) {
        let gain = 0;
        for (let to = 0; to < REGIMES; to += 1)
          gain += (chances[from * REGIMES + to] ?? 0) * (gains[to] ?? 0);
        for (const [position, modeBefore] of modes.entries()) {
          const place = valueAt(position, from, level);
          before[place] = Math.max(before[place] ?? 0, gain - changeCost(modeBefore, mode));
        }
      }
    }
  }
  return before;
}
