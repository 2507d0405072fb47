import { z } from 'zod';

/** How long Telegram holds a request open until something comes, s. */
const HOLD_S = 30;
const TIMEOUT_MS = 40_000;
const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 5 * 60_000;

const chat = z.object({ id: z.number().transform(String) });
const update = z.object({
  update_id: z.number(),
  message: z.object({ chat, text: z.string().optional() }).optional(),
  callback_query: z
    .object({ id: z.string(), data: z.string().optional(), message: z.object({ chat }).optional() })
    .optional(),
});
const answered = z.object({ ok: z.literal(true), result: z.unknown() });

/** What somebody wrote, or which button was pressed. */
export interface Incoming {
  chatId: string;
  text: string | null;
  /** What the button carries; `null` = it was no button. */
  button: string | null;
}

/** A bot, as far as we need one to hear; what is said to people goes by their channels. */
export interface TelegramBot {
  start(): void;
  stop(): Promise<void>;
}

export interface TelegramOptions {
  token: string;
  host: string;
  /** Number of the first update that was not seen yet. */
  offset: number;
  onIncoming: (incoming: Incoming) => Promise<void>;
  onOffset: (offset: number) => void;
  /** What went wrong, without the token. */
  onError: (what: string) => void;
}

/** Talks to Telegram's bot interface by long polling, so that nothing has to be reachable from outside. */
export function createTelegramBot(options: TelegramOptions): TelegramBot {
  const end = new AbortController();
  let { offset } = options;
  let running: Promise<void> | null = null;

  async function call(method: string, body: object): Promise<unknown> {
    const response = await fetch(`${options.host}/bot${options.token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.any([end.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    if (!response.ok) throw new TelegramError(`${method}: status ${response.status}`);
    return answered.parse(await response.json()).result;
  }

  async function listen(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    while (!end.signal.aborted) {
      try {
        const wanted = ['message', 'callback_query'];
        const found = await call('getUpdates', { offset, timeout: HOLD_S, allowed_updates: wanted });
        for (const raw of z.array(z.unknown()).parse(found)) await take(raw);
        pauseMs = FIRST_PAUSE_MS;
      } catch (error) {
        if (end.signal.aborted) return;
        tell(error, 'getUpdates');
        await pause(pauseMs);
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
      }
    }
  }

  async function take(raw: unknown): Promise<void> {
    const { success, data } = update.safeParse(raw);
    const id = success ? data.update_id : z.object({ update_id: z.number() }).parse(raw).update_id;
    try {
      if (success) await hear(data);
    } catch {
      options.onError('what somebody said could not be followed');
    } finally {
      // Only now: what was not done when we ended is told again.
      offset = id + 1;
      options.onOffset(offset);
    }
  }

  async function hear({ message, callback_query: pressed }: z.infer<typeof update>): Promise<void> {
    if (message)
      await options.onIncoming({ chatId: message.chat.id, text: message.text ?? null, button: null });
    if (!pressed) return;
    if (pressed.message && pressed.data)
      await options.onIncoming({ chatId: pressed.message.chat.id, text: null, button: pressed.data });
    // Takes the sign of waiting off the button, which Telegram refuses after a while.
    await call('answerCallbackQuery', { callback_query_id: pressed.id }).catch((error: unknown) =>
      tell(error, 'answerCallbackQuery'),
    );
  }

  /** An error of fetch may carry the address, and that the token. */
  function tell(error: unknown, method: string): void {
    if (end.signal.aborted) return;
    options.onError(error instanceof TelegramError ? error.message : `${method}: no usable answer`);
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      end.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  return {
    start() {
      running = listen();
    },
    async stop() {
      end.abort();
      await running;
    },
  };
}

class TelegramError extends Error {}
