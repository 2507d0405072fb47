import type { PlanInput, PowerForecast } from '../../api/house/index.ts';
import { makeScenarios, spreadOf } from '../../api/plan/index.ts';

/** What is expected of a house: a forecast with a spread around the load and PV of its slots. */
export interface HouseForecast {
  load: PowerForecast[];
  pv: PowerForecast[];
}

/** A forecast whose mean the house's slots are; with `spread` 1 about as good as forecasts of a home are. */
export function forecastOf({ slots }: PlanInput, spread = 1): HouseForecast {
  const around = (field: 'loadKw' | 'pvKw', p10: number, p50: number, p90: number) =>
    slots.map((slot): PowerForecast => {
      const meanKw = slot[field];
      const quantile = (share: number) => Math.max(0, meanKw * (1 + spread * (share - 1)));
      const { start, end } = slot;
      return { start, end, meanKw, p10Kw: quantile(p10), p50Kw: quantile(p50), p90Kw: quantile(p90) };
    });
  return { load: around('loadKw', 0.45, 0.9, 1.65), pv: around('pvKw', 0.4, 1, 1.55) };
}

/** The same house with what may come, as a running house is planned. */
export function doubtful(house: PlanInput): PlanInput {
  const { load, pv } = forecastOf(house);
  const scenarios = house.cars.length > 0 ? makeScenarios(load, pv) : [];
  return { ...house, scenarios, spread: spreadOf(load, pv) };
}
