import type { DriverSettings, Language } from '../house/index.ts';
import { buttonsOf, type Channel, type Message } from './message.ts';
import { post } from './post.ts';
import { readCode, type Tickets } from './tickets.ts';

/** Home Assistant's interface for its apps, and what opens it. Secret. */
export interface HomeAssistant {
  /** Without a slash at the end; REST is at `/api`, the WebSocket at `/websocket`. */
  url: string;
  token: string;
}

/** Where an app of Home Assistant finds it. */
export const SUPERVISOR_URL = 'http://supervisor/core';

/** What our buttons are called in Home Assistant's events: it hears of those of others too. */
const ACTION = /^SMARTLOAD\.(?<code>.+)$/;
/** Own words come with the event; what stands here is no answer. */
const OWN_WORDS = 'words';

export interface HomeAssistantOptions {
  /** Name of a notify service, such as `mobile_app_pixel`, with or without its domain. */
  service: string;
  driver: DriverSettings | null;
  tickets: Tickets;
  homeAssistant: HomeAssistant;
}

/** A notify service of Home Assistant. Its app tells of pressed buttons by an event; a newer message takes an older one's place. */
export function homeAssistantChannel(options: HomeAssistantOptions): Channel {
  const { driver, tickets, homeAssistant } = options;
  const name = options.service.replace(/^notify[./]/, '');
  const id = driver ? `home-assistant:${driver.name}` : 'home-assistant';

  function actions({ occasion, question }: Message, language: Language): object {
    if (occasion !== 'QUESTION' || !question) return {};
    const action = (key: string) => `SMARTLOAD.${tickets.code(question.id, id, key)}`;
    return {
      actions: buttonsOf(question).map((button) =>
        'ownWords' in button
          ? { action: action(OWN_WORDS), title: button.ownWords[language], behavior: 'textInput' }
          : { action: action(button.key), title: button.label[language] },
      ),
    };
  }

  return {
    id,
    driver,
    takesAnswers: true,
    send: (message, language) =>
      post(
        `${homeAssistant.url}/api/services/notify/${encodeURIComponent(name)}`,
        {
          title: plain(message.title[language]),
          message: plain(message.text[language]),
          data: { tag: tagOf(message), ...actions(message, language) },
        },
        { authorization: `Bearer ${homeAssistant.token}` },
      ),
  };
}

/** A pressed button of ours, with what was typed into it; `null` = none of ours. */
export function pressedButton(action: string, typed: string | null): { ticket: string; said: string } | null {
  const code = readCode(ACTION.exec(action)?.groups?.code ?? '');
  if (!code || code.key === null) return null;
  const said = code.key === OWN_WORDS ? typed : code.key;
  return said === null ? null : { ticket: code.ticket, said };
}

function tagOf({ occasion, vehicle, question }: Message): string {
  return question ? `smartload-question-${question.id}` : `smartload-${occasion}-${vehicle ?? ''}`;
}

/**
 * Android takes notifications for HTML, iOS for plain text. An invisible space keeps what looks like a tag or an entity
 * from being one, and changes nothing elsewhere.
 */
function plain(text: string): string {
  return text.replace(/[<&](?=[a-z/!?#])/gi, '$&\u200B');
}
