import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Text } from '../house/index.ts';

/** Someone else listens on our port. */
export class PortInUseError extends Error {
  readonly port: number;
  /** What to do, for people. */
  readonly text: Text;

  constructor(port: number, options?: ErrorOptions) {
    const text = {
      de: `Port ${port} ist schon belegt, vielleicht von einem zweiten Smartload. Bitte das andere Programm beenden oder einen anderen Port einstellen.`,
      en: `Port ${port} is in use already, perhaps by a second Smartload. Please stop the other program or set another port.`,
    };
    super(text.en, options);
    this.name = 'PortInUseError';
    this.port = port;
    this.text = text;
  }
}

/** Hosts without IPv6 refuse `::` with one of these. */
const NO_IPV6 = ['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL'];

/** The addresses to listen on: `all`, `local` (of both families) or a single one. */
export function addressesOf(setting: string): string[] {
  if (setting === 'all') return ['::'];
  return setting === 'local' ? ['127.0.0.1', '::1'] : [setting];
}

/**
 * Lets each server listen on its address, all on one port, and answers with it. Where a machine has no IPv6 its
 * addresses of IPv4 do.
 *
 * @param port 0 takes any that is free
 * @throws {PortInUseError} where someone else listens there
 */
export async function listen(servers: { address: string; http: Server }[], port: number): Promise<number> {
  let chosen = port;
  for (const [index, { address, http }] of servers.entries()) {
    try {
      await listenOn(http, chosen, address);
    } catch (error) {
      if (!address.includes(':') || !NO_IPV6.includes(errorCode(error))) throw error;
      if (index > 0) continue;
      await listenOn(http, chosen, '0.0.0.0');
    }
    const bound = http.address();
    if (typeof bound === 'object' && bound) chosen = bound.port;
  }
  return chosen;
}

async function listenOn(server: Server, port: number, host: string): Promise<void> {
  server.listen({ port, host });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw errorCode(error) === 'EADDRINUSE' ? new PortInUseError(port, { cause: error }) : error;
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
