import { describeCommand, type EvccClient, type EvccCommand, EvccError } from '../evcc/index.ts';
import { type Clock, type Command, type Instant, SECOND_MS, type Text } from '../house/index.ts';
import type { Prerequisite, Wish } from './wish.ts';

/** A write whose effect evcc does not show yet, or that failed and waits for its next try. */
interface Pending {
  command: EvccCommand;
  /** By the time that passes, as the others here: the first try, the newest one, and the next at the earliest. */
  firstMs: number;
  sentMs: number;
  retryMs: number;
  record: Command;
  /** evcc took it once and did not show it within two of its cycles. */
  isIgnored: boolean;
  consequence: Text | null;
}

/** A command that evcc was told more than once and does not show. */
export interface Unfollowed {
  command: Command;
  /** What that means to people; `null` = nothing is known of it. */
  consequence: Text | null;
}

const FIRST_RETRY_MS = 30 * SECOND_MS;
const LONGEST_RETRY_MS = 15 * 60 * SECOND_MS;

/** Writes wishes to evcc: once each, in a safe order, retried with growing pauses, every one recorded. */
export interface Writer {
  /** Keys whose write is on its way; what evcc shows of them is nobody's decision yet. */
  pending(): ReadonlySet<string>;
  /** What evcc was told more than once and does not show. */
  unfollowed(): Unfollowed[];
  /** Since when evcc takes what it is told of this and does not show it; `null` = it shows it, or refuses. */
  ignoredSince(key: string): Instant | null;
  /** evcc took it a moment ago and still has time to show it. */
  isTaken(key: string): boolean;
  /**
   * Writes what is not satisfied and due. `before` runs before each write and must not fail.
   *
   * @returns whether something waits for what was written just now, so that it is worth looking again at once
   */
  fulfil(wishes: readonly Wish[], intervalS: number, before: (wish: Wish) => void): Promise<boolean>;
  /** Tells evcc once more what it would forget. Only what fails is recorded, and then told with growing pauses. */
  repeat(wish: Wish): Promise<void>;
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
  /** What failed when it was told once more, by key. */
  const repeats = new Map<string, Pending>();

  function update(pending: Pending, change: Partial<Command>): void {
    pending.record = { ...pending.record, ...change };
    onCommand(pending.record);
  }

  /** Notes another try of a wish; the same command stays one record. */
  function tried(wish: Wish, before: Pending | undefined): Pending {
    const sentMs = clock.elapsedMs();
    const again = before && sameCommand(before.command, wish.command) ? before : null;
    const attempts = (again?.record.attempts ?? 0) + 1;
    const { method, path } = describeCommand(wish.command);
    return {
      command: wish.command,
      firstMs: again?.firstMs ?? sentMs,
      sentMs,
      retryMs: sentMs + pauseMs(attempts),
      isIgnored: again?.isIgnored ?? false,
      consequence: wish.consequence ?? null,
      record: {
        id: again?.record.id ?? nextCommandId(),
        at: again?.record.at ?? clock.now(),
        subject: wish.subject,
        request: `${method} ${path}`,
        cause: wish.cause,
        state: 'SENT',
        answer: null,
        attempts,
      },
    };
  }

  function failed(pending: Pending, error: unknown): void {
    pending.isIgnored = false;
    update(pending, { state: 'FAILED', answer: shortened(errorText(error).en) });
    if (error instanceof EvccError && error.kind === 'CONFLICT') onConflict(pending.record.subject);
  }

  async function send(wish: Wish, before: Pending | undefined, intervalS: number): Promise<void> {
    const pending = tried(wish, before);
    pending.retryMs = Math.max(pending.retryMs, pending.sentMs + confirmationMs(intervalS));
    pendings.set(wish.key, pending);
    onCommand(pending.record);
    try {
      const { answer } = await evcc.write(wish.command);
      update(pending, { answer: shortened(answer) });
    } catch (error) {
      pending.retryMs = clock.elapsedMs() + pauseMs(pending.record.attempts);
      failed(pending, error);
    }
  }

  /** Nobody wants it any more; whether evcc followed is no longer looked at. */
  function forgetUnwanted(wishes: readonly Wish[]): void {
    const wanted = new Set(wishes.map((wish) => wish.key));
    for (const [key, pending] of pendings) {
      if (wanted.has(key)) continue;
      if (pending.record.state === 'SENT') update(pending, { state: 'UNCONFIRMED' });
      pendings.delete(key);
    }
  }

  async function pursue(wish: Wish, intervalS: number, before: (wish: Wish) => void): Promise<void> {
    const pending = pendings.get(wish.key);
    if (wish.satisfied) {
      if (pending) update(pending, { state: 'CONFIRMED' });
      pendings.delete(wish.key);
      return;
    }
    if (pending && sameCommand(pending.command, wish.command)) {
      const overdue = clock.elapsedMs() >= pending.sentMs + confirmationMs(intervalS);
      if (overdue && pending.record.state === 'SENT') {
        pending.isIgnored = true;
        update(pending, { state: 'UNCONFIRMED' });
      }
      if (clock.elapsedMs() < pending.retryMs) return;
    }
    before(wish);
    await send(wish, pending, intervalS);
  }

  function isMissing({ key, patienceMs }: Prerequisite, open: ReadonlySet<string>): boolean {
    if (!open.has(key)) return false;
    const pending = pendings.get(key);
    return patienceMs === undefined || !pending || clock.elapsedMs() < pending.firstMs + patienceMs;
  }

  async function fulfil(
    wishes: readonly Wish[],
    intervalS: number,
    before: (wish: Wish) => void,
  ): Promise<boolean> {
    const begunMs = clock.elapsedMs();
    forgetUnwanted(wishes);
    const open = new Set(wishes.filter(({ satisfied }) => !satisfied).map(({ key }) => key));
    const lackedBy = ({ after = [] }: Wish) => after.filter((prerequisite) => isMissing(prerequisite, open));
    const later: Wish[] = [];
    for (const wish of wishes)
      if (lackedBy(wish).length > 0) later.push(wish);
      else await pursue(wish, intervalS, before);
    let mayFollow = false;
    for (const wish of later) {
      const lacked = lackedBy(wish).flatMap(({ key }) => pendings.get(key) ?? []);
      const isRefused = lacked.some(({ record }) => record.attempts > 1);
      if (isRefused && wish.instead) await pursue(wish.instead, intervalS, before);
      else if (lacked.length === 0 || wish.satisfied) await pursue(wish, intervalS, before);
      else mayFollow ||= lacked.some(({ record, sentMs }) => record.state === 'SENT' && sentMs >= begunMs);
    }
    return mayFollow;
  }

  async function repeat(wish: Wish): Promise<void> {
    const before = repeats.get(wish.key);
    if (before && sameCommand(before.command, wish.command) && clock.elapsedMs() < before.retryMs) return;
    try {
      const { answer } = await evcc.write(wish.command);
      if (before) update(before, { state: 'CONFIRMED', answer: shortened(answer) });
      repeats.delete(wish.key);
    } catch (error) {
      // That evcc is away is told as such; it has refused nothing.
      if (error instanceof EvccError && error.kind === 'UNREACHABLE') return;
      const pending = tried(wish, before);
      // evcc forgets in a minute: the first retries must not be later than that.
      pending.retryMs = clock.elapsedMs() + pauseMs(pending.record.attempts) / 2;
      repeats.set(wish.key, pending);
      failed(pending, error);
    }
  }

  return {
    pending: () => new Set(pendings.keys()),
    unfollowed: () =>
      [...pendings.values()].flatMap(({ record, consequence }) =>
        record.attempts > 1 ? [{ command: record, consequence }] : [],
      ),
    ignoredSince(key) {
      const pending = pendings.get(key);
      return pending?.isIgnored ? pending.record.at : null;
    },
    isTaken: (key) => pendings.get(key)?.record.state === 'SENT',
    fulfil,
    repeat,
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
