import { loadConfig } from '../config/index.ts';
import { createController, emptyControlState } from '../control/index.ts';
import {
  DAY_MS,
  HOUR_MS,
  type Instant,
  type Plan,
  type PlanInput,
  type PowerForecast,
  type QuarterHour,
  quarterWith,
  type Rate,
  type Settings,
  SLOT_MS,
  type Slot,
  slotStart,
  type Tariffs,
  virtualClock,
} from '../house/index.ts';
import { createForecasts, createPriceMemory, type Forecasts, runCycle } from '../loop/index.ts';
import { createPlanner } from '../plan/index.ts';
import type { Driver, Foresight, Setting } from './policy.ts';
import type { Scenario } from './scenario.ts';
import { setpointsOf } from './setpoint.ts';

/** So far back earlier prices and PV forecasts are known at the beginning. */
const HISTORY_DAYS = 28;
const HORIZON_MS = 2 * DAY_MS;
/** No house waits here: what is decided must not depend on how fast this machine is. */
const DEADLINE_MS = 120_000;

/**
 * Our own cycle: the forecasts, the planner and the controller that run beside a real evcc, each quarter of an hour and
 * when a car comes or leaves, observing once a minute. Left out are HTTP, the store, events and the dynamic buffer;
 * readings are exact and a plan takes no time. Wear costs nothing here, since the money counted has none.
 */
export function smartload({ scenario, knowledge, house, actuation, foresight }: Setting): Driver {
  const { devices, timeZone } = scenario;
  const settings = settingsOf(scenario);
  const clock = virtualClock(scenario.from, (error) => {
    throw error;
  });
  const planMs: number[] = [];
  let fallbacks = 0;
  let plan: Plan | null = null;
  const planner = createPlanner({
    onFallback: () => {
      fallbacks += 1;
    },
  });
  const patient = {
    ...planner,
    solve: (input: PlanInput) => planner.solve(input, { deadlineMs: DEADLINE_MS }),
  };
  const memory = new Map<string, unknown>([['pvPairs', earlierPvPairs()]]);
  const history = (from: Instant, to: Instant) => knowledge.loadHistory(from, to, clock.now());
  const evcc = {
    readLoadHistory: async (from: Instant, to: Instant) => history(from, to),
    readState: async () => house.read(),
    write: async (command: Parameters<typeof house.write>[0]) => {
      house.write(command);
      return { request: command.kind, status: 200, answer: '' };
    },
  };
  const learned = createForecasts({
    settings,
    clock,
    evcc,
    store: {
      get: (key, decode) => (memory.has(key) ? decode(memory.get(key)) : null),
      set: (key, value) => void memory.set(key, value),
      loadSamples: () => [],
      strictly: (read) => read(),
    },
    sources: { read: () => {}, absent: () => {}, failed: () => {} },
  });
  const forecasts = withForesight(learned, foresight, scenario);
  const prices = createPriceMemory(null, () => {});
  let commandId = 0;
  const controller = createController({
    evcc,
    clock,
    settings,
    initial: emptyControlState(),
    save: () => {},
    nextCommandId: () => ++commandId,
    onCommand: () => {},
    emit: () => {},
  });

  function earlierPvPairs() {
    const pairs = [];
    for (let start = scenario.from - HISTORY_DAYS * DAY_MS; start < scenario.from; start += SLOT_MS) {
      const forecastKw = knowledge.expectedPvKw(start, start - HOUR_MS);
      const measuredKw = scenario.pv.at(start);
      if (forecastKw !== null && measuredKw !== null)
        pairs.push({ start, end: start + SLOT_MS, forecastKw, measuredKw });
    }
    return pairs;
  }

  function tariffs(now: Instant): Tariffs {
    const start = slotStart(now);
    const end = start + HORIZON_MS;
    const grid = foresight.includes('prices') ? truePrices(scenario, start, end) : knowledge.prices(now);
    const solar: Rate[] = [];
    for (let at = start - SLOT_MS; at < end + SLOT_MS; at += SLOT_MS) {
      const value = knowledge.expectedPvKw(at, now);
      // A mean is closest to the power in the middle of its quarter.
      if (value !== null) solar.push({ start: at + SLOT_MS / 2, end: at + (3 * SLOT_MS) / 2, value });
    }
    return {
      observedAt: now,
      grid,
      feedIn: [{ start, end, value: scenario.feedInPricePerKwh }],
      solar: solar.length > 0 ? solar : null,
    };
  }

  async function cycle(now: Instant): Promise<void> {
    const known = tariffs(now);
    prices.add(known.grid ?? [], now);
    await forecasts.refresh();
    const result = await runCycle(
      { clock, settings, planner: patient, controller, forecasts, prices },
      house.read(),
      known,
    );
    plan = result.plan;
    planMs.push(result.durationMs);
    await controller.observe(house.read());
    if (actuation === 'setpoints') setPower(now);
  }

  function setPower(now: Instant): void {
    const slot = plan?.slots.find(({ start, end }) => start <= now && now < end);
    house.order(slot ? setpointsOf(slot, devices) : null);
  }

  return {
    async start() {
      prices.add(knowledge.priceHistory(scenario.from - HISTORY_DAYS * DAY_MS, scenario.from), scenario.from);
      controller.start();
      await planner.start();
    },
    async onQuarter(now) {
      await clock.advanceTo(now);
      forecasts.learn(finishedQuarter(scenario, now - SLOT_MS));
      await cycle(now);
    },
    async onMinute(now) {
      await clock.advanceTo(now);
      await controller.observe(house.read());
    },
    async onPlugIn(car, { energyKwh, plugOut }, now) {
      await clock.advanceTo(now);
      const loadpoint = devices.chargers[car]?.name ?? '';
      controller.change((state) => ({
        ...state,
        departures: {
          ...state.departures,
          [loadpoint]: { departure: plugOut, targetSocPercent: null, targetEnergyKwh: energyKwh },
        },
      }));
      await controller.observe(house.read());
      await cycle(now);
    },
    async onPlugOut(_car, now) {
      await clock.advanceTo(now);
      await controller.observe(house.read());
      await cycle(now);
    },
    async stop() {
      await planner.stop();
    },
    planMs: () => planMs,
    fallbackPlans: () => fallbacks,
  };

  function settingsOf({ feedInPricePerKwh }: Scenario): Settings {
    const { settings: usual } = loadConfig({
      argv: ['--demo', '--data', '.'],
      env: {},
      files: { read: () => null },
    });
    if (!usual) throw new TypeError('the default settings are rejected');
    const { battery } = devices;
    return {
      ...usual,
      timeZone,
      batteryCapacityKwh: battery.capacityKwh,
      batteryChargePowerKw: battery.maxChargeKw,
      batteryDischargePowerKw: battery.maxDischargeKw,
      batteryMinSocPercent: battery.minSocPercent,
      batteryMaxSocPercent: battery.maxSocPercent,
      batteryChargeEfficiency: battery.chargeEfficiency,
      batteryDischargeEfficiency: battery.dischargeEfficiency,
      batteryWearCostPerKwh: 0,
      feedInPricePerKwh,
      observationDays: { BUFFER: 0, BATTERY: 0, VEHICLES: 0 },
    };
  }
}

function finishedQuarter({ pv, load }: Scenario, start: Instant): QuarterHour[] {
  const [pvKw, loadKw] = [pv.at(start), load.at(start)];
  if (pvKw === null || loadKw === null) return [];
  const hours = SLOT_MS / HOUR_MS;
  return [quarterWith(start, { pvKwh: pvKw * hours, loadKwh: loadKw * hours })];
}

/** Import prices as they will be; what is not in the data is missing. */
function truePrices({ price }: Scenario, from: Instant, to: Instant): Rate[] {
  const rates: Rate[] = [];
  for (let start = from; start < to; start += SLOT_MS) {
    const value = price.at(start);
    if (value !== null) rates.push({ start, end: start + SLOT_MS, value });
  }
  return rates;
}

/** The same forecasts, with load or PV replaced by what will really be. */
function withForesight(
  forecasts: Forecasts,
  foresight: readonly Foresight[],
  { load, pv }: Scenario,
): Forecasts {
  const asItWillBe = (expected: PowerForecast[], series: typeof load) =>
    expected.map((slot): PowerForecast => {
      const kw = series.at(slotStart(slot.start));
      return kw === null ? slot : { ...slot, meanKw: kw, p10Kw: kw, p50Kw: kw, p90Kw: kw };
    });
  return {
    ...forecasts,
    expect(slots: readonly Slot[], solar) {
      const expected = forecasts.expect(slots, solar);
      return {
        ...expected,
        load: foresight.includes('load') ? asItWillBe(expected.load, load) : expected.load,
        pv: foresight.includes('pv') ? asItWillBe(expected.pv, pv) : expected.pv,
      };
    },
  };
}
