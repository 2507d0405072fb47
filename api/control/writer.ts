import { describeCommand, type EvccClient, type EvccCommand, EvccError } from '../evcc/index.ts';
import { type Clock, type Command, type Instant, SECOND_MS, type Text } from '../house/index.ts';
import type { Wish } from './wish.ts';

/** A write whose effect evcc does not show yet, or that failed and waits for its next try. */
interface Pending {
  command: EvccCommand;
  sentAt: Instant;
  /** Not again before this. */
  retryAt: Instant;
  record: Command;
}

const FIRST_RETRY_MS = 30 * SECOND_MS;
const LONGEST_RETRY_MS = 15 * 60 * SECOND_MS;

/** Writes wishes to evcc: once each, retried with growing pauses, every one recorded. */
export interface Writer {
  /** Keys whose write is on its way; what evcc shows of them is nobody's decision yet. */
  pending(): ReadonlySet<string>;
  /** What evcc was told more than once and does not show. */
  unfollowed(): Command[];
  /** Writes what is not satisfied and due. `before` runs before each write and must not fail. */
  fulfil(wishes: readonly Wish[], intervalS: number, before: (wish: Wish) => void): Promise<void>;
}

/** @param onCommand is told of each new command and of each change of one */
export function createWriter(dependencies: {
  evcc: Pick<EvccClient, 'write'>;
  clock: Clock;
  nextCommandId: () => number;
  onCommand: (command: Command) => void;
  /** evcc steers this by itself and refused (409). */
  onConflict: (subject: string) => void;
}): Writer {
  const { evcc, clock, nextCommandId, onCommand, onConflict } = dependencies;
  const pendings = new Map<string, Pending>();

  function update(pending: Pending, change: Partial<Command>): void {
    pending.record = { ...pending.record, ...change };
    onCommand(pending.record);
  }

  async function send(wish: Wish, before: Pending | undefined, intervalS: number): Promise<void> {
    const now = clock.now();
    const again = before && sameCommand(before.command, wish.command) ? before : null;
    const attempts = (again?.record.attempts ?? 0) + 1;
    const { method, path } = describeCommand(wish.command);
    const pending: Pending = {
      command: wish.command,
      sentAt: now,
      retryAt: now + Math.max(confirmationMs(intervalS), pauseMs(attempts)),
      record: {
        id: again?.record.id ?? nextCommandId(),
        at: again?.record.at ?? now,
        subject: wish.subject,
        request: `${method} ${path}`,
        cause: wish.cause,
        state: 'SENT',
        answer: null,
        attempts,
      },
    };
    pendings.set(wish.key, pending);
    onCommand(pending.record);
    try {
      const { answer } = await evcc.write(wish.command);
      update(pending, { answer: shortened(answer) });
    } catch (error) {
      pending.retryAt = clock.now() + pauseMs(attempts);
      update(pending, { state: 'FAILED', answer: shortened(errorText(error).en) });
      if (error instanceof EvccError && error.kind === 'CONFLICT') onConflict(wish.subject);
    }
  }

  async function fulfil(
    wishes: readonly Wish[],
    intervalS: number,
    before: (wish: Wish) => void,
  ): Promise<void> {
    const wanted = new Set(wishes.map((wish) => wish.key));
    for (const [key, pending] of pendings) {
      if (wanted.has(key)) continue;
      // Nobody wants it any more; whether evcc followed is no longer looked at.
      if (pending.record.state === 'SENT') update(pending, { state: 'UNCONFIRMED' });
      pendings.delete(key);
    }
    for (const wish of wishes) {
      const pending = pendings.get(wish.key);
      if (wish.satisfied) {
        if (pending) {
          update(pending, { state: 'CONFIRMED' });
          pendings.delete(wish.key);
        }
        continue;
      }
      const now = clock.now();
      if (pending && sameCommand(pending.command, wish.command)) {
        const overdue = now >= pending.sentAt + confirmationMs(intervalS);
        if (overdue && pending.record.state === 'SENT') update(pending, { state: 'UNCONFIRMED' });
        if (now < pending.retryAt) continue;
      }
      before(wish);
      await send(wish, pending, intervalS);
    }
  }

  return {
    pending: () => new Set(pendings.keys()),
    unfollowed: () =>
      [...pendings.values()].map(({ record }) => record).filter(({ attempts }) => attempts > 1),
    fulfil,
  };
}

/** evcc shows a change after its next control cycle; two cycles and a little are waited for. */
function confirmationMs(intervalS: number): number {
  return (2 * intervalS + 2) * SECOND_MS;
}

function pauseMs(attempts: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempts - 1));
}

function sameCommand(a: EvccCommand, b: EvccCommand): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What went wrong, for people. Only texts that we wrote ourselves are shown: others may hold secrets. */
export function errorText(error: unknown): Text {
  if (error instanceof EvccError) return error.text;
  const name = error instanceof Error ? error.name : 'Error';
  return { de: `Unerwarteter Fehler (${name})`, en: `Unexpected error (${name})` };
}

function shortened(text: string | null): string | null {
  return text !== null && text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
