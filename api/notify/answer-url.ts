/** Where answers are taken, below the address of this server. */
export const ANSWER_PATH = '/answer/';

/** The address by which a ticket or a code is handed in. */
export function answerUrl(publicUrl: string, code: string): string {
  return `${publicUrl}${ANSWER_PATH}${code}`;
}
