import type { CustomVehicle } from '../house/index.ts';
import { VehicleError } from './error.ts';
import { ask, isGood } from './http.ts';
import type { ReadVehicle } from './reading.ts';

const TIMEOUT_MS = 10_000;

/**
 * Reads a car from an address of its people: `socPath` leads through JSON (`data.battery.0.soc`), or the first group of
 * `socRegex` is the SoC. Redirects are not followed, since the headers may be secret. What the answer is and where it
 * came from never reaches an error.
 */
export function customVehicle({ url, headers, socPath, socRegex }: CustomVehicle): ReadVehicle {
  return async (signal, now) => {
    const answer = await ask(url, { headers }, AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]));
    if (!isGood(answer))
      throw new VehicleError({
        de: `Die Adresse antwortet mit Status ${answer.status} statt 200.`,
        en: `The address answers with status ${answer.status} instead of 200.`,
      });
    const { text } = answer;
    const found = socRegex === null ? atPath(text, socPath) : new RegExp(socRegex).exec(text)?.[1];
    const place = socRegex === null ? `soc_path ${socPath}` : 'soc_regex';
    if (found === undefined || found === null || found === '')
      throw new VehicleError({
        de: `Die Antwort enthält nichts unter ${place}.`,
        en: `The answer has nothing at ${place}.`,
      });
    const socPercent = numberOf(found);
    if (!(socPercent >= 0 && socPercent <= 100))
      throw new VehicleError({
        de: `Unter ${place} steht kein Ladestand von 0 bis 100.`,
        en: `What is at ${place} is no state of charge from 0 to 100.`,
      });
    return { socPercent, measuredAt: now };
  };
}

/** The value at a dotted path; names and positions in lists alike. */
function atPath(answer: string, path: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(answer);
  } catch {
    throw new VehicleError({ de: 'Die Antwort ist kein JSON.', en: 'The answer is no JSON.' });
  }
  for (const key of path.split('.'))
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? Reflect.get(value, key)
        : undefined;
  return value;
}

/** Numbers as sources write them: 71, "71.5", "71,5 %". */
function numberOf(found: unknown): number {
  if (typeof found === 'number') return found;
  if (typeof found !== 'string') return Number.NaN;
  const text = found.trim().replace(/\s*%$/, '').replace(',', '.');
  return text === '' ? Number.NaN : Number(text);
}
