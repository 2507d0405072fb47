import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import {
  type Actions,
  type DepartureSuggestion,
  type Finding,
  type Instant,
  type LoadpointView,
  NO_CONTROL,
  type Plan,
  type PlanSlot,
  type Refusal,
  SLOT_MS,
  type SlotOverride,
  type SlotRequest,
  type Snapshot,
  type Source,
  type VehicleWishes,
} from '../house/index.ts';
import { createLive, type Live } from '../live/index.ts';
import { createServer, type Server, type ServerOptions } from './index.ts';

/** A house for tests: small, whole, and the same each time. */
export const NOW: Instant = Date.UTC(2026, 10, 20, 12);

function slot(index: number): PlanSlot {
  const start = NOW + index * SLOT_MS;
  return {
    start,
    end: start + SLOT_MS,
    importPricePerKwh: 0.3,
    feedInPricePerKwh: 0.08,
    priceSource: 'PUBLISHED',
    pvKw: 1,
    loadKw: 0.5,
    importLimitKw: null,
    exportLimitKw: 10,
    importKw: 0,
    exportKw: 0,
    curtailedKw: 0,
    batteries: [{ id: 'home', chargeKw: 0.5, dischargeKw: 0, socPercent: 50, storedValuePerKwh: 0.25 }],
    cars: [{ id: 'garage', chargeKw: 0, socPercent: 40, energyKwh: 0 }],
    cost: 0,
    marginalPricePerKwh: 0.25,
    reason: { de: 'Überschuss laden', en: 'Charge from surplus' },
  };
}

/** A plan for two days. */
export function testPlan(): Plan {
  return {
    computedAt: NOW,
    status: 'OPTIMAL',
    fallbackReason: null,
    slots: Array.from({ length: 192 }, (_, index) => slot(index)),
    cost: 1.25,
    selfConsumptionCost: 2.5,
    gap: 0,
    solveMs: 12,
    pricesKnownUntil: NOW + 48 * SLOT_MS,
    shortfalls: [],
    uncertainty: null,
  };
}

/** A loadpoint with a car at it. */
export function testLoadpoint(): LoadpointView {
  return {
    id: 'garage',
    title: 'Garage',
    mode: 'pv',
    connected: true,
    charging: false,
    powerKw: 0,
    vehicleName: 'zoe',
    vehicleTitle: 'Zoe',
    vehicleSocPercent: 40,
    capacityKwh: 52,
    targetSocPercent: 80,
    targetEnergyKwh: null,
    departure: NOW + 12 * 4 * SLOT_MS,
    departureSource: 'DEFAULT',
    neededKwh: 23,
    expectedSocPercent: 80,
    isHeating: false,
    override: null,
  };
}

/** A source that was just read. */
export function testSource(change: Partial<Source> = {}): Source {
  return {
    id: 'evccState',
    scope: 'EVCC',
    state: 'FRESH',
    updatedAt: NOW,
    maxAgeS: 120,
    error: null,
    lastDurationMs: 12,
    findings: [],
    ...change,
  };
}

/** A state in which everything is known. */
export function testState(): Omit<Snapshot, 'sequence' | 'instanceId' | 'publishedAt'> {
  return {
    cycleId: 7,
    version: '0.1.0',
    demo: { speed: 60 },
    siteTitle: 'Test',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    evccVersion: '0.315.0',
    power: {
      observedAt: NOW,
      gridKw: -0.5,
      pvKw: 2,
      homeKw: 0.5,
      batteryKw: -1,
      carsKw: 0,
      importPricePerKwh: 0.3,
      feedInPricePerKwh: 0.08,
    },
    battery: {
      socPercent: 50,
      capacityKwh: 10,
      minSocPercent: 10,
      maxSocPercent: 95,
      powerKw: -1,
      controllable: true,
      mode: 'normal',
      externalMode: null,
      wearCostPerKwh: 0.02,
    },
    loadpoints: [testLoadpoint()],
    plan: testPlan(),
    planMissing: null,
    intents: [],
    buffer: null,
    rollouts: [{ capability: 'BUFFER', mode: 'OBSERVATION', liveAt: NOW, daysRemaining: 14 }],
    commands: [],
    notices: [],
    sources: [testSource()],
    warming: null,
    findings: [],
    displays: [],
    forecastSkill: [],
    departureSuggestions: [],
  };
}

/** The real store, counting from 1. */
export function testLive(): Live {
  let sequence = 0;
  return createLive(
    testState(),
    () => ++sequence,
    () => NOW,
  );
}

function testSlotOverride(request: Partial<SlotRequest> = {}): SlotOverride {
  return {
    id: 'slots',
    target: 'battery',
    action: 'HOLD',
    start: NOW,
    end: NOW + SLOT_MS,
    since: NOW,
    message: { de: 'Halten', en: 'Hold' },
    ...request,
  };
}

function testWishes(vehicle: string): VehicleWishes {
  return { vehicle, title: vehicle, target: null, schedule: null, nextDeparture: null, manualSoc: null };
}

function testSuggestion(id: string): DepartureSuggestion {
  return {
    id,
    vehicle: 'e-golf',
    title: 'e-Golf',
    entry: { weekdays: [1], time: '07:30', targetSocPercent: null },
    seen: 3,
    days: 4,
    energyKwh: 8,
    message: { de: 'Übernehmen?', en: 'Take over?' },
  };
}

/** Does nothing, or refuses everything with one code. */
export function testActions(refusal?: Pick<Refusal, 'code' | 'field'>): Actions {
  const answer = <T>(value: T) =>
    Promise.resolve(
      refusal
        ? ({ ok: false, ...refusal, message: { de: 'Nein.', en: 'No.' } } as const)
        : ({ ok: true, value } as const),
    );
  return {
    activateLive: (capability) =>
      answer({ capability, mode: 'LIVE' as const, liveAt: null, daysRemaining: null }),
    extendObservation: (capability, days) =>
      answer({ capability, mode: 'OBSERVATION' as const, liveAt: NOW, daysRemaining: days }),
    replan: () => answer(testPlan()),
    setDeparture: ({ departure }) => answer({ ...testLoadpoint(), departure }),
    boost: () => answer(testLoadpoint()),
    cancelBoost: () => answer(testLoadpoint()),
    setTarget: () => answer(testLoadpoint()),
    releaseOverride: () => answer(testLoadpoint()),
    pauseControl: (until) => answer({ since: NOW, until, message: { de: 'Pause', en: 'Pause' } }),
    resumeControl: () => answer(NO_CONTROL),
    overrideSlots: (request) => answer(testSlotOverride(request)),
    clearSlotOverride: (id) => answer({ ...testSlotOverride(), id }),
    setSchedule: (vehicle, entries) =>
      answer({ ...testWishes(vehicle), schedule: { entries: [...entries], since: NOW } }),
    setManualSoc: (vehicle, socPercent) =>
      answer({ ...testWishes(vehicle), manualSoc: { socPercent, since: NOW, teller: 'PERSON' } }),
    acceptDeparture: () => answer(testWishes('e-golf')),
    dismissDeparture: (id) => answer(testSuggestion(id)),
    clearManualSoc: (vehicle) => answer(testWishes(vehicle)),
    pollVehicle: (vehicle) => answer(testWishes(vehicle)),
    refreshSource: (id) => answer(testSource({ id })),
    refreshSources: (scope) => answer([testSource(scope ? { scope } : {})]),
    showView: (name, view) =>
      answer({ name, view: view ?? ('NOW' as const), chosenAt: NOW, connectedSince: null }),
  };
}

export const CRITICAL: Finding = {
  field: 'evcc_url',
  value: '<script>alert(1)</script>',
  severity: 'CRITICAL',
  message: { de: 'Keine http(s)-Adresse.', en: 'Not an http(s) URL.' },
  suggestion: { de: 'Zum Beispiel http://evcc.local:7070', en: 'For example http://evcc.local:7070' },
};

/** A server that listens, and what it told of as gone wrong. */
export interface TestServer {
  server: Server;
  port: number;
  url: string;
  live: Live;
  errors: unknown[];
}

/** Starts a server on a free port, and stops it after the test. */
export async function serve(
  t: TestContext,
  changes: Partial<ServerOptions> & { live?: Live | null } = {},
): Promise<TestServer> {
  const live = changes.live ?? testLive();
  const errors: unknown[] = [];
  const server = createServer({
    port: 0,
    host: '127.0.0.1',
    pageFolder: '/nowhere',
    findings: () => [],
    configPlaces: ['/data/options.json'],
    live,
    actions: testActions(),
    history: () => [],
    facts: () => ({
      version: '0.1.0',
      startedAt: NOW,
      now: NOW + 60_000,
      lastCycle: { finishedAt: NOW, durationMs: 120 },
      fallbackCount: 0,
      memoryRssBytes: 100e6,
    }),
    onError: (error) => errors.push(error),
    ...changes,
  });
  const { port } = await server.start();
  t.after(() => server.stop());
  return { server, port, url: `http://127.0.0.1:${port}`, live, errors };
}

/** Sends a document as most clients do; answers with status and decoded body. */
export async function ask(url: string, query: string, variables?: Record<string, unknown>) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

/** A bare connection, for requests that `fetch` would not send. */
export function rawConnection(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Sends the text as it is and answers with everything that came back until the server closed; the text must ask it to. */
export async function rawRequest(port: number, text: string): Promise<string> {
  const socket = await rawConnection(port);
  socket.write(text);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer;
}

/** A port that someone else has taken. */
export function portOf(address: string | AddressInfo | null): number {
  return typeof address === 'object' && address ? address.port : 0;
}
