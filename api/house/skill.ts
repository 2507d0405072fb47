/** Whose forecasts are judged: the household's load, the PV power, and prices before they are published. */
export const FORECAST_SUBJECTS = ['LOAD', 'SOLAR', 'PRICE'] as const;
export type ForecastSubject = (typeof FORECAST_SUBJECTS)[number];

/**
 * How long before a quarter of an hour its forecast was issued: the last one at least 3 hours before it, the last one at
 * least 24 hours before it, or the last one before the price was published.
 */
export const FORECAST_LEADS = ['HOURS', 'DAY', 'UNPUBLISHED'] as const;
export type ForecastLead = (typeof FORECAST_LEADS)[number];

/** How forecasts did over some days. Errors in kW, for prices in currency/kWh; `null` where nothing was compared. */
export interface ForecastScore {
  /** The span in local days, today included. */
  days: number;
  /** Quarters of an hour that were compared; of the sun those in daylight. */
  quarters: number;
  /** Mean of |forecast − measured|, ≥ 0. */
  meanAbsoluteError: number | null;
  /** Root of the mean of (forecast − measured)², ≥ 0. */
  rootMeanSquareError: number | null;
  /** Mean of forecast − measured: + where too much was expected. */
  bias: number | null;
  /** Share [0, 1] of measured values between p10 and p90, which should be 0.8; `null` where there is no band. */
  bandCoverage: number | null;
  /** Root mean square error of the naive forecast on the same quarters. */
  naiveRootMeanSquareError: number | null;
  /** 1 − error / naive error, by the root mean square: + where the forecast was better; at most 1. */
  betterThanNaive: number | null;
  /** 1 − Σ|error of an hour's energy| / energy, within [0, 1]; `null` for prices. */
  skill: number | null;
}

/** What the forecasts of one kind were worth, as they were issued. */
export interface ForecastSkill {
  subject: ForecastSubject;
  lead: ForecastLead;
  week: ForecastScore;
  month: ForecastScore;
  /** What the dynamic buffer goes by, 0..1: measured skill times the share of the next 24 hours that is covered; only of the sun. */
  confidence: number | null;
}
