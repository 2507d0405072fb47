import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  type Clock,
  HOUR_MS,
  type LoopActions,
  type Notice,
  type Settings,
  type Snapshot,
  type Text,
} from '../house/index.ts';
import {
  channelsOf,
  createNotifier,
  createTickets,
  type HomeAssistant,
  pressedButton,
  TELEGRAM_URL,
  telegramChannelId,
} from '../notify/index.ts';
import { type AnswerDesk, createDialogue } from './dialogue.ts';
import { createHomeAssistantEvents } from './home-assistant-events.ts';
import { createTelegramBot, type TelegramBot } from './telegram.ts';
import { unknownCars } from './unknown-cars.ts';

/** Who gets an answer later than this no longer knows what it was about. */
const ANSWER_MS = 2 * HOUR_MS;

export interface PeopleDependencies {
  settings: Pick<Settings, 'drivers' | 'telegramBotToken' | 'timeZone' | 'notify'>;
  clock: Clock;
  snapshots: () => AsyncIterable<Snapshot>;
  snapshot: () => Snapshot;
  actions: Pick<LoopActions, 'setDeparture' | 'boost' | 'cancelBoost'>;
  store: {
    get<T>(key: string, decode: (value: unknown) => T): T | null;
    set(key: string, value: unknown): void;
  };
  /** `null` = it does not run us. */
  homeAssistant: HomeAssistant | null;
  /** Where Telegram is; another place in tests. */
  telegramUrl?: string;
  /** What went wrong with a way to reach people, without address, token or chat. */
  onTrouble: (what: string) => void;
}

/** Tells people what they should know, asks them, and does what they answer, by all ways that the settings name. */
export interface People {
  desk: AnswerDesk;
  /** What people should know of the ways by which they are told. */
  notices(): Notice[];
  start(): void;
  stop(): Promise<void>;
}

/** Without ways to reach people it does nothing, and speaks to nobody. */
export function createPeople(dependencies: PeopleDependencies): People {
  const { settings, clock, snapshots, snapshot, store, homeAssistant, onTrouble } = dependencies;
  const since = clock.now();
  const telegramUrl = dependencies.telegramUrl ?? TELEGRAM_URL;
  const tickets = createTickets(ownSecret(store));
  const channels = channelsOf({ settings, tickets, homeAssistant, telegramUrl });
  const notifier = createNotifier({
    channels,
    language: settings.notify.language,
    clock,
    snapshots,
    store,
    onError: (channel, { text }) => onTrouble(`message by ${channel}: ${text.en}`),
  });
  const dialogue = createDialogue({ ...dependencies, channels, tickets, notifier });
  const bot = channels.some(({ id }) => id.startsWith('telegram:')) ? telegram() : null;
  const events =
    homeAssistant && channels.some(({ id }) => id.startsWith('home-assistant'))
      ? createHomeAssistantEvents({
          homeAssistant,
          onAction: press,
          onError: (what) => onTrouble(`Home Assistant: ${what}`),
        })
      : null;

  function telegram(): TelegramBot | null {
    const { telegramBotToken: token } = settings;
    if (token === null) return null;
    return createTelegramBot({
      token,
      host: telegramUrl,
      offset: store.get('telegramOffset', Number) ?? 0,
      onIncoming: async (incoming) => {
        const answer = await dialogue.hear(incoming);
        if (answer) reply(incoming.chatId, answer);
      },
      onOffset: (offset) => store.set('telegramOffset', offset),
      onError: (what) => onTrouble(`Telegram: ${what}`),
    });
  }

  /** By the chat's own channel, which keeps what does not get through. */
  function reply(chatId: string, text: Text): void {
    const at = clock.now();
    const driver = settings.drivers.find(({ telegramChatId }) => telegramChatId === chatId);
    const answer = { vehicle: null, at, until: at + ANSWER_MS, title: { de: '', en: '' }, text };
    if (driver) notifier.talk({ occasion: 'ANSWER', ...answer }, [telegramChannelId(driver)]);
  }

  function press(action: string, typed: string | null): void {
    const pressed = pressedButton(action, typed);
    if (!pressed) return;
    dialogue
      .press(pressed.ticket, pressed.said)
      .catch((error: unknown) => onTrouble(`Home Assistant: answer failed (${error})`));
  }

  return {
    desk: dialogue.desk,
    notices: () => [...notifier.notices(), ...unknownCars(settings.drivers, snapshot(), since)],
    start() {
      if (!homeAssistant && wantsHomeAssistant(settings)) onTrouble(NOT_AN_ADDON);
      notifier.start();
      dialogue.start();
      bot?.start();
      events?.start();
    },
    async stop() {
      events?.stop();
      await Promise.allSettled([dialogue.stop(), bot?.stop(), notifier.stop()]);
    },
  };
}

const NOT_AN_ADDON =
  'home_assistant_notify is not used: notify services can be called only where Smartload runs as an app of Home Assistant';

function wantsHomeAssistant({ notify, drivers }: PeopleDependencies['settings']): boolean {
  return [notify, ...drivers].some(({ homeAssistantService }) => Boolean(homeAssistantService));
}

/** What tickets are signed with, made once. */
function ownSecret(store: PeopleDependencies['store']): string {
  const known = store.get('answerSecret', (value) => z.string().parse(value));
  const secret = known ?? randomBytes(32).toString('hex');
  if (known === null) store.set('answerSecret', secret);
  return secret;
}
