/** As many as the server remembers for those who come back. */
const LENGTH = 500;

/** The log with more events: by their numbers, each once, the newest last. The same object where none is new. */
export function withEvents<E extends { sequence: number }>(
  log: readonly E[],
  more: readonly E[],
): readonly E[] {
  const newest = log.at(-1)?.sequence ?? 0;
  const added = more.filter(({ sequence }) => sequence > newest);
  return added.length === 0 ? log : [...log, ...added].slice(-LENGTH);
}
