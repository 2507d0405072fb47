import { z } from 'zod';
import { CHARGING_STRATEGIES, type ChargeTask, DISCHARGING_STRATEGIES, type Store } from './task.ts';

/** More than a month of quarters of an hour, and more batteries than a house has, are taken for a mistake. */
const MAX_STEPS = 3000;
const MAX_BATTERIES = 32;
const MAX_LOADS = 32;
const MAX_CIRCUITS = 32;
const WH_PER_KWH = 1000;
const SECONDS_PER_HOUR = 3600;

/** Far more than any house has, W and Wh; what is above it is another unit or a mistake. */
const LARGEST = 1e9;
/** For a Wh or a W: far more than either costs in any currency. */
const LARGEST_PRICE = 1000;
/** No house takes or makes more in an hour, or in a step that is shorter, Wh. */
const LARGEST_ENERGY_WH = 1e6;
/** Below zero by less is rounding, Wh. */
const ROUNDING_WH = 1e-3;
/** What evcc works out of a SoC that its device gives a little too high is taken as it is. */
const MOST_ABOVE_CAPACITY = 1.2;

const quantity = z.number().nonnegative().max(LARGEST);
const price = z.number().min(-LARGEST_PRICE).max(LARGEST_PRICE);
const prices = z.array(price).min(1).max(MAX_STEPS);
const energies = z.array(z.number().min(-ROUNDING_WH, 'must not be negative')).min(1).max(MAX_STEPS);
/** Several loads, each as a series of its own. */
const loads = z.array(energies).max(MAX_LOADS);
/** Absent and `null` are the same. */
const optionalSeries = z.array(z.number().min(-LARGEST).max(LARGEST)).nullish();
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);
const efficiency = z.number().positive().max(1).nullish();
const DEFAULT_EFFICIENCY = 0.95;

const battery = z
  .object({
    s_capacity: quantity.nullish(),
    s_min: quantity,
    s_max: quantity,
    s_initial: quantity,
    c_min: quantity,
    c_max: quantity,
    d_max: quantity,
    p_a: price,
    charge_from_grid: flag,
    discharge_to_grid: flag,
    p_demand: optionalSeries,
    s_goal: optionalSeries,
    c_priority: z.number().min(0).max(2).nullish(),
    eta_c: efficiency,
    eta_d: efficiency,
  })
  .refine(({ s_min, s_max }) => s_min <= s_max, { path: ['s_min'], message: 'must not be above s_max' })
  // Without a capacity nothing is said by the limits: who lowers that of a car that is fuller has one far below its SoC.
  .refine(
    ({ s_capacity, s_max, s_initial }) =>
      !s_capacity || s_initial <= Math.max(s_capacity, s_max) * MOST_ABOVE_CAPACITY,
    { path: ['s_initial'], message: 'must not be above s_capacity' },
  );

const circuit = z.object({
  p_max: quantity.positive(),
  batteries: z.array(z.number().int().nonnegative()).min(1).max(MAX_BATTERIES),
});

/** What evcc sends. Prices of any sign are allowed, and so are fields that we do not know. */
const request = z
  .object({
    strategy: z
      .object({
        charging_strategy: z.enum(CHARGING_STRATEGIES).nullish(),
        discharging_strategy: z.enum(DISCHARGING_STRATEGIES).nullish(),
      })
      .nullish(),
    grid: z
      .object({
        p_max_imp: quantity.nullish(),
        p_max_exp: quantity.nullish(),
        prc_p_exc_imp: price.nonnegative().nullish(),
      })
      .nullish(),
    batteries: z.array(battery).min(1).max(MAX_BATTERIES),
    time_series: z.preprocess(
      withOneLoad,
      z.object({
        dt: z.array(quantity).min(1).max(MAX_STEPS),
        gt: energies,
        gt_add: loads.nullish(),
        ft: energies,
        p_N: prices,
        p_E: prices,
      }),
    ),
    circuits: z.array(circuit).max(MAX_CIRCUITS).nullish(),
    eta_c: efficiency,
    eta_d: efficiency,
  })
  .superRefine(({ batteries, circuits, time_series }, context) => {
    const { length } = time_series.dt;
    const check = (values: readonly number[] | null | undefined, path: (string | number)[]) => {
      if (values && values.length !== length)
        context.addIssue({
          code: 'custom',
          path,
          message: `has ${values.length} values, dt has ${length}: all time series must have the same length`,
        });
    };
    for (const name of ['ft', 'p_N', 'p_E'] as const) check(time_series[name], ['time_series', name]);
    const loads = loadsOf(time_series);
    for (const { values, path } of loads) check(values, path);
    for (const { values, path: series } of [
      ...loads,
      { values: time_series.ft, path: ['time_series', 'ft'] },
    ])
      for (const [step, wh] of values.entries()) {
        const most = LARGEST_ENERGY_WH * Math.max(1, (time_series.dt[step] ?? 0) / SECONDS_PER_HOUR);
        const path = [...series, step];
        if (wh > most)
          context.addIssue({ code: 'custom', path, message: `is ${wh} Wh, ${most} Wh are allowed` });
      }
    for (const [index, item] of (circuits ?? []).entries())
      for (const [at, battery] of item.batteries.entries()) {
        const path = ['circuits', index, 'batteries', at];
        if (battery >= batteries.length)
          context.addIssue({ code: 'custom', path, message: `there is no battery ${battery}` });
        if (item.batteries.indexOf(battery) < at)
          context.addIssue({ code: 'custom', path, message: `names battery ${battery} again` });
      }
    batteries.forEach(({ p_demand, s_goal }, index) => {
      check(p_demand, ['batteries', index, 'p_demand']);
      check(s_goal, ['batteries', index, 's_goal']);
    });
  });

type WireRequest = z.infer<typeof request>;

/** All loads of the house with where they stand in the request. */
function loadsOf({ gt, gt_add }: { gt: number[]; gt_add?: number[][] | null | undefined }) {
  const added = (gt_add ?? []).map((values, index) => ({
    values,
    path: ['time_series', 'gt_add', index] as (string | number)[],
  }));
  return [{ values: gt, path: ['time_series', 'gt'] as (string | number)[] }, ...added];
}

/** Where `gt` is several loads, all but the first become additional ones. */
function withOneLoad(series: unknown): unknown {
  if (typeof series !== 'object' || series === null || !('gt' in series)) return series;
  const { gt } = series;
  if (!Array.isArray(gt) || !Array.isArray(gt[0])) return series;
  const added = 'gt_add' in series && Array.isArray(series.gt_add) ? series.gt_add : [];
  return { ...series, gt: gt[0], gt_add: [...gt.slice(1), ...added] };
}

/** What is wrong with a request, as evcc's own optimizer answers it. */
export interface RequestError {
  message: string;
  /** By path of the field, such as `batteries.0.s_max` or `time_series.p_N.7`. */
  details: Record<string, string>;
}

/** Either the task that was sent, or what is wrong with it. */
export type Decoded = { ok: true; task: ChargeTask } | { ok: false; error: RequestError };

/** Reads the body of `POST /optimize/charge-schedule`, after JSON was parsed. */
export function decodeRequest(body: unknown): Decoded {
  const parsed = request.safeParse(body);
  if (parsed.success) return { ok: true, task: toTask(parsed.data) };
  const details: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) details[path.join('.') || 'body'] ??= message;
  const [first = ['body', 'not readable']] = Object.entries(details);
  return {
    ok: false,
    error: { message: `Input payload validation failed: ${first[0]}: ${first[1]}`, details },
  };
}

function toTask({ strategy, grid, batteries, circuits, time_series, eta_c, eta_d }: WireRequest): ChargeTask {
  const { dt, ft, p_N, p_E } = time_series;
  const loads = loadsOf(time_series);
  const hours = dt.map((seconds) => seconds / SECONDS_PER_HOUR);
  const importLimitW = grid?.p_max_imp ?? null;
  const exportLimitW = grid?.p_max_exp ?? null;
  const ratePerW = importLimitW === null ? null : (grid?.prc_p_exc_imp ?? null);
  return {
    steps: hours.map((length, t) => ({
      hours: length,
      loadKwh: loads.reduce((sum, { values }) => sum + (values[t] ?? 0), 0) / WH_PER_KWH,
      pvKwh: (ft[t] ?? 0) / WH_PER_KWH,
      importPricePerKwh: (p_N[t] ?? 0) * WH_PER_KWH,
      exportPricePerKwh: (p_E[t] ?? 0) * WH_PER_KWH,
    })),
    stores: batteries.map((item) =>
      toStore(item, hours, {
        chargeEfficiency: item.eta_c ?? eta_c ?? DEFAULT_EFFICIENCY,
        dischargeEfficiency: item.eta_d ?? eta_d ?? DEFAULT_EFFICIENCY,
      }),
    ),
    circuits: (circuits ?? []).map((item) => ({
      stores: item.batteries,
      maxChargeKw: item.p_max / WH_PER_KWH,
    })),
    importLimitKw: importLimitW === null ? null : importLimitW / WH_PER_KWH,
    exportLimitKw: exportLimitW === null ? null : exportLimitW / WH_PER_KWH,
    demandRatePerKw: ratePerW === null ? null : ratePerW * WH_PER_KWH,
    chargingStrategy: strategy?.charging_strategy ?? 'none',
    dischargingStrategy: strategy?.discharging_strategy ?? 'none',
  };
}

function toStore(
  item: WireRequest['batteries'][number],
  hours: readonly number[],
  efficiencies: Pick<Store, 'chargeEfficiency' | 'dischargeEfficiency'>,
): Store {
  const maxKwh = item.s_max / WH_PER_KWH;
  const initialKwh = item.s_initial / WH_PER_KWH;
  const maxChargeKw = item.c_max / WH_PER_KWH;
  return {
    capacityKwh: Math.max((item.s_capacity ?? 0) / WH_PER_KWH, maxKwh, initialKwh),
    minKwh: item.s_min / WH_PER_KWH,
    maxKwh,
    initialKwh,
    minChargeKw: item.c_min / WH_PER_KWH,
    maxChargeKw,
    maxDischargeKw: item.d_max / WH_PER_KWH,
    ...efficiencies,
    endValuePerKwh: item.p_a * WH_PER_KWH,
    fromGrid: item.charge_from_grid,
    toGrid: item.discharge_to_grid,
    // As much as the charger can give is asked for, not more.
    demandKwh: hours.map((length, t) =>
      Math.min(Math.max(0, (item.p_demand?.[t] ?? 0) / WH_PER_KWH), maxChargeKw * length),
    ),
    goalKwh: hours.map((_, t) => Math.max(0, (item.s_goal?.[t] ?? 0) / WH_PER_KWH)),
    priority: item.c_priority ?? 0,
  };
}
