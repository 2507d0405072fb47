import type { Text } from '../house/index.ts';

/** A car's own source gave no usable answer; the text says why, without address, headers or answer. */
export class VehicleError extends Error {
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.name = 'VehicleError';
    this.text = text;
  }
}
