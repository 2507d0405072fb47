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

/**
 * Listens on `host`, or on every address of both families, and answers with the port.
 *
 * @param port 0 takes any that is free
 * @throws {PortInUseError} where someone else listens there
 */
export async function listen(server: Server, port: number, host?: string): Promise<number> {
  try {
    await listenOn(server, port, host ?? '::');
  } catch (error) {
    if (host !== undefined || !NO_IPV6.includes(errorCode(error))) throw error;
    await listenOn(server, port, '0.0.0.0');
  }
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
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
