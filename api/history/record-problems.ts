import type { Text } from '../house/index.ts';

/** So many rows wait for the disk. */
export function waitingText(count: number): Text {
  return {
    de: `${count} Einträge warten im Speicher und werden von selbst nachgetragen.`,
    en: `${count} entries wait in memory and will be written by themselves.`,
  };
}

/** So many rows were given up. */
export function lostText(count: number): Text {
  return {
    de: `${count} Einträge des Verlaufs konnten nicht gespeichert werden und fehlen.`,
    en: `${count} entries of the history could not be stored and are missing.`,
  };
}

/** So many rows were there and could not be read. */
export function unreadableText(count: number): Text {
  return {
    de: `${count} gespeicherte Einträge waren nicht lesbar und wurden ausgelassen.`,
    en: `${count} stored entries could not be read and were left out.`,
  };
}
