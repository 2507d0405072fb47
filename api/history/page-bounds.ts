import { closeSync, openSync, readSync } from 'node:fs';

/** First byte of a page of a table's tree that only leads to others. */
const INTERIOR = 0x05;

/**
 * The keys that part the pages of a table from each other, read from the file itself: SQLite does not tell where a page
 * that it cannot read ends. In no order, empty where the table is a single page.
 *
 * The layout is that of <https://www.sqlite.org/fileformat2.html#b_tree_pages>: an interior page has its number of cells
 * at byte 3, its last child at byte 8 and the cells' places from byte 12 on; a cell is a child's number and the largest
 * key in it.
 *
 * @param root number of the table's first page, from 1 on
 * @throws the file system's error
 */
export function pageBounds(file: string, pageSize: number, root: number): number[] {
  const handle = openSync(file, 'r');
  try {
    const bounds: number[] = [];
    const seen = new Set<number>();
    const waiting = [root];
    const page = Buffer.alloc(pageSize);
    for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
      // A damaged page may lead anywhere.
      if (seen.has(number) || number < 1) continue;
      seen.add(number);
      if (readSync(handle, page, 0, pageSize, (number - 1) * pageSize) < pageSize) continue;
      if (page[0] !== INTERIOR) continue;
      waiting.push(page.readUInt32BE(8));
      for (const { child, key } of cellsOf(page)) {
        waiting.push(child);
        bounds.push(key);
      }
    }
    return bounds;
  } finally {
    closeSync(handle);
  }
}

function cellsOf(page: Buffer): { child: number; key: number }[] {
  const count = Math.min(page.readUInt16BE(3), Math.floor((page.length - 12) / 2));
  return Array.from({ length: count }, (_, index) => page.readUInt16BE(12 + 2 * index))
    .filter((place) => place + 4 <= page.length)
    .map((place) => ({ child: page.readUInt32BE(place), key: variableInteger(page, place + 4) }));
}

/** A number of one to nine bytes, seven bits in each but the ninth. */
function variableInteger(page: Buffer, place: number): number {
  let value = 0;
  for (let index = 0; index < 8; index++) {
    const byte = page[place + index] ?? 0;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return value;
  }
  return value * 256 + (page[place + 8] ?? 0);
}
