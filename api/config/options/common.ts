/** Ranges and words that several options share. */
export const PERCENT = { min: 0, max: 100 };
export const POSITIVE = { above: 0 };
export const PORT = { min: 1, max: 65535, integer: true };

export const fromEvcc = { de: 'der Wert aus evcc', en: "evcc's own value" };
export const noLimit = { de: 'keine Grenze', en: 'no limit' };
