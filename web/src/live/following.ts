import type { Connection } from './connection.ts';
import { createFollower, type Follower, type LiveSource } from './follower.ts';
import type { FromHub, ToHub } from './hub.ts';
import type { LiveMessage } from './live-document.ts';

/** How a page is told. */
export interface FollowingOptions {
  source: LiveSource;
  /** @param ageMs how long ago the message came */
  onMessage: (message: LiveMessage, ageMs: number) => void;
  onConnection: (connection: Connection) => void;
}

/** What a page tells whoever follows the house for it. */
export type Following = Pick<Follower, 'want' | 'hurry'>;

/** A worker that has not answered by then is not waited for. */
const PATIENCE_MS = 3000;

/**
 * Follows the house together with the other tabs of this browser: browsers allow six connections to a server, all
 * tabs together. Where that does not work, the tab has a stream of its own.
 */
export function followTogether(options: FollowingOptions): Following {
  const { source, onMessage, onConnection } = options;
  const port = portToHub(source, leaveIt);
  if (!port) return followAlone(options);
  let alone: Following | null = null;
  let isWanted = true;
  const tell = (message: ToHub) => port.postMessage(message);
  const patience = setTimeout(leaveIt, PATIENCE_MS);

  port.onmessage = ({ data }: MessageEvent<FromHub>) => {
    if (alone) return;
    clearTimeout(patience);
    if (data.type === 'message') onMessage(data.message, data.ageMs);
    else if (data.type === 'connection') onConnection(data.connection);
  };
  tell({ type: 'join', source });

  function leaveIt(): void {
    if (alone) return;
    clearTimeout(patience);
    port?.postMessage({ type: 'leave' } satisfies ToHub);
    alone = followAlone(options);
    alone.want(isWanted);
  }

  return {
    want(wanted) {
      if (wanted === isWanted) return;
      isWanted = wanted;
      if (alone) alone.want(wanted);
      else tell(wanted ? { type: 'join', source } : { type: 'leave' });
    },
    hurry() {
      if (alone) alone.hurry();
      else tell({ type: 'hurry' });
    },
  };
}

/** Follows the house by a stream of this tab's own. */
export function followAlone({ source, onMessage, onConnection }: FollowingOptions): Following {
  const follower = createFollower<LiveMessage>({
    source,
    onMessage: (message) => onMessage(message, 0),
    onConnection,
  });
  follower.start();
  return follower;
}

/** `null` where the browser has no shared workers, or allows none. The page's first script may have started it. */
function portToHub(source: LiveSource, onError: () => void): MessagePort | null {
  if (typeof SharedWorker === 'undefined') return null;
  const name = JSON.stringify(source);
  try {
    const worker =
      window.smartloadHub ??
      new SharedWorker(new URL('./hub-worker.ts', import.meta.url), { type: 'module', name });
    worker.onerror = onError;
    return worker.port;
  } catch {
    return null;
  }
}
