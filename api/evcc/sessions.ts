import { z } from 'zod';
import type { ChargeSession } from '../house/index.ts';
import { notEvcc } from './error.ts';
import { number, text, time, unwrap } from './wire.ts';

/** More than any car's battery holds. */
const ABSURD_KWH = 300;

const row = z
  .object({ loadpoint: text, vehicle: text, created: time, finished: time, chargedEnergy: number })
  .nullable()
  .catch(null);

/**
 * The charges of `/api/sessions`, newest first as evcc gives them. `created` and `finished` are when charging began and
 * ended, not when the car came and left; a charge that is still going on has no end and is left out, as are broken rows.
 *
 * @throws EvccError `NOT_EVCC` for anything that is no list
 */
export function decodeSessions(body: unknown): ChargeSession[] {
  const { data: rows } = z.array(row).safeParse(unwrap(body) ?? []);
  if (!rows)
    throw notEvcc({
      de: 'Die Antwort ist keine Liste von Ladevorgängen',
      en: 'the answer is no list of charging sessions',
    });
  return rows.flatMap((one): ChargeSession[] => {
    if (!one) return [];
    const { loadpoint, vehicle, created: start, finished: end, chargedEnergy: energyKwh } = one;
    if (loadpoint === null || start === null || end === null || energyKwh === null) return [];
    return end > start && energyKwh > 0 && energyKwh <= ABSURD_KWH
      ? [{ loadpoint, vehicle, start, end, energyKwh }]
      : [];
  });
}
