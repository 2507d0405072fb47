import { isLoopback } from './caller.ts';

/** What is looked at of a connection. */
export interface Connection {
  readonly remoteAddress?: string | undefined;
  once(event: 'close', listener: () => void): unknown;
  destroy(): unknown;
}

/** Counts the connections of each address, and takes no more of one than it may have. */
export type LimitConnections = (connection: Connection) => void;

/**
 * Keeps one machine of the network from taking all connections there are.
 *
 * @param perAddress so many at a time; programs on this machine, and who is asked for many, are not counted
 * @param trusted the address that passes everybody on, as Home Assistant's Supervisor does; `null` = none
 */
export function limitConnections(perAddress: number, trusted: string | null): LimitConnections {
  const open = new Map<string, number>();
  return (connection) => {
    const address = connection.remoteAddress?.replace(/^::ffff:/, '');
    if (address === undefined || address === trusted || isLoopback(address)) return;
    const count = open.get(address) ?? 0;
    if (count >= perAddress) {
      connection.destroy();
      return;
    }
    open.set(address, count + 1);
    connection.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  };
}
