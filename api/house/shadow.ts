import type { Text } from './text.ts';

/** Policies that decide beside the plan in force, on the same inputs, and write nothing. */
export const SHADOW_POLICIES = ['PLAN', 'PLAN_FOR_MEAN', 'EVCC', 'STATIC_LIMITS', 'LEARNED'] as const;
export type ShadowPolicy = (typeof SHADOW_POLICIES)[number];

/** What a policy wants of the battery in the running quarter of an hour. */
export type ShadowAction = 'FOLLOW' | 'HOLD' | 'CHARGE' | 'HOLD_CHARGE';

/** What a policy has cost so far in the plant that was identified from this home. */
export interface ShadowCost {
  policy: ShadowPolicy;
  /** Complete days since all policies run side by side. */
  days: number;
  /** Over these days, currency; cost +, earnings −. */
  cost: number;
  /** Cost of the plan − its own: + where it was cheaper. */
  advantage: number;
  /** What that amounts to. */
  verdict: Text;
}

/** What each policy paid on one complete day, currency. */
export interface ShadowDay {
  /** Local day, `YYYY-MM-DD`. */
  date: string;
  costs: Record<ShadowPolicy, number>;
}

/** What each policy paid on several days, currency. */
export interface ShadowSum {
  days: number;
  costs: Record<ShadowPolicy, number>;
}

/** The policies side by side. */
export interface ShadowView {
  /** What the plan in force wants in its first slot; `null` before the first one. */
  lpAction: ShadowAction | null;
  /** What the learned policy wants from the battery as it is, decided once a quarter of an hour; `null` before that. */
  rlAction: ShadowAction | null;
  /** By how much a day under the learned policy's present settings is expected to be cheaper (+) or dearer (−), currency; `null` = these were never tried on such a day. */
  expectedDifference: number | null;
  /** `ADVISES`: its advantage is proven, so that the page may advise by it. It never writes. */
  state: 'SHADOW' | 'ADVISES';
  /** What it does differently now, in words. */
  trying: Text;
  policies: ShadowCost[];
  /** The last complete days, oldest first, at most 31; what is left in the batteries counts at the day's mean price. */
  lately: ShadowDay[];
  /** What came before them, so that both together are all days that count; `null` where nothing did. */
  earlier: ShadowSum | null;
}
