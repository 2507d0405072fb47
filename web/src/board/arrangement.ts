/** How one browser wants the cards of a view: those not named are where the view put them. */
export interface Arrangement {
  /** Ids in the wanted order. */
  order: readonly string[];
  hidden: readonly string[];
  /** Drawn only once somebody asks for them. */
  byHand: readonly string[];
}

export const AS_DESIGNED: Arrangement = { order: [], hidden: [], byHand: [] };

/**
 * All cards in the wanted order. A card that came with a newer version stands behind its neighbour in the design.
 *
 * @param ids of all cards, as designed
 */
export function ordered(ids: readonly string[], { order }: Arrangement): string[] {
  const sorted = order.filter((id) => ids.includes(id));
  for (const [index, id] of ids.entries()) {
    if (sorted.includes(id)) continue;
    const before = ids[index - 1];
    sorted.splice(before === undefined ? 0 : sorted.indexOf(before) + 1, 0, id);
  }
  return sorted;
}

/** The arrangement with a card moved by so many places among all of them. */
export function moved(
  arrangement: Arrangement,
  ids: readonly string[],
  id: string,
  places: number,
): Arrangement {
  const order = ordered(ids, arrangement);
  const from = order.indexOf(id);
  const to = Math.min(order.length - 1, Math.max(0, from + places));
  order.splice(from, 1);
  order.splice(to, 0, id);
  return { ...arrangement, order };
}

/** The arrangement with a card in or out of one of the lists. */
export function toggled(arrangement: Arrangement, list: 'hidden' | 'byHand', id: string): Arrangement {
  const before = arrangement[list];
  const after = before.includes(id) ? before.filter((other) => other !== id) : [...before, id];
  return { ...arrangement, [list]: after };
}

/** An arrangement as it was kept; as designed where it cannot be read. */
export function arrangementOf(text: string | null): Arrangement {
  try {
    const { order, hidden, byHand } = JSON.parse(text ?? '') as Partial<Record<keyof Arrangement, unknown>>;
    return { order: idsOf(order), hidden: idsOf(hidden), byHand: idsOf(byHand) };
  } catch {
    return AS_DESIGNED;
  }
}

function idsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];
}
