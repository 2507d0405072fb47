import { randomNumbers } from './random-house.ts';

/** Kinds of price curve in requests of evcc. */
export const REQUEST_PRICES = ['spot', 'flat', 'negative', 'zones'] as const;

/** A battery as evcc sends it. */
export interface WireBattery {
  s_capacity?: number;
  s_min: number;
  s_max: number;
  s_initial: number;
  c_min: number;
  c_max: number;
  d_max: number;
  p_a: number;
  charge_from_grid?: boolean;
  discharge_to_grid?: boolean;
  p_demand?: number[];
  s_goal?: number[];
  c_priority?: number;
}

/** A request as evcc sends it. */
export interface WireRequest {
  strategy?: { charging_strategy?: string; discharging_strategy?: string };
  grid?: { p_max_imp?: number; p_max_exp?: number; prc_p_exc_imp?: number };
  batteries: WireBattery[];
  time_series: { dt: number[]; gt: number[]; ft: number[]; p_N: number[]; p_E: number[] };
  eta_c?: number;
  eta_d?: number;
}

/** A request such as evcc makes it, with everything that may be in one, the same for the same seed. */
export function randomChargeRequest(seed: number, steps?: number): WireRequest {
  const random = randomNumbers(seed * 6007 + 5);
  const between = (low: number, high: number) => low + (high - low) * random();
  const pick = <T>(first: T, ...others: T[]): T =>
    [first, ...others][Math.floor(random() * (others.length + 1))] ?? first;
  const stepSeconds = pick(900, 3600);
  const count = steps ?? Math.round(stepSeconds === 900 ? between(40, 192) : between(20, 60));
  const dt = Array.from({ length: count }, (_, t) =>
    t === 0 ? Math.ceil(between(1, stepSeconds)) : stepSeconds,
  );
  const hours = dt.map((seconds) => seconds / 3600);
  const startHour = between(0, 24);
  const dayHour = hours.map((_, t) => (startHour + (t * stepSeconds) / 3600) % 24);
  const kind = pick(...REQUEST_PRICES);
  const p_N = dayHour.map((hour) => importPrice(kind, hour, random));
  const fixedFeedIn = between(0.00006, 0.00013);
  const followsSpot = kind !== 'flat' && random() < 0.3;
  const p_E = p_N.map((price) => (followsSpot ? price * 0.8 - 0.00001 : fixedFeedIn));
  const peakW = between(0, 12_000);
  const ft = dayHour.map(
    (hour, t) =>
      peakW * Math.max(0, Math.sin(((hour - 6) / 12) * Math.PI)) ** 1.3 * between(0.6, 1) * (hours[t] ?? 0),
  );
  const gt = dayHour.map(
    (hour, t) =>
      (250 + 400 * Math.max(0, Math.cos(((hour - 19) / 12) * Math.PI)) + between(0, 300)) * (hours[t] ?? 0),
  );
  const p_a = Math.min(...p_N) * 0.9 * 0.99;
  const batteries = [homeBattery(), ...Array.from({ length: pick(0, 1, 1, 2) }, () => car())];
  if (random() < 0.15) batteries.push(homeBattery());
  return {
    strategy: {
      charging_strategy: pick(
        'none',
        'charge_before_export',
        'charge_before_export',
        'attenuate_grid_peaks',
        'attenuate_feedin_peaks',
      ),
      discharging_strategy: pick('none', 'discharge_before_import'),
    },
    grid: {
      ...(random() < 0.25 ? { p_max_imp: between(2000, 15_000) } : {}),
      ...(random() < 0.25 ? { p_max_exp: between(0, 6000) } : {}),
      ...(random() < 0.08 ? { p_max_imp: between(500, 4000), prc_p_exc_imp: between(0.001, 0.01) } : {}),
    },
    batteries,
    time_series: { dt, gt, ft, p_N, p_E },
    eta_c: pick(0.9, 0.95),
    eta_d: 0.9,
  };

  function homeBattery(): WireBattery {
    const s_capacity = between(3000, 20_000);
    const s_min = s_capacity * between(0, 0.15);
    const s_max = s_capacity * between(0.85, 1);
    return {
      ...(random() < 0.5 ? { s_capacity } : {}),
      s_min,
      s_max,
      // Sometimes outside its corridor.
      s_initial: random() < 0.1 ? pick(s_min * between(0, 1), s_max) : between(s_min, s_max),
      c_min: 0,
      c_max: between(1200, 6000),
      d_max: between(800, 6000),
      p_a,
      charge_from_grid: random() < 0.5,
      discharge_to_grid: random() < 0.15,
    };
  }

  function car(): WireBattery {
    const s_capacity = between(15_000, 80_000);
    const s_initial = s_capacity * between(0.05, 0.9);
    const s_max = s_capacity * pick(0.8, 1);
    const c_min = pick(1380, 4140);
    const plain = {
      s_capacity,
      s_min: 0,
      s_max,
      s_initial,
      c_min,
      c_max: c_min === 1380 ? pick(3680, 11_040) : 11_040,
      d_max: 0,
      p_a: random() < 0.2 ? 0 : p_a,
      charge_from_grid: true,
      c_priority: pick(0, 0, 1, 2),
    };
    const use = random();
    if (use < 0.3) {
      const by = Math.floor(between(1, count));
      return { ...plain, s_goal: dt.map((_, t) => (t === by ? s_max * between(0.5, 1.05) : 0)) };
    }
    if (use < 0.5) {
      const from = Math.floor(between(0, count));
      const until = from + Math.floor(between(1, count / 2));
      const demandW = pick(1380, plain.c_max);
      return {
        ...plain,
        p_demand: hours.map((length, t) => (t >= from && t < until ? demandW * length : 0)),
      };
    }
    return plain;
  }
}

function importPrice(kind: (typeof REQUEST_PRICES)[number], hour: number, random: () => number): number {
  const wave = Math.cos(((hour - 19) / 12) * Math.PI) + 0.6 * Math.cos(((hour - 8) / 6) * Math.PI);
  switch (kind) {
    case 'flat':
      return 0.0003251;
    case 'zones':
      return hour < 6 ? 0.00022 : hour >= 17 && hour < 21 ? 0.00041 : 0.00031;
    case 'spot':
      return 0.00027 + 0.00008 * wave + 0.00002 * random();
    case 'negative':
      return 0.00005 + 0.0001 * wave + 0.00001 * random();
  }
}

/** What evcc hardly ever sends, and an optimizer has to answer all the same. */
const EXOTIC: ((request: WireRequest, battery: WireBattery, random: () => number) => void)[] = [
  (_, battery) => {
    battery.s_max = battery.s_initial * 0.6;
    battery.s_min = Math.min(battery.s_min, battery.s_max);
  },
  ({ time_series: { dt } }, battery) => {
    battery.s_goal = dt.map((_, t) => (t === 0 ? battery.s_max : 0));
  },
  ({ time_series: { dt } }, battery) => {
    battery.s_goal = dt.map((_, t) => (t === Math.min(2, dt.length - 1) ? 3 * battery.s_max : 0));
  },
  ({ time_series: { dt } }, _, random) => {
    dt[Math.floor(random() * dt.length)] = 0;
  },
  (_, battery) => {
    battery.p_a = -0.0001;
  },
  ({ time_series: { dt } }, battery) => {
    battery.p_demand = dt.map(() => 5 * battery.c_max);
  },
  ({ time_series }) => {
    time_series.p_N = time_series.p_N.map((price) => price - 0.0004);
  },
  ({ time_series }) => {
    time_series.p_E = time_series.p_N.map((price) => price + 0.0001);
  },
  (_, battery) => {
    battery.c_max = 0;
    battery.c_min = 0;
  },
  (_, battery) => {
    battery.c_min = battery.c_max;
  },
  (request) => {
    request.grid = { p_max_imp: 0, p_max_exp: 0 };
  },
  ({ batteries }, { s_min, s_max, ...battery }, random) => {
    while (batteries.length < 5)
      batteries.push({ ...battery, s_min, s_max, s_initial: s_min + random() * (s_max - s_min) });
  },
  (_, battery) => {
    battery.s_initial = 0;
  },
  ({ time_series }) => {
    time_series.gt.fill(0);
    time_series.ft.fill(0);
  },
];

/** A random request with up to three exotic changes, the same for the same seed. */
export function exoticChargeRequest(seed: number, steps?: number): WireRequest {
  const request = randomChargeRequest(seed, steps);
  const random = randomNumbers(seed * 31 + 3);
  for (let change = 0; change < 3; change += 1) {
    const battery = request.batteries[Math.floor(random() * request.batteries.length)];
    if (battery) EXOTIC[Math.floor(random() * EXOTIC.length)]?.(request, battery, random);
  }
  return request;
}
