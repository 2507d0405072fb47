import type { DriverSettings, Language } from '../house/index.ts';
import { answerUrl } from './answer-url.ts';
import { buttonsOf, type Channel, type Message } from './message.ts';
import { post } from './post.ts';
import type { Tickets } from './tickets.ts';

/** ntfy shows no more buttons than this. */
const MOST_BUTTONS = 3;

export interface NtfyOptions {
  /** Address with the topic, `https://ntfy.sh/topic`, perhaps with user and password. Secret. */
  address: string;
  driver: DriverSettings | null;
  tickets: Tickets;
  /** Where phones reach us; `null` = nowhere, so that nothing can be answered. */
  publicUrl: string | null;
}

/** A topic of ntfy: the topic goes into the body, as its JSON wants it. Buttons call us by the address of an answer. */
export function ntfy({ address, driver, tickets, publicUrl }: NtfyOptions): Channel {
  const url = new URL(address);
  const topic = url.pathname.slice(1);
  url.pathname = '/';
  const credentials = Buffer.from(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`);
  const headers = url.username ? { authorization: `Basic ${credentials.toString('base64')}` } : {};
  url.username = '';
  url.password = '';
  const id = driver ? `ntfy:${driver.name}` : 'ntfy';

  function answers({ occasion, question }: Message, language: Language): object {
    if (occasion !== 'QUESTION' || !question || publicUrl === null) return {};
    const page = answerUrl(publicUrl, tickets.ticket(question.id, id));
    const actions = buttonsOf(question).map((button) =>
      'ownWords' in button
        ? { action: 'view', label: button.ownWords[language], url: page, clear: true }
        : {
            action: 'http',
            label: button.label[language],
            method: 'POST',
            url: answerUrl(publicUrl, tickets.code(question.id, id, button.key)),
            clear: true,
          },
    );
    return { click: page, actions: actions.slice(0, MOST_BUTTONS) };
  }

  return {
    id,
    driver,
    takesAnswers: publicUrl !== null,
    send: (message, language) =>
      post(
        url.href,
        {
          topic,
          title: message.title[language],
          message: message.text[language],
          ...answers(message, language),
        },
        headers,
      ),
  };
}
