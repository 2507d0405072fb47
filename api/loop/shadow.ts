import type { RecordedCycle, Store } from '../history/index.ts';
import {
  HOUR_MS,
  type Instant,
  type Plan,
  type PlanInput,
  type QuarterHour,
  type ShadowAction,
  type ShadowPolicy,
  type ShadowView,
  SLOT_MS,
  slotStart,
} from '../house/index.ts';
import {
  ARMS,
  contextOf,
  evccAlone,
  type Knobs,
  knownQuarter,
  type Ledger,
  ledgerShape,
  localDate,
  newLedger,
  onDay,
  onQuarter,
  ruleOf,
  shadowView,
  staticLimits,
  withBuffer,
  withKnobs,
} from '../savings/index.ts';
import type { NoticedPlanner } from '../whatif/index.ts';
import { COMPARISON_FACTS, decodeComparisonFacts } from './comparison-facts.ts';
import { createShadowPlant, quartersOfDay } from './shadow-plant.ts';

/** Lets policies decide beside the plan in force, quarter by quarter, and costs them. Nothing of it is ever written to evcc. */
export interface Shadow {
  /** A store that the house writes to as before, while the shadow looks on. */
  watched: Store;
  view(): ShadowView | null;
  stop(): Promise<void>;
}

export interface ShadowOptions {
  store: Store;
  /** Solves for the policies: one that no person and no cycle waits for. */
  planner: NoticedPlanner;
  /** Whether the house is planning right now: then policies wait. */
  isPlanning: () => boolean;
  /** Told after each quarter of an hour and each decision. */
  onChange: (view: ShadowView) => void;
}

const KEY = 'shadow';
const SEED = 20_260_501;
const DEADLINE_MS = 4000;
const LOOK_AGAIN_MS = 50;
const GIVE_WAY_MS = 20_000;

type Wanted = Pick<
  Record<ShadowPolicy, ShadowAction>,
  'PLAN' | 'PLAN_FOR_MEAN' | 'STATIC_LIMITS' | 'LEARNED'
>;

interface Decided {
  quarter: Instant;
  /** Each policy in its own simulated battery. */
  wanted: Wanted;
  /** Of the learned one in the real battery. */
  advice: ShadowAction;
  wearCostPerKwh: number;
}

export function createShadow({ store, planner, isPlanning, onChange }: ShadowOptions): Shadow {
  let ledger: Ledger = store.get(KEY, (value) => ledgerShape.parse(value)) ?? newLedger(SEED);
  let decided: Decided | null = null;
  let deciding: Instant | null = null;
  /** What the quarter before left to each policy is known once it is measured, up to a poll later: till then it waits. */
  let waiting: RecordedCycle | null = null;
  let measuredUntil: Instant = 0;
  let turn: Promise<void> = Promise.resolve();
  let isBusy = false;
  let stopped = false;
  const plantOf = createShadowPlant(store);

  const facts = () => store.get(COMPARISON_FACTS, decodeComparisonFacts);

  function view(): ShadowView | null {
    if (!facts()?.battery) return null;
    return shadowView(ledger, decided?.advice ?? null);
  }

  /** The first cycle of a quarter decides for it. */
  function onCycle(cycle: RecordedCycle): void {
    const quarter = slotStart(cycle.at);
    if (cycle.input.batteries.length === 0 || deciding === quarter || isBusy) return;
    deciding = quarter;
    waiting = cycle;
    const before = quarter - SLOT_MS;
    if (decided?.quarter !== before || measuredUntil >= quarter) begin();
  }

  function begin(): void {
    const known = facts();
    if (!waiting || !known?.battery) return;
    const { input, plan, at } = waiting;
    const battery = plantOf(known.battery, at, known.timeZone);
    const quarter = slotStart(at);
    waiting = null;
    isBusy = true;
    const morning = {
      date: localDate(at, known.timeZone),
      quarters: quartersOfDay(at, known.timeZone),
      context: contextOf(input),
      socPercent: input.batteries[0]?.socPercent ?? 0,
    };
    ledger = onDay(ledger, morning, battery);
    turn = turn
      .then(async () => {
        if (stopped) return;
        // What is kept of the days before is to be seen at once.
        if (!decided) tell();
        const wanted = await decide(input, battery.capacityKwh);
        const advice = await adviceFor(input, plan);
        decided = { quarter, wanted, advice, wearCostPerKwh: input.batteries[0]?.wearCostPerKwh ?? 0 };
        tell();
      })
      .catch((error: unknown) => console.error('a shadow policy failed', error))
      .then(async () => {
        isBusy = false;
        // A quarter of an hour is long for a solver to sit in memory for nothing.
        if (!planner.isSolving()) await planner.stop();
      });
  }

  async function decide(input: PlanInput, capacityKwh: number): Promise<Wanted> {
    await planner.start();
    const own = (policy: ShadowPolicy): PlanInput => ({
      ...input,
      batteries: input.batteries.map((battery) => ({
        ...battery,
        socPercent: Math.min(100, (100 * (ledger.storedKwh?.[policy] ?? 0)) / capacityKwh),
      })),
    });
    const arm = ARMS[ledger.today?.arm ?? 0];
    const learned = own('LEARNED');
    return {
      PLAN: await ruleBy(own('PLAN')),
      PLAN_FOR_MEAN: await ruleBy({ ...own('PLAN_FOR_MEAN'), scenarios: [], spread: [] }),
      LEARNED: await ruleBy(arm ? withKnobs(learned, arm) : learned, arm),
      STATIC_LIMITS: staticLimits(own('STATIC_LIMITS')),
    };
  }

  /** What the learned policy would do with the battery as it is. Who plans like the plan itself has planned already. */
  async function adviceFor(input: PlanInput, { slots: [slot] }: Plan): Promise<ShadowAction> {
    const arm = ledger.today?.arm ?? 0;
    const knobs = ARMS[arm];
    if (knobs && arm > 0) return ruleBy(withKnobs(input, knobs), knobs);
    return slot ? ruleOf(slot) : 'FOLLOW';
  }

  async function ruleBy(input: PlanInput, knobs?: Knobs): Promise<ShadowAction> {
    const until = performance.now() + GIVE_WAY_MS;
    while (isPlanning() && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    const [slot] = (await planner.solve(input, { deadlineMs: DEADLINE_MS })).slots;
    const [battery] = input.batteries;
    if (!slot) return 'FOLLOW';
    return knobs && battery ? withBuffer(ruleOf(slot), slot, battery, knobs) : ruleOf(slot);
  }

  function onMeasured(measured: QuarterHour): void {
    count(measured);
    measuredUntil = measured.end;
    begin();
  }

  /** A quarter that nobody decided for, or of which something is unknown, counts for no policy. */
  function count(measured: QuarterHour): void {
    const known = facts();
    const quarter = knownQuarter(measured, true);
    if (!known?.battery || !quarter || decided?.quarter !== measured.start) return;
    const wanted = { ...decided.wanted, EVCC: evccAlone(known.locksBattery, boughtKw(measured)) };
    const plant = plantOf(known.battery, measured.start, known.timeZone);
    ledger = onQuarter(ledger, quarter, plant, decided.wearCostPerKwh, wanted);
    store.set(KEY, ledger);
    tell();
  }

  function tell(): void {
    const now = view();
    if (now && !stopped) onChange(now);
  }

  return {
    watched: {
      ...store,
      recordCycle(cycle) {
        store.recordCycle(cycle);
        onCycle(cycle);
      },
      recordQuarterHour(quarter) {
        store.recordQuarterHour(quarter);
        onMeasured(quarter);
      },
    },
    view,
    async stop() {
      stopped = true;
      await planner.stop();
      await turn;
    },
  };
}

/** What cars took beyond the sun, kW. */
function boughtKw({ start, end, carsKwh, pvKwh, loadKwh }: QuarterHour): number {
  const surplusKwh = Math.max(0, (pvKwh ?? 0) - (loadKwh ?? 0));
  return (Math.max(0, (carsKwh ?? 0) - surplusKwh) * HOUR_MS) / (end - start);
}
