import { z } from 'zod';

const service = z.object({
  data: z.object({
    host: z.string(),
    port: z.coerce.number(),
    username: z.string().nullish(),
    password: z.string().nullish(),
    ssl: z.boolean().nullish(),
  }),
});

const TIMEOUT_MS = 5000;

/**
 * The broker that Home Assistant's Supervisor knows, with user and password; `null` where there is none, or where
 * nobody supervises us. Secret.
 *
 * @param token what the Supervisor gave us to ask it with
 */
export async function supervisorBroker(
  token: string | null,
  url = 'http://supervisor',
): Promise<string | null> {
  if (token === null) return null;
  const answer = await fetch(`${url}/services/mqtt`, {
    headers: { authorization: `Bearer ${token}` },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => null);
  if (!answer?.ok) return null;
  const decoded = service.safeParse(await answer.json().catch(() => null));
  if (!decoded.success) return null;
  const { host, port, username, password, ssl } = decoded.data.data;
  const broker = new URL(`${ssl ? 'mqtts' : 'mqtt'}://${host}:${port}`);
  broker.username = username ?? '';
  broker.password = password ?? '';
  return broker.href;
}
