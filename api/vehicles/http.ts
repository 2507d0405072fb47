import { VehicleError } from './error.ts';

/** An answer about one car is never longer. */
const LONGEST_BYTES = 1_000_000;

/** What an address answered. */
export interface Answer {
  status: number;
  text: string;
  /** `name=value` of each cookie that was set. */
  cookies: string[];
}

/**
 * Asks an address. Redirects are not followed, since address, headers and body may be secret; for the same reason none
 * of them reaches an error.
 *
 * @throws VehicleError where there is no answer, or an endless one
 */
export async function ask(
  url: string,
  request: Pick<RequestInit, 'method' | 'headers' | 'body'>,
  signal: AbortSignal,
): Promise<Answer> {
  try {
    const response = await fetch(url, { ...request, redirect: 'manual', signal });
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
    return { status: response.status, text: await textOf(response), cookies };
  } catch (error) {
    if (error instanceof VehicleError) throw error;
    const isLate = error instanceof DOMException && error.name === 'TimeoutError';
    throw new VehicleError(
      isLate
        ? { de: 'Keine Antwort innerhalb der Frist.', en: 'No answer in time.' }
        : { de: 'Die Adresse ist nicht erreichbar.', en: 'The address cannot be reached.' },
    );
  }
}

/** Read no further than an answer can be long, however much there is. */
async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > LONGEST_BYTES)
      throw new VehicleError({ de: 'Die Antwort ist zu lang.', en: 'The answer is too long.' });
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** Whether a status means that it went well. */
export function isGood({ status }: Pick<Answer, 'status'>): boolean {
  return status >= 200 && status < 300;
}

/** JSON, or `null` where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
