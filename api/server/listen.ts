import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Text } from '../house/index.ts';

/** There is no listening where it was asked for. */
export class ListenError extends Error {
  override name = 'ListenError';
  /** What to do, for people. */
  readonly text: Text;

  constructor(text: Text, options?: ErrorOptions) {
    super(text.en, options);
    this.text = text;
  }
}

/** Someone else listens on our port. */
export class PortInUseError extends ListenError {
  override name = 'PortInUseError';
  readonly port: number;

  constructor(port: number, options?: ErrorOptions) {
    const text = {
      de: `Port ${port} ist schon belegt, vielleicht von einem zweiten Smartload. Bitte das andere Programm beenden oder einen anderen Port einstellen.`,
      en: `Port ${port} is in use already, perhaps by a second Smartload. Please stop the other program or set another port.`,
    };
    super(text, options);
    this.port = port;
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
 * @throws {ListenError} where this machine has no such address, or does not let us
 */
export async function listen(servers: { address: string; http: Server }[], port: number): Promise<number> {
  let chosen = port;
  for (const [index, { address, http }] of servers.entries()) {
    try {
      await listenOn(http, chosen, address);
    } catch (error) {
      const hasNoIpv6 = NO_IPV6.includes(errorCode(error));
      // Only who asked for every address, or for both of this machine's own, is served by those of IPv4.
      if (hasNoIpv6 && address === '::1' && index > 0) continue;
      if (!hasNoIpv6 || address !== '::') throw inWords(error, address, chosen);
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

/** What the system says of an address, for people; what it says of anything else stays as it is. */
function inWords(error: unknown, address: string, port: number): unknown {
  const options = { cause: error };
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL', 'EAFNOSUPPORT'].includes(errorCode(error))) {
    const text = {
      de: `Die Adresse ${address} hat dieser Rechner nicht. In der Option listen (SMARTLOAD_LISTEN) all, local oder eine seiner eigenen Adressen eintragen.`,
      en: `This machine does not have the address ${address}. Set the option listen (SMARTLOAD_LISTEN) to all, local or one of its own addresses.`,
    };
    return new ListenError(text, options);
  }
  if (errorCode(error) !== 'EACCES') return error;
  const text = {
    de: `Auf Port ${port} darf hier nicht gelauscht werden. Bitte einen ab 1024 einstellen (api_port).`,
    en: `Listening on port ${port} is not allowed here. Set one from 1024 up (api_port).`,
  };
  return new ListenError(text, options);
}
