import type { PlanSlotInput, PowerForecast, SlotBand } from '../house/index.ts';
import type { Expectation } from './forecasts.ts';

/** Within which PV and load of a slot lie in four of five cases, to the watt; nothing where that is unknown. */
export function bandsOf(
  { pv, load }: Pick<Expectation, 'pv' | 'load'>,
  index: number,
): Pick<PlanSlotInput, 'pvBand' | 'loadBand'> {
  const [ofPv, ofLoad] = [pv[index], load[index]];
  return { ...(ofPv && { pvBand: bandOf(ofPv) }), ...(ofLoad && { loadBand: bandOf(ofLoad) }) };
}

function bandOf({ p10Kw, p90Kw }: PowerForecast): SlotBand {
  return { p10Kw: toTheWatt(p10Kw), p90Kw: toTheWatt(p90Kw) };
}

function toTheWatt(powerKw: number): number {
  return Math.round(powerKw * 1000) / 1000;
}
