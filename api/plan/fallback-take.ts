/** Less than this is rounding, kWh. */
export const NEGLIGIBLE_KWH = 1e-6;

/** A slot in which something could run. */
export interface Choice {
  index: number;
  hours: number;
  leastKw: number;
  mostKw: number;
  sunKw: number;
  price: number;
  /** What raises no import peak that has a price. */
  paidForKw: number;
  tooDear: boolean;
}

/** Fills unused slots in the given order until `wantedKwh` are in, never more than `roomKwh`. */
export function take(
  powers: number[],
  choices: Choice[],
  order: Choice[],
  wantedKwh: number,
  roomKwh: number,
): void {
  const total = () => choices.reduce((sum, { index, hours }) => sum + (powers[index] ?? 0) * hours, 0);
  let before: Choice | null = null;
  for (const choice of order) {
    const { index, hours, leastKw, mostKw } = choice;
    const missingKwh = wantedKwh - total();
    if (missingKwh <= NEGLIGIBLE_KWH) return;
    if ((powers[index] ?? 0) > 0 || mostKw <= 0 || mostKw < leastKw) continue;
    powers[index] = Math.max(leastKw, Math.min(mostKw, missingKwh / hours));
    const tooMuchKwh = total() - roomKwh;
    if (tooMuchKwh > 0 && !giveBack(powers, before, tooMuchKwh)) powers[index] = 0;
    before = choice;
  }
}

/** Takes energy out of the slot filled before so that the last one can run at its minimum. */
function giveBack(powers: number[], from: Choice | null, energyKwh: number): boolean {
  if (!from) return false;
  const lessKw = (powers[from.index] ?? 0) - energyKwh / from.hours;
  if (lessKw < from.leastKw) return false;
  powers[from.index] = lessKw;
  return true;
}
