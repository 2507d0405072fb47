/** Where the first visit is, relative to the ordinary page: a page of its own, which is there before any house. */
export const SETUP_ADDRESS = 'setup';

/** Whether a path is that of the first visit, under whatever prefix. */
export function isSetup(path: string): boolean {
  return path.endsWith(`/${SETUP_ADDRESS}`);
}
