import type { DriverSettings, Language } from '../house/index.ts';
import type { Channel, Message } from './message.ts';
import { post } from './post.ts';
import type { Tickets } from './tickets.ts';

/** Where Telegram's bots are reached. */
export const TELEGRAM_URL = 'https://api.telegram.org';

export interface TelegramOptions {
  driver: DriverSettings;
  chatId: string;
  /** The bot's. Secret. */
  token: string;
  host: string;
  tickets: Tickets;
}

/** A driver's chat with our bot. */
export function telegramChannel({ driver, chatId, token, host, tickets }: TelegramOptions): Channel {
  const id = telegramChannelId(driver);

  function buttons({ occasion, question }: Message, language: Language): object {
    if (occasion !== 'QUESTION' || !question) return {};
    const row = question.choices.map(({ key, label }) => ({
      text: label[language],
      callback_data: tickets.code(question.id, id, key),
    }));
    return { reply_markup: { inline_keyboard: [row] } };
  }

  return {
    id,
    driver,
    takesAnswers: true,
    // Plain text: names may hold whatever Telegram would take for markup.
    send: (message, language) =>
      post(`${host}/bot${token}/sendMessage`, {
        chat_id: chatId,
        text: [message.title[language], message.text[language]].filter(Boolean).join('\n'),
        ...buttons(message, language),
      }),
  };
}

/** The channel by which a driver is reached at Telegram. */
export function telegramChannelId({ name }: DriverSettings): string {
  return `telegram:${name}`;
}
