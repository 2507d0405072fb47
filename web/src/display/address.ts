import { displayName } from '../../../api/house/index.ts';

const ADDRESS = /\/display\/([^/]+)$/;

/** Name of the display whose page has this path, under whatever prefix; `null` where it is another page. */
export function displayOf(path: string): string | null {
  const part = ADDRESS.exec(path)?.[1];
  return part === undefined ? null : displayName(decodeURIComponent(part));
}

/** Where the page of a display is, relative to the ordinary page. */
export function addressOf(name: string): string {
  return `display/${encodeURIComponent(name)}`;
}
