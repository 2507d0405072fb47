import { DAY_MS, HOUR_MS, type Instant, localTime, SLOT_MS } from '../house/index.ts';
import { type ChargeAnswer, type ChargeTask, createChargeOptimizer, type Step } from '../optimizer/index.ts';
import { type Driver, IDLE_DRIVER, type Setting } from './policy.ts';

/** evcc's household profile is the mean of so many days. */
const PROFILE_DAYS = 30;
const QUARTERS_A_DAY = 96;
/** What the last measured quarter counts for in the first ones, falling. */
const BLEND = [0.8, 0.6, 0.4, 0.2];
/** evcc looks no further, and does not plan for less than two hours. */
const MOST_STEPS = 192;
const LEAST_STEPS = 8;
/** evcc's efficiency in the worth of what is left: it takes this for every battery. */
const WORTH_EFFICIENCY = 0.9;
const WORTH_SHARE = 0.99;
/** Below it a flow of the first quarter counts as none, kWh. */
const NOTICEABLE_KWH = 0.05 * (SLOT_MS / HOUR_MS);

/** evcc does not start for less than a quarter of an hour, so people let it be ready so much earlier. */
const PLAN_RESERVE_MS = SLOT_MS;

type BatteryMode = 'normal' | 'hold' | 'charge' | 'holdcharge';

/**
 * evcc with its optimizer in automatic mode: known prices and no others, the 30-day mean of the household by time of
 * day with its first hour bent by what was just measured, the PV forecast scaled by its last 30 days, 0.9 · 0.99 of the
 * lowest price for what is left, charging before export. What the optimizer wants of the running quarter is carried
 * out as a battery mode. It is told the battery's real losses, although evcc assumes 0.9, so that rules are compared
 * and not a wrong number. Cars charge by evcc's own planner (energy by departure in the cheapest quarters) and on
 * surplus.
 */
export function evccRule({ scenario, knowledge, house }: Setting): Driver {
  const optimizer = createChargeOptimizer();
  const { battery, chargers } = scenario.devices;
  const planMs: number[] = [];
  let fallbacks = 0;
  let mode: BatteryMode = 'normal';
  let profileDay = Number.NaN;
  let profile: number[] = [];

  function refreshProfile(now: Instant): void {
    const day = Math.floor(now / HOUR_MS);
    if (day === profileDay) return;
    profileDay = day;
    const sums = new Float64Array(QUARTERS_A_DAY);
    const counts = new Float64Array(QUARTERS_A_DAY);
    for (const { start, energyKwh } of knowledge.loadHistory(now - PROFILE_DAYS * DAY_MS, now, now)) {
      const quarter = quarterOfDay(start);
      sums[quarter] = (sums[quarter] ?? 0) + energyKwh;
      counts[quarter] = (counts[quarter] ?? 0) + 1;
    }
    profile = Array.from(sums, (sum, quarter) => sum / Math.max(1, counts[quarter] ?? 0));
  }

  function quarterOfDay(at: Instant): number {
    const { hour, minute } = localTime(at, scenario.timeZone);
    return hour * 4 + Math.floor(minute / 15);
  }

  function stepsFrom(now: Instant): Step[] {
    const [last] = knowledge.loadHistory(now - SLOT_MS, now, now);
    const scale = knowledge.pvScale(now);
    const steps: Step[] = [];
    for (const { start, value } of knowledge.prices(now).slice(0, MOST_STEPS)) {
      const pvKw = knowledge.expectedPvKw(start, now);
      if (pvKw === null || start !== now + steps.length * SLOT_MS) break;
      const weight = last ? (BLEND[steps.length] ?? 0) : 0;
      const usualKwh = profile[quarterOfDay(start)] ?? 0;
      steps.push({
        hours: SLOT_MS / HOUR_MS,
        loadKwh: usualKwh * (1 - weight) + (last?.energyKwh ?? 0) * weight,
        pvKwh: pvKw * scale * (SLOT_MS / HOUR_MS),
        importPricePerKwh: value,
        exportPricePerKwh: scenario.feedInPricePerKwh,
      });
    }
    return steps;
  }

  function taskOf(steps: Step[]): ChargeTask {
    const lowest = Math.min(...steps.map((step) => step.importPricePerKwh));
    return {
      steps,
      stores: [
        {
          capacityKwh: battery.capacityKwh,
          minKwh: (battery.capacityKwh * battery.minSocPercent) / 100,
          maxKwh: (battery.capacityKwh * battery.maxSocPercent) / 100,
          initialKwh: house.plant.batteryKwh,
          minChargeKw: 0,
          maxChargeKw: battery.maxChargeKw,
          maxDischargeKw: battery.maxDischargeKw,
          chargeEfficiency: battery.chargeEfficiency,
          dischargeEfficiency: battery.dischargeEfficiency,
          endValuePerKwh: lowest * WORTH_EFFICIENCY * WORTH_SHARE,
          fromGrid: true,
          toGrid: false,
          demandKwh: steps.map(() => 0),
          goalKwh: steps.map(() => 0),
          priority: 0,
        },
      ],
      circuits: [],
      importLimitKw: null,
      exportLimitKw: null,
      demandRatePerKw: null,
      chargingStrategy: 'charge_before_export',
      dischargingStrategy: 'discharge_before_import',
    };
  }

  /** An external mode expires, so it is said again each minute. */
  function tell(): void {
    if (mode === 'normal') house.write({ kind: 'releaseBatteryMode' });
    else house.write({ kind: 'batteryMode', mode });
  }

  return {
    ...IDLE_DRIVER,
    async onQuarter(now) {
      refreshProfile(now);
      const steps = stepsFrom(now);
      mode = 'normal';
      if (steps.length >= LEAST_STEPS && battery.capacityKwh > 0) {
        const begun = performance.now();
        try {
          mode = modeOf(await optimizer.solve(taskOf(steps)));
        } catch {
          fallbacks += 1;
        }
        planMs.push(performance.now() - begun);
      }
      tell();
    },
    async onMinute() {
      tell();
    },
    async onPlugIn(car, session, now) {
      house.write({
        kind: 'loadpointEnergyPlan',
        loadpoint: chargers[car]?.name ?? '',
        energyKwh: session.energyKwh,
        time: Math.max(now, session.plugOut - PLAN_RESERVE_MS),
      });
    },
    stop: () => optimizer.stop(),
    planMs: () => planMs,
    fallbackPlans: () => fallbacks,
  };
}

/** How evcc reads its optimizer's first step. */
function modeOf({ batteries, grid_import, grid_export }: ChargeAnswer): BatteryMode {
  const noticeable = (wattHours: number | undefined) => (wattHours ?? 0) / 1000 > NOTICEABLE_KWH;
  const charges = noticeable(batteries[0]?.charging_power[0]);
  const discharges = noticeable(batteries[0]?.discharging_power[0]);
  const imports = noticeable(grid_import[0]);
  if (charges) return imports ? 'charge' : 'normal';
  if (discharges) return 'normal';
  if (imports) return 'hold';
  return noticeable(grid_export[0]) ? 'holdcharge' : 'normal';
}
