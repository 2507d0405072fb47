import type {
  Clock,
  DriverSettings,
  Language,
  LoopActions,
  Settings,
  Snapshot,
  Text,
} from '../house/index.ts';
import {
  CHOICES,
  drives,
  NO_QUESTIONS,
  type Question,
  type Questions,
  questionFor,
  questionsAfter,
  questionsSchema,
  withoutQuestion,
} from './questions.ts';
import { createTelegramBot, type Incoming, type TelegramBot } from './telegram.ts';
import { momentOf } from './when.ts';

export interface DialogueDependencies {
  settings: Pick<Settings, 'drivers' | 'telegramBotToken' | 'timeZone' | 'notify'>;
  clock: Clock;
  snapshots: () => AsyncIterable<Snapshot>;
  snapshot: () => Snapshot;
  actions: Pick<LoopActions, 'setDeparture' | 'boost' | 'cancelBoost'>;
  store: {
    get<T>(key: string, decode: (value: unknown) => T): T | null;
    set(key: string, value: unknown): void;
  };
  onError: (what: string) => void;
  /** Where Telegram is; another one in tests. */
  host?: string;
}

/** Asks drivers when their car is needed, and does what they answer. */
export interface Dialogue {
  start(): void;
  stop(): Promise<void>;
}

/** Without a bot and drivers with a chat it does nothing. Only known chats are answered, and only for their own cars. */
export function createDialogue(dependencies: DialogueDependencies): Dialogue {
  const { settings, clock, snapshots, snapshot, actions, store, onError } = dependencies;
  const { drivers, telegramBotToken: token, timeZone } = settings;
  const { language } = settings.notify;
  let questions: Questions = store.get('questions', (value) => questionsSchema.parse(value)) ?? NO_QUESTIONS;
  let iterator: AsyncIterator<Snapshot> | null = null;
  const bot: TelegramBot | null =
    token !== null && drivers.some(({ telegramChatId }) => telegramChatId !== null)
      ? createTelegramBot({
          token,
          host: dependencies.host ?? 'https://api.telegram.org',
          offset: store.get('telegramOffset', Number) ?? 0,
          onIncoming: hear,
          onOffset: (offset) => store.set('telegramOffset', offset),
          onError,
        })
      : null;

  function keep(next: Questions): void {
    questions = next;
    store.set('questions', questions);
  }

  async function follow(asker: TelegramBot): Promise<void> {
    let before: Snapshot | null = null;
    iterator = snapshots()[Symbol.asyncIterator]();
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      const after = next.value;
      const news = before ? questionsAfter(questions, before, after, drivers) : null;
      before = after;
      if (!news || news.asked.length === 0) continue;
      keep(news.questions);
      for (const { id, chatId, title } of news.asked) {
        const buttons = CHOICES.map(({ key, label }) => ({
          label: label[language],
          carries: `d:${id}:${key}`,
        }));
        await asker.say(chatId, TEXTS.when(title)[language], buttons);
      }
    }
  }

  async function hear({ chatId, text, button }: Incoming): Promise<void> {
    const driver = drivers.find(({ telegramChatId }) => telegramChatId === chatId);
    if (!driver || !bot) return;
    const reply = (answer: Text) => bot.say(chatId, answer[language]);
    if (button !== null) {
      const [, id = '', key = ''] = /^d:(\d+):(\w+)$/.exec(button) ?? [];
      const said = CHOICES.find((choice) => choice.key === key)?.said;
      const question = questionFor(questions, chatId, Number(id), clock.now());
      return reply(question && said ? await depart(question, said) : TEXTS.tooLate);
    }
    const command = text?.trim().toLowerCase() ?? '';
    if (command.startsWith('/boost')) return reply(await charge(driver, true));
    if (command.startsWith('/stop')) return reply(await charge(driver, false));
    const question = questionFor(questions, chatId, null, clock.now());
    return reply(question && text ? await depart(question, text) : TEXTS.help);
  }

  async function depart(question: Question, said: string): Promise<Text> {
    const departure = momentOf(said, clock.now(), timeZone);
    if (departure === null) return TEXTS.notUnderstood;
    const { loadpoint, vehicle, title } = question;
    const there = snapshot().loadpoints.find(({ id }) => id === loadpoint);
    if (!there?.connected || there.vehicleName !== vehicle) return TEXTS.gone(title);
    const result = await actions.setDeparture({
      loadpoint,
      departure,
      targetSocPercent: null,
      targetEnergyKwh: null,
    });
    if (!result.ok) return result.message;
    keep(withoutQuestion(questions, question, clock.now()));
    return TEXTS.departs(title, departure, timeZone);
  }

  async function charge(driver: DriverSettings, isOn: boolean): Promise<Text> {
    const own = snapshot().loadpoints.filter(
      ({ connected, vehicleName, vehicleTitle }) =>
        connected && vehicleName !== null && drives(driver, vehicleName, vehicleTitle ?? vehicleName),
    );
    const [only, ...others] = own;
    if (!only || others.length > 0) return TEXTS.notOne(own.length);
    const title = only.vehicleTitle ?? only.title;
    const result = isOn
      ? await actions.boost({ loadpoint: only.id, until: null, minutes: null, targetSocPercent: null })
      : await actions.cancelBoost(only.id);
    if (!result.ok) return result.message;
    return isOn ? TEXTS.boosts(title) : TEXTS.stopped(title);
  }

  return {
    start() {
      if (!bot) return;
      bot.start();
      void follow(bot);
    },
    async stop() {
      await iterator?.return?.();
      await bot?.stop();
    },
  };
}

const TEXTS = {
  when: (title: string): Text => ({
    de: `${title} ist angesteckt. Wann wird es gebraucht? Auch etwa „um 14:30“ oder „morgen um 7“.`,
    en: `${title} is plugged in. When is it needed? "at 14:30" or "tomorrow at 7" will do as well.`,
  }),
  departs: (title: string, departure: number, timeZone: string): Text => {
    const shown = (language: Language) =>
      new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
        weekday: 'long',
        hour: '2-digit',
        minute: '2-digit',
        timeZone,
      }).format(departure);
    return {
      de: `${title} ist bereit bis ${shown('de')}.`,
      en: `${title} will be ready by ${shown('en')}.`,
    };
  },
  gone: (title: string): Text => ({
    de: `${title} ist nicht mehr angesteckt.`,
    en: `${title} is no longer plugged in.`,
  }),
  boosts: (title: string): Text => ({
    de: `${title} lädt jetzt mit voller Leistung. /stop beendet das.`,
    en: `${title} charges at full power now. /stop ends it.`,
  }),
  stopped: (title: string): Text => ({
    de: `${title} lädt wieder nach Plan.`,
    en: `${title} charges by the plan again.`,
  }),
  notOne: (count: number): Text =>
    count === 0
      ? { de: 'Keines Ihrer Autos ist angesteckt.', en: 'None of your cars is plugged in.' }
      : {
          de: 'Mehrere Ihrer Autos sind angesteckt. Bitte auf der Seite auswählen.',
          en: 'Several of your cars are plugged in. Please choose on the page.',
        },
  notUnderstood: {
    de: 'Das habe ich nicht verstanden. Etwa: „um 14:30“, „in 2 Stunden“, „morgen früh“.',
    en: 'I did not understand. For example: "at 14:30", "in 2 hours", "tomorrow morning".',
  },
  tooLate: {
    de: 'Diese Frage gilt nicht mehr. Die Abfahrt lässt sich auf der Seite einstellen.',
    en: 'This question is over. The departure can be set on the page.',
  },
  help: {
    de: '/boost lädt jetzt, /stop beendet das. Nach dem Anstecken frage ich nach der Abfahrt.',
    en: '/boost charges now, /stop ends it. After plugging in I ask for the departure.',
  },
} as const;
