import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * What somebody must have to answer one question that came by one channel: the question's number and a proof that only
 * this house can make. It is good for nothing else. With the key of a choice behind it, it is that answer.
 */
export interface Tickets {
  ticket(question: number, channel: string): string;
  /** What a button carries, at most 64 bytes. */
  code(question: number, channel: string, key: string): string;
  /** Whether a ticket is that of a question by a channel. */
  isFor(ticket: string, question: number, channel: string): boolean;
}

/** Half of a SHA-256 in base64url: 128 bits. */
const PROOF_LENGTH = 22;
const CODE = /^(?<ticket>(?<question>\d{1,15})\.[\w-]{22})(?:\.(?<key>\w{1,12}))?$/;

/** @param secret this house's own, kept across restarts */
export function createTickets(secret: string): Tickets {
  function ticket(question: number, channel: string): string {
    const proof = createHmac('sha256', secret).update(`${question} ${channel}`).digest('base64url');
    return `${question}.${proof.slice(0, PROOF_LENGTH)}`;
  }

  return {
    ticket,
    code: (question, channel, key) => `${ticket(question, channel)}.${key}`,
    isFor(given, question, channel) {
      const [a, b] = [Buffer.from(given), Buffer.from(ticket(question, channel))];
      return a.length === b.length && timingSafeEqual(a, b);
    },
  };
}

/** What a code says, whether or not it is a true one; `null` = it is none. `key` is `null` in a ticket. */
export function readCode(code: string): { ticket: string; question: number; key: string | null } | null {
  const { ticket, question, key = null } = CODE.exec(code)?.groups ?? {};
  return ticket === undefined ? null : { ticket, question: Number(question), key };
}
