import { builder } from './builder.ts';
import { InvalidValue, outOfRange } from './refusals.ts';

/** Where a reader goes on. */
export interface PageRequest {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

/** What a page is read with: so many from one side, within keys that both cursors exclude. */
export interface Page {
  /** The connection that it is of. */
  of: string;
  limit: number;
  isBackward: boolean;
  /** Only what comes after this key. */
  after: number | null;
  /** Only what comes before this key. */
  before: number | null;
}

/** A page of nodes in the connection's order. */
export interface Connection<T> {
  edges: Edge<T>[];
  hasPreviousPage: boolean;
  hasNextPage: boolean;
}

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;

/**
 * Turns Relay's arguments into a page.
 *
 * @param of the connection; cursors of another one are refused
 * @throws {InvalidValue}
 */
export function pageOf(of: string, { first, after, last, before }: PageRequest): Page {
  if (typeof first === 'number' && typeof last === 'number') throw bothSides();
  const isBackward = typeof last === 'number';
  const limit = (isBackward ? last : first) ?? DEFAULT_LIMIT;
  if (limit < 1 || limit > MAX_LIMIT) throw outOfRange(isBackward ? 'last' : 'first', limit, 1, MAX_LIMIT);
  return { of, limit, isBackward, after: keyOf(of, 'after', after), before: keyOf(of, 'before', before) };
}

/** A node's place as clients see it: its key, which stays the same whatever comes or goes around it. */
function cursorOf(of: string, key: number): string {
  return Buffer.from(`${of}:${key}`).toString('base64url');
}

/** Decoding is lenient, so a cursor counts only if it is what its key would be told as. */
function keyOf(of: string, field: string, cursor: string | null | undefined): number | null {
  if (cursor === null || cursor === undefined) return null;
  const key = Number(Buffer.from(cursor, 'base64url').toString().split(':')[1]);
  if (Number.isSafeInteger(key) && key >= 0 && cursor === cursorOf(of, key)) return key;
  throw new InvalidValue({
    code: 'INVALID_VALUE',
    field,
    message: {
      de: `„${cursor.slice(0, 40)}“ ist keine Stelle, die „${of}“ genannt hat.`,
      en: `“${cursor.slice(0, 40)}” is no cursor that \`${of}\` gave.`,
    },
  });
}

/** A side of a page, in the connection's order. */
export type Side = 'BEFORE' | 'BEHIND';

/**
 * The connection of a page.
 *
 * @param found what was read from the page's side on, in the connection's order, one more than the page where there are
 * @param isBeyond whether something lies at a cursor that the page ends at, or on that side of it
 */
export async function connectionOf<T>(
  { of, limit, isBackward, after, before }: Page,
  found: readonly T[],
  keyOfNode: (node: T) => number,
  isBeyond: (cursor: number, side: Side) => boolean | Promise<boolean>,
): Promise<Connection<T>> {
  const hasMore = found.length > limit;
  const nodes = isBackward ? found.slice(Math.max(0, found.length - limit)) : found.slice(0, limit);
  return {
    edges: nodes.map((node) => ({ cursor: cursorOf(of, keyOfNode(node)), node })),
    hasPreviousPage: (isBackward && hasMore) || (after !== null && (await isBeyond(after, 'BEFORE'))),
    hasNextPage: (!isBackward && hasMore) || (before !== null && (await isBeyond(before, 'BEHIND'))),
  };
}

const PageInfoType = builder.objectRef<Connection<unknown>>('PageInfo').implement({
  description: 'Where a page lies among all.',
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', { description: 'There is more behind it.' }),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', { description: 'There is more before it.' }),
    startCursor: t.string({
      nullable: true,
      description: 'Cursor of its first node; `null` for an empty page.',
      resolve: ({ edges }) => edges[0]?.cursor ?? null,
    }),
    endCursor: t.string({
      nullable: true,
      description: 'Cursor of its last node; `null` for an empty page.',
      resolve: ({ edges }) => edges.at(-1)?.cursor ?? null,
    }),
  }),
});

/** A node with its cursor. */
export interface Edge<T> {
  cursor: string;
  node: T;
}

/** What is said of every edge's cursor. */
export const CURSOR = { description: 'For `after` and `before`; stays valid.' } as const;

/** The type of a connection, `<name>Connection`, over its type of edges. */
export function connectionType<T>(
  name: string,
  description: string,
  edgeType: ReturnType<typeof builder.objectRef<Edge<T>>>,
) {
  return builder.objectRef<Connection<T>>(`${name}Connection`).implement({
    description,
    fields: (t) => ({
      edges: t.field({ type: [edgeType], description: 'The page.', resolve: ({ edges }) => edges }),
      pageInfo: t.field({
        type: PageInfoType,
        description: 'Where the page lies.',
        resolve: (connection) => connection,
      }),
    }),
  });
}

function bothSides(): InvalidValue {
  return new InvalidValue({
    code: 'INVALID_VALUE',
    field: 'last',
    message: {
      de: 'Entweder „first“ oder „last“, nicht beide.',
      en: 'Either `first` or `last`, not both.',
    },
  });
}
