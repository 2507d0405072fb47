import type { Command, HouseEvent, Plan, PlanInput, QuarterHour } from '../house/index.ts';
import type { RecordedCycle } from './store.ts';

/** Made-up records for the tests of this room. */
export function sampleQuarter(start: number, change: Partial<QuarterHour> = {}): QuarterHour {
  return {
    start,
    end: start + 900_000,
    importKwh: 0.25,
    exportKwh: 0,
    pvKwh: 0.5,
    loadKwh: 0.2,
    batteryChargeKwh: 0,
    batteryDischargeKwh: 0.1,
    carsKwh: null,
    socPercent: 54.5,
    importPricePerKwh: 0.31,
    feedInPricePerKwh: 0.08,
    cost: 0.0775,
    plannedCost: null,
    loadpoints: [{ id: 'lp-1', energyKwh: 0.2, connected: true, maxPowerKw: 11.04, readyAt: null }],
    wantedBattery: 'HOLD',
    ...change,
  };
}

export function sampleEvent(sequence: number, at = sequence * 1000): HouseEvent {
  return {
    sequence,
    at,
    type: 'NOTICE',
    subject: null,
    message: { de: `Nummer ${sequence}`, en: `No. ${sequence}` },
    payload: { kind: 'ACTIVE_VIEW', display: 'kitchen', view: `view ${sequence}` },
  };
}

export function sampleCommand(id: number, change: Partial<Command> = {}): Command {
  return {
    id,
    at: id * 1000,
    subject: 'battery',
    request: 'POST /api/batterymode/hold',
    cause: { de: 'Der Strom ist gerade billig.', en: 'Power is cheap just now.' },
    state: 'SENT',
    answer: null,
    attempts: 1,
    ...change,
  };
}

export function sampleCycle(cycleId: number, at = cycleId * 900_000): RecordedCycle {
  const slot = {
    start: at,
    end: at + 900_000,
    importPricePerKwh: 0.1 + 0.2,
    feedInPricePerKwh: 0.08,
    priceSource: 'PUBLISHED' as const,
    pvKw: 1 / 3,
    loadKw: 0.4,
    importLimitKw: null,
    exportLimitKw: null,
  };
  const input: PlanInput = { computedAt: at, currency: 'EUR', slots: [slot], batteries: [], cars: [] };
  const plan: Plan = {
    computedAt: at,
    status: 'OPTIMAL',
    fallbackReason: null,
    slots: [],
    cost: 1e-17,
    selfConsumptionCost: 2.5,
    gap: 0,
    solveMs: 12,
    pricesKnownUntil: null,
    shortfalls: [],
    uncertainty: null,
  };
  return { cycleId, at, durationMs: 87, input, plan, intents: [] };
}
