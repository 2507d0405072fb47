import type { Finding, Text } from '../house/index.ts';
import { BUFFER_FLOOR_PERCENT, bufferRoomPercent, PRACTICAL_MINIMUM_PERCENT } from './target.ts';

/** The settings that a buffer's base comes from. */
export interface BufferBaseSettings {
  /** `buffer_base_soc`; `null` = not set. */
  bufferBaseSocPercent: number | null;
  /** `battery_min_soc`. */
  batteryMinSocPercent: number;
}

/** The buffer without any reduction: `buffer_base_soc`, else `battery_min_soc`, raised to the floor of 10 %. */
export function bufferBasePercent(settings: BufferBaseSettings): number {
  return Math.max(settings.bufferBaseSocPercent ?? settings.batteryMinSocPercent, BUFFER_FLOOR_PERCENT);
}

/** What is to be said about a base below the floor; `null` where it is not. */
export function bufferFinding(settings: BufferBaseSettings): Finding | null {
  const configured = settings.bufferBaseSocPercent ?? settings.batteryMinSocPercent;
  if (configured >= BUFFER_FLOOR_PERCENT) return null;
  return {
    field: settings.bufferBaseSocPercent === null ? 'battery_min_soc' : 'buffer_base_soc',
    value: `${configured}`,
    severity: 'WARNING',
    message: {
      de: `Die Basis des dynamischen Puffers liegt unter ${BUFFER_FLOOR_PERCENT} %. Es gilt ${BUFFER_FLOOR_PERCENT} %.`,
      en: `The base of the dynamic buffer is below ${BUFFER_FLOOR_PERCENT}%. ${BUFFER_FLOOR_PERCENT}% is used instead.`,
    },
    suggestion: {
      de: `buffer_base_soc auf mindestens ${BUFFER_FLOOR_PERCENT} setzen; ab ${PRACTICAL_MINIMUM_PERCENT + 1} kann sich der Puffer bewegen.`,
      en: `Set buffer_base_soc to at least ${BUFFER_FLOOR_PERCENT}; from ${PRACTICAL_MINIMUM_PERCENT + 1} on the buffer can move.`,
    },
  };
}

/** Why the buffer cannot move at all, with the setting that changes it; `null` where it can. */
export function bufferInert(settings: BufferBaseSettings): Text | null {
  const base = bufferBasePercent(settings);
  if (bufferRoomPercent(base) > 0) return null;
  const origin =
    settings.bufferBaseSocPercent === null
      ? {
          de: 'aus battery_min_soc, weil buffer_base_soc fehlt',
          en: 'from battery_min_soc, as buffer_base_soc is not set',
        }
      : { de: 'aus buffer_base_soc', en: 'from buffer_base_soc' };
  return {
    de: `Der Puffer kann sich nicht bewegen und wird nicht geschrieben: Seine Basis ist ${base} % (${origin.de}), gesenkt wird nie unter ${PRACTICAL_MINIMUM_PERCENT} %. Mit buffer_base_soc über ${PRACTICAL_MINIMUM_PERCENT}, zum Beispiel 50, bewegt er sich.`,
    en: `The buffer cannot move and is not written: its base is ${base}% (${origin.en}), and it is never reduced below ${PRACTICAL_MINIMUM_PERCENT}%. It moves with buffer_base_soc above ${PRACTICAL_MINIMUM_PERCENT}, for example 50.`,
  };
}
