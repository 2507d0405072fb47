import { createMeasuredHouse, measuredWorld } from '../demo/index.ts';
import {
  DAY_MS,
  fromLocalTime,
  type Instant,
  localTime,
  MINUTE_MS,
  type Rate,
  SLOT_MS,
  slotStart,
} from '../house/index.ts';
import { evccRule } from './evcc-rule.ts';
import { type Knowledge, knowledgeOf } from './knowledge.ts';
import { type Account, createLedger, type Holding } from './ledger.ts';
import { perfect } from './perfect.ts';
import type { Actuation, Driver, Foresight, PolicyName, Setting } from './policy.ts';
import type { Scenario } from './scenario.ts';
import type { Session } from './sessions.ts';
import { smartload } from './smartload.ts';
import { uncontrolled } from './uncontrolled.ts';
import { storedWorths } from './worth.ts';

/** What is run. */
export interface RunOptions {
  policy: PolicyName;
  actuation: Actuation;
  foresight: readonly Foresight[];
  /** Called about once a simulated day. */
  onProgress?: (share: number) => void;
}

/** What came of a policy over the whole time. */
export interface PolicyRun {
  policy: PolicyName;
  /** Month by month. */
  accounts: Account[];
  /** Laws of physics broken. */
  violations: number;
  planMs: number[];
  /** Plans that were not the solver's. */
  fallbackPlans: number;
  /** Hours that were left out because load, PV or price is unknown. */
  gapHours: number;
  /** Hours of short gaps in which load or PV went on as before. */
  bridgedHours: number;
  /** Sessions that began, and those left out because of a gap in them. */
  sessions: number;
  sessionsLeftOut: number;
}

/** Every house begins with a half-full battery. */
const START_SHARE = 0.5;

/** A session is left out where more of it than this is unknown. */
const SESSION_GAP_SHARE = 0.1;

const DRIVERS: Record<PolicyName, (setting: Setting) => Driver> = {
  none: uncontrolled,
  selfConsumption: uncontrolled,
  evcc: evccRule,
  smartload,
  perfect,
};

/**
 * Lets one policy steer the house through the whole scenario. In gaps of up to two hours load and PV go on as before;
 * quarters of an hour in which load, PV or price is unknown
 * are passed over by every policy: nothing flows and nothing is counted. The world is constant within each quarter,
 * also where the file has longer steps.
 */
export async function runPolicy(scenario: Scenario, options: RunOptions): Promise<PolicyRun> {
  const { policy, actuation, foresight, onProgress } = options;
  const { from, to, devices } = scenario;
  const knowledge = knowledgeOf(scenario);
  const hasBattery = policy !== 'none';
  const isSteered = policy !== 'none' && policy !== 'selfConsumption';
  const storedKwh = hasBattery ? START_SHARE * devices.battery.capacityKwh : 0;
  const house = createMeasuredHouse({
    world: measuredWorld(
      {
        pvKw: (start) => scenario.pv.at(start) ?? 0,
        loadKw: (start) => scenario.load.at(start) ?? 0,
        importPricePerKwh: (start) => scenario.price.at(start) ?? 0,
        feedInPricePerKwh: scenario.feedInPricePerKwh,
      },
      devices,
    ),
    tariffs: tariffsOf(scenario, knowledge),
    at: from,
    batteryKwh: storedKwh,
    hasBattery,
    locksBattery: isSteered,
  });
  const worths = await storedWorths(scenario, [from, ...monthStarts(scenario), to]);
  const endWorthPerKwh = worths.get(to) ?? 0;
  const driver = DRIVERS[policy]({ scenario, knowledge, house, endWorthPerKwh, actuation, foresight });
  const ledger = createLedger(scenario, worths, { storedKwh, carsKwh: 0 });
  const waiting = scenario.sessions.map((sessions) =>
    sessions.filter((session) => !hasGap(scenario, session)),
  );
  const running: (Session | null)[] = devices.cars.map(() => null);
  let gapQuarters = 0;
  let bridgedQuarters = 0;
  let begun = 0;

  function held(): Holding {
    const chargedKwh = running.reduce(
      (sum, session, car) => sum + (session ? session.energyKwh - house.missingKwh(car) : 0),
      0,
    );
    return { storedKwh: hasBattery ? house.plant.batteryKwh : 0, carsKwh: chargedKwh };
  }

  async function moveCars(now: Instant): Promise<void> {
    for (const [car, queue] of waiting.entries()) {
      const there = running[car];
      if (there && there.plugOut <= now) {
        ledger.left(now, Math.max(0, house.missingKwh(car)));
        running[car] = null;
        house.plugOut(car);
        await driver.onPlugOut(car, now);
      }
      const next = queue[0];
      if (running[car] || !next || next.plugIn > now) continue;
      queue.shift();
      begun += 1;
      running[car] = next;
      house.plugIn(car, next.energyKwh);
      await driver.onPlugIn(car, next, now);
    }
  }

  await driver.start();
  try {
    for (let quarter = from; quarter < to; quarter += SLOT_MS) {
      if (quarter > from && worths.has(quarter)) ledger.close(quarter, held());
      if ((quarter - from) % DAY_MS === 0) onProgress?.((quarter - from) / (to - from));
      if (isGap(scenario, quarter)) {
        gapQuarters += 1;
        house.skipTo(quarter + SLOT_MS);
        continue;
      }
      if (scenario.load.isBridged(quarter) || scenario.pv.isBridged(quarter)) bridgedQuarters += 1;
      await driver.onQuarter(quarter);
      await moveCars(quarter);
      while (house.at < quarter + SLOT_MS) {
        ledger.flow(house.step());
        if (house.at % MINUTE_MS !== 0 || house.at === quarter + SLOT_MS) continue;
        await driver.onMinute(house.at);
        await moveCars(house.at);
      }
    }
    ledger.close(to, held());
  } finally {
    await driver.stop();
  }
  return {
    policy,
    accounts: ledger.accounts(),
    violations: house.violations,
    planMs: [...driver.planMs()],
    fallbackPlans: driver.fallbackPlans(),
    gapHours: gapQuarters / 4,
    bridgedHours: bridgedQuarters / 4,
    sessions: begun,
    sessionsLeftOut: scenario.sessions.flat().filter((session) => hasGap(scenario, session)).length,
  };
}

function isGap({ load, pv, price }: Scenario, quarter: Instant): boolean {
  return load.at(quarter) === null || pv.at(quarter) === null || price.at(quarter) === null;
}

/** Too much of the session lies in gaps, in which no car charges. */
function hasGap(scenario: Scenario, { plugIn, plugOut }: Session): boolean {
  let gapMs = 0;
  for (let at = slotStart(plugIn); at < Math.min(plugOut, scenario.to); at += SLOT_MS)
    if (isGap(scenario, at)) gapMs += SLOT_MS;
  return gapMs > SESSION_GAP_SHARE * (plugOut - plugIn);
}

/** Local midnights within the scenario on which a month begins. */
function monthStarts({ from, to, timeZone }: Scenario): Instant[] {
  const starts: Instant[] = [];
  const { year, month } = localTime(from, timeZone);
  for (let ahead = 1; ; ahead += 1) {
    const start = fromLocalTime({ year, month: month + ahead, day: 1, hour: 0 }, timeZone);
    if (start >= to) return starts;
    starts.push(start);
  }
}

/** evcc's own tariffs, made once for each quarter of an hour. */
function tariffsOf(scenario: Scenario, knowledge: Knowledge) {
  let quarter = Number.NaN;
  let grid: Rate[] = [];
  const feedIn: Rate[] = [{ start: 0, end: scenario.to + DAY_MS, value: scenario.feedInPricePerKwh }];
  return {
    rates(name: 'grid' | 'feedin' | 'solar' | 'planner', now: Instant): Rate[] | null {
      if (name === 'feedin') return feedIn;
      if (name === 'solar') return null;
      if (slotStart(now) !== quarter) {
        quarter = slotStart(now);
        grid = knowledge.prices(now);
      }
      return grid;
    },
  };
}
