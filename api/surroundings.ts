import { fileURLToPath } from 'node:url';

/** Where the built page is. */
export const PAGE_FOLDER = fileURLToPath(new URL('../web/dist', import.meta.url));

/** The Supervisor's address in Home Assistant's own network; it tells of its users where it runs us. */
export function ingressPeer(): string | null {
  return process.env.SUPERVISOR_TOKEN ? '172.30.32.2' : null;
}
