/** One of evcc's three SoC settings of the home battery, with the value to write. */
export interface BufferWrite {
  setting: 'prioritySoc' | 'bufferSoc' | 'bufferStartSoc';
  /** 0 = off. */
  value: number;
}

/**
 * The writes that bring evcc's `bufferSoc` to `target`, in an order in which none is refused: evcc wants
 * prioritySoc ≤ bufferSoc ≤ bufferStartSoc at every moment (0 = off). The other two change only where they
 * stand in the way, and only as far as needed; an unknown one is left alone.
 */
export function orderBufferWrites(wanted: {
  target: number;
  prioritySocPercent: number | null;
  bufferStartSocPercent: number | null;
}): BufferWrite[] {
  const { target, prioritySocPercent: priority, bufferStartSocPercent: start } = wanted;
  const writes: BufferWrite[] = [];
  if (target !== 0 && priority !== null && priority > target) {
    writes.push({ setting: 'prioritySoc', value: target });
  }
  if (start !== null && start !== 0 && start < target) {
    writes.push({ setting: 'bufferStartSoc', value: target });
  }
  return [...writes, { setting: 'bufferSoc', value: target }];
}
