import type { BatteryMode, Instant } from '../house/index.ts';
import type { ServedRequest } from './server/index.ts';

/** One request to the virtual evcc. */
export interface LoggedRequest {
  method: string;
  /** Path below `/api`, without query. */
  path: string;
  at: Instant;
  status: number;
  /** Changed or could change something. */
  isWrite: boolean;
  /** Only kept the external battery mode alive. */
  isHeartbeat: boolean;
}

export interface RequestLog {
  readonly requests: readonly LoggedRequest[];
  /** A request arrived, while `externalMode` was in force. */
  asked(method: string, path: string, at: Instant, externalMode: BatteryMode): void;
  /** The request that was asked last was answered. */
  answered(served: ServedRequest): void;
  writes(): number;
  heartbeats(): number;
}

const KEPT = 5000;

export function createRequestLog(): RequestLog {
  const requests: LoggedRequest[] = [];
  let writes = 0;
  let heartbeats = 0;
  let pending: { at: Instant; isHeartbeat: boolean } | null = null;

  return {
    requests,
    asked(method, path, at, externalMode) {
      const isHeartbeat =
        method === 'POST' && externalMode !== 'unknown' && path === `/batterymode/${externalMode}`;
      pending = { at, isHeartbeat };
    },
    answered({ method, path, status, route }) {
      const { at, isHeartbeat } = pending ?? { at: 0, isHeartbeat: false };
      const isWrite = method !== 'GET' && route !== null && !isHeartbeat;
      if (isWrite) writes++;
      if (isHeartbeat) heartbeats++;
      if (requests.length >= 2 * KEPT) requests.splice(0, KEPT);
      requests.push({ method, path, at, status, isWrite, isHeartbeat });
    },
    writes: () => writes,
    heartbeats: () => heartbeats,
  };
}
