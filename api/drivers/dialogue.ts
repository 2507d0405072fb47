import type { Clock, DriverSettings, LoopActions, Settings, Snapshot, Text } from '../house/index.ts';
import {
  answerableBy,
  type Channel,
  type Notifier,
  readCode,
  type Tickets,
  telegramChannelId,
} from '../notify/index.ts';
import { createAnswering, type Outcome } from './answering.ts';
import { isMoot, offers, pluggedIn, type StoodThere } from './occasions.ts';
import {
  mayAsk,
  NO_QUESTIONS,
  type Occasion,
  type OpenQuestion,
  type Questions,
  questionsSchema,
  stillOpen,
  withoutChannels,
  withoutQuestion,
  withQuestion,
} from './questions.ts';
import type { Incoming } from './telegram.ts';
import { TEXTS } from './texts.ts';
import { type Worded, worded } from './wording.ts';

export interface DialogueDependencies {
  settings: Pick<Settings, 'drivers' | 'timeZone'>;
  clock: Clock;
  snapshots: () => AsyncIterable<Snapshot>;
  snapshot: () => Snapshot;
  actions: Pick<LoopActions, 'setDeparture' | 'boost' | 'cancelBoost'>;
  store: {
    get<T>(key: string, decode: (value: unknown) => T): T | null;
    set(key: string, value: unknown): void;
  };
  channels: readonly Channel[];
  tickets: Tickets;
  notifier: Pick<Notifier, 'talk' | 'takeBack' | 'seen'>;
}

/** Where answers are handed in by address, by whoever has the ticket. */
export interface AnswerDesk {
  /** The question that a ticket is for; `null` = none that is open. */
  look(ticket: string): Worded | null;
  /** @param said in words, or the key of a choice */
  answer(ticket: string, said: string): Promise<Outcome>;
}

/** Asks drivers about their cars, and does what they answer. */
export interface Dialogue {
  desk: AnswerDesk;
  /** What somebody wrote or pressed at Telegram; the answer is what to say there. `null` = a stranger. */
  hear(incoming: Incoming): Promise<Text | null>;
  /** A button that was pressed in Home Assistant. */
  press(ticket: string, said: string): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

/** Without channels that take answers it asks nothing. Only known people are heard, and only about their own cars. */
export function createDialogue(dependencies: DialogueDependencies): Dialogue {
  const { settings, clock, snapshots, snapshot, store, channels, tickets, notifier } = dependencies;
  const answering = createAnswering({ ...dependencies, timeZone: settings.timeZone });
  let questions: Questions =
    store.get('driverQuestions', (value) => questionsSchema.parse(value)) ?? NO_QUESTIONS;
  /** Somebody has answered, and that is being done: another answer at the same moment is one too many. */
  const inHand = new Set<number>();
  let iterator: AsyncIterator<Snapshot> | null = null;

  function keep(next: Questions): void {
    questions = next;
    store.set('driverQuestions', questions);
  }

  async function follow(): Promise<void> {
    let before: StoodThere = notifier.seen();
    iterator = snapshots()[Symbol.asyncIterator]();
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      const after = next.value;
      takeBackMoot(after);
      for (const occasion of [...pluggedIn(before, after), ...offers(after)]) ask(occasion, after);
      // Before evcc was read for the first time nothing is known of its cars.
      if (after.loadpoints.length > 0) before = after;
    }
  }

  /** What has not got through yet is not asked when it is answered, or the car gone; what people have they may answer. */
  function takeBackMoot(house: Snapshot): void {
    for (const question of stillOpen(questions, clock.now()).filter((open) => isMoot(open, house))) {
      const unsent = notifier.takeBack(question.id);
      if (unsent.length > 0) keep(withoutChannels(questions, question, unsent, clock.now()));
    }
  }

  function ask(occasion: Occasion, house: Snapshot): void {
    const now = clock.now();
    if (!mayAsk(questions, occasion, now)) return;
    const by = answerableBy(channels, settings.drivers, occasion.vehicle, occasion.title);
    if (by.length === 0) return;
    const asked = withQuestion(
      questions,
      occasion,
      by.map(({ id }) => id),
      now,
    );
    keep(asked.questions);
    say('QUESTION', asked.question, worded(asked.question, house, now), asked.question.channels);
  }

  function say(
    occasion: 'QUESTION' | 'ANSWER',
    { vehicle, title: vehicleTitle, until }: OpenQuestion,
    { title, text, question }: Worded,
    to: readonly string[],
  ): void {
    notifier.talk({ occasion, vehicle, vehicleTitle, at: clock.now(), until, title, text, question }, to);
  }

  /** The question that a ticket is for, and the channel by which it came. */
  function openFor(ticket: string): { question: OpenQuestion; channel: string } | null {
    const number = readCode(ticket)?.question;
    const question = stillOpen(questions, clock.now()).find(({ id }) => id === number);
    const channel = question?.channels.find((id) => tickets.isFor(ticket, question.id, id));
    return question && channel !== undefined ? { question, channel } : null;
  }

  /** What came of an answer is said by the other channels too, so that nobody answers again. */
  async function answer(question: OpenQuestion, said: string, spoken: string | null): Promise<Outcome> {
    if (inHand.has(question.id)) return { ok: false, message: TEXTS.tooLate };
    inHand.add(question.id);
    const outcome = await answering.answer(question, said).finally(() => inHand.delete(question.id));
    if (!outcome.ok) return outcome;
    const unasked = notifier.takeBack(question.id);
    keep(withoutQuestion(questions, question, clock.now()));
    const told = { ...worded(question, snapshot(), clock.now()), text: outcome.message };
    say(
      'ANSWER',
      question,
      told,
      question.channels.filter((id) => id !== spoken && !unasked.includes(id)),
    );
    return outcome;
  }

  /** @param people to whom the chat belongs */
  async function hearFrom(people: readonly DriverSettings[], { text, button }: Incoming): Promise<Text> {
    const own = people.map(telegramChannelId);
    if (button !== null) {
      const code = readCode(button);
      const open = code && openFor(code.ticket);
      if (!open || !own.includes(open.channel) || code.key === null) return TEXTS.tooLate;
      return (await answer(open.question, code.key, open.channel)).message;
    }
    const command = text?.trim().toLowerCase() ?? '';
    if (command.startsWith('/boost')) return answering.charge(people, true);
    if (command.startsWith('/stop')) return answering.charge(people, false);
    for (const open of stillOpen(questions, clock.now()).toReversed()) {
      const channel = open.channels.find((id) => own.includes(id));
      if (channel !== undefined && text) return (await answer(open, text, channel)).message;
    }
    return TEXTS.help;
  }

  return {
    desk: {
      look(ticket) {
        const open = openFor(ticket);
        return open ? worded(open.question, snapshot(), clock.now()) : null;
      },
      async answer(ticket, said) {
        const open = openFor(ticket);
        return open ? answer(open.question, said, null) : { ok: false, message: TEXTS.tooLate };
      },
    },
    async hear(incoming) {
      const people = settings.drivers.filter(({ telegramChatId }) => telegramChatId === incoming.chatId);
      return people.length > 0 ? hearFrom(people, incoming) : null;
    },
    async press(ticket, said) {
      const open = openFor(ticket);
      if (!open) return;
      const { ok, message } = await answer(open.question, said, null);
      // Home Assistant takes a notification away with its buttons: what was not understood is asked again.
      if (!ok) {
        const again = { ...worded(open.question, snapshot(), clock.now()), text: message };
        say('QUESTION', open.question, again, [open.channel]);
      }
    },
    start() {
      if (channels.some(({ takesAnswers }) => takesAnswers)) void follow();
    },
    async stop() {
      await iterator?.return?.();
    },
  };
}
