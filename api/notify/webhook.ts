import { answerUrl } from './answer-url.ts';
import type { Channel, Message } from './message.ts';
import { post } from './post.ts';
import type { Tickets } from './tickets.ts';

/** Any address; it gets both languages, what the message is about, and where a question is answered. */
export function webhook(address: string, tickets: Tickets, publicUrl: string | null): Channel {
  const id = 'webhook';

  function answers({ occasion, question, until }: Message): object {
    if (occasion !== 'QUESTION' || !question || publicUrl === null) return {};
    return {
      answers: question.choices.map(({ key, label }) => ({
        key,
        label,
        url: answerUrl(publicUrl, tickets.code(question.id, id, key)),
      })),
      answerUrl: answerUrl(publicUrl, tickets.ticket(question.id, id)),
      ...(until ? { until: new Date(until).toISOString() } : {}),
    };
  }

  return {
    id,
    driver: null,
    takesAnswers: publicUrl !== null,
    send: (message) => {
      const { occasion, vehicle, at, title, text } = message;
      return post(address, {
        occasion,
        vehicle,
        at: new Date(at).toISOString(),
        title,
        text,
        ...answers(message),
      });
    },
  };
}
