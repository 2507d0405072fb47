/** Length from which a name may differ in two places and still be taken for a slip of the pen. */
const TWO_SLIPS_LENGTH = 8;

/**
 * The known name that an unknown one was probably meant to be: at most two letters wrong, missing, too many
 * or swapped (one in a short name), whatever its case and whichever way its words are joined. `null` = none.
 */
export function meantName(written: string, known: readonly string[]): string | null {
  const plain = simplified(written);
  const allowed = plain.length >= TWO_SLIPS_LENGTH ? 2 : 1;
  let best: { name: string; distance: number } | null = null;
  for (const name of known) {
    const distance = editDistance(plain, simplified(name));
    if (distance <= allowed && distance < (best?.distance ?? Infinity)) best = { name, distance };
  }
  return best?.name ?? null;
}

function simplified(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Letters to insert, leave out, change or swap with their neighbour to make one word of the other. */
export function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + same,
          swapped ? at(i - 2, j - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return at(a.length, b.length);
}
