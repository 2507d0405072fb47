import type { Finding, Instant, LogLevel, PlanStatus, Snapshot } from '../house/index.ts';

export type HealthStatus = 'OK' | 'DEGRADED' | 'CONFIG_ERROR' | 'STARTING';

/** What only the running program knows about itself. */
export interface ProcessFacts {
  version: string;
  startedAt: Instant;
  now: Instant;
  /** The last finished cycle; `null` before the first. */
  lastCycle: { finishedAt: Instant; durationMs: number } | null;
  /** Plans made by the fallback since the program started. */
  fallbackCount: number;
  /** Resident memory of the process. */
  memoryRssBytes: number;
  /** How much is logged; absent where nobody said. */
  logLevel?: LogLevel;
}

/** How the program itself is doing. */
export interface Health {
  status: HealthStatus;
  version: string;
  /** New with each start; `null` while the configuration is rejected. */
  instanceId: string | null;
  startedAt: Instant;
  uptimeS: number;
  /** Number of the last finished cycle, 0 before the first. */
  cycleId: number;
  lastCycleAt: Instant | null;
  lastCycleMs: number | null;
  /** How the plan in force was made; `null` where there is none. */
  plannerStatus: PlanStatus | null;
  fallbackCount: number;
  /** Ids of the sources that are stale or failed, files excepted. */
  staleSources: string[];
  memoryRssMb: number;
  /** How much is logged; `null` = unknown. */
  logLevel: LogLevel | null;
}

/** Judges the program by the newest snapshot and its own facts. */
export function judgeHealth(snapshot: Snapshot | null, findings: Finding[], facts: ProcessFacts): Health {
  // A file that changed says nothing of how well the one runs that was taken over from it.
  const staleSources = (snapshot?.sources ?? [])
    .filter(({ scope, state }) => scope !== 'FILES' && (state === 'STALE' || state === 'FAILED'))
    .map(({ id }) => id);
  return {
    status: statusOf(snapshot, findings, staleSources),
    version: facts.version,
    instanceId: snapshot?.instanceId ?? null,
    startedAt: facts.startedAt,
    uptimeS: Math.max(0, Math.round((facts.now - facts.startedAt) / 1000)),
    cycleId: snapshot?.cycleId ?? 0,
    lastCycleAt: facts.lastCycle?.finishedAt ?? null,
    lastCycleMs: facts.lastCycle?.durationMs ?? null,
    plannerStatus: snapshot?.plan?.status ?? null,
    fallbackCount: facts.fallbackCount,
    staleSources,
    memoryRssMb: Math.round(facts.memoryRssBytes / 1e5) / 10,
    logLevel: facts.logLevel ?? null,
  };
}

/** Whether the configuration is so wrong that nothing may be optimised. */
export function hasCritical(findings: Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'CRITICAL');
}

function statusOf(snapshot: Snapshot | null, findings: Finding[], staleSources: string[]): HealthStatus {
  if (hasCritical(findings)) return 'CONFIG_ERROR';
  const troubled = snapshot?.notices.some(({ severity }) => severity === 'ERROR') ?? false;
  if (troubled) return 'DEGRADED';
  if (!snapshot || (snapshot.cycleId === 0 && !snapshot.plan)) return 'STARTING';
  const planned = snapshot.plan !== null && snapshot.plan.status !== 'FALLBACK';
  return planned && staleSources.length === 0 ? 'OK' : 'DEGRADED';
}
