import { NotifyError } from './message.ts';

const TIMEOUT_MS = 10_000;
/** What is wrong is the message, and not the way. */
const REFUSALS: readonly number[] = [400, 413, 422];

/**
 * Posts JSON. Redirects are not followed, since address and headers may be secret.
 *
 * @throws NotifyError without the address in it
 */
export async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<void> {
  let status: number;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    status = response.status;
  } catch {
    throw new NotifyError({ de: 'nicht erreichbar', en: 'not reachable' });
  }
  if (status < 200 || status > 299)
    throw new NotifyError(
      { de: `Antwort mit Status ${status}`, en: `answer with status ${status}` },
      REFUSALS.includes(status),
    );
}
