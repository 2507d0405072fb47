/** The difference of two sums as people read them, in cents: what stands side by side adds up. Currency. */
export function shownDifference(more: number, less: number): number {
  return (Math.round(more * 100) - Math.round(less * 100)) / 100;
}
