/** A number in [0, 1) that depends on nothing but its arguments: randomness without a sequence. */
export function hash01(seed: number, stream: number, index = 0, part = 0): number {
  let h = Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul(stream | 0, 0x85ebca6b);
  h = mix(h ^ Math.imul(index | 0, 0xc2b2ae35));
  h = mix(h ^ Math.imul(part | 0, 0x27d4eb2f));
  return (h >>> 0) / 2 ** 32;
}

/** Murmur3's finaliser: every input bit reaches every output bit. */
function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A standard normal number of the arguments (Box and Muller), cut at ±3. */
export function hashNormal(seed: number, stream: number, index = 0, part = 0): number {
  const radius = Math.sqrt(-2 * Math.log(1 - hash01(seed, stream, index, part)));
  const value = radius * Math.cos(2 * Math.PI * hash01(seed, stream + 7919, index, part));
  return Math.max(-3, Math.min(3, value));
}

/** Smooth noise in [0, 1): a hash at every whole `position`, eased in between. */
export function smoothNoise(seed: number, stream: number, position: number): number {
  const whole = Math.floor(position);
  const x = position - whole;
  const eased = x * x * (3 - 2 * x);
  const left = hash01(seed, stream, whole);
  return left + (hash01(seed, stream, whole + 1) - left) * eased;
}

/** 0 below `from`, 1 above `to`, smooth between. */
export function smoothStep(from: number, to: number, value: number): number {
  const x = Math.max(0, Math.min(1, (value - from) / (to - from)));
  return x * x * (3 - 2 * x);
}
