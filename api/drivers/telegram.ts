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

/** A bot, as far as we need one. */
export interface TelegramBot {
  /** Text without markup. */
  say(chatId: string, text: string): Promise<void>;
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
        // An error of fetch may carry the address, and that the token.
        options.onError(error instanceof TelegramError ? error.message : 'getUpdates: no usable answer');
        await pause(pauseMs);
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
      }
    }
  }

  async function take(raw: unknown): Promise<void> {
    const { success, data } = update.safeParse(raw);
    const id = success ? data.update_id : z.object({ update_id: z.number() }).parse(raw).update_id;
    offset = id + 1;
    options.onOffset(offset);
    if (!success) return;
    const { message, callback_query: pressed } = data;
    if (message)
      await options.onIncoming({ chatId: message.chat.id, text: message.text ?? null, button: null });
    if (!pressed) return;
    await call('answerCallbackQuery', { callback_query_id: pressed.id });
    if (pressed.message && pressed.data)
      await options.onIncoming({ chatId: pressed.message.chat.id, text: null, button: pressed.data });
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
    async say(chatId, text) {
      try {
        await call('sendMessage', { chat_id: chatId, text });
      } catch (error) {
        if (!end.signal.aborted)
          options.onError(error instanceof TelegramError ? error.message : 'sendMessage: no usable answer');
      }
    },
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
