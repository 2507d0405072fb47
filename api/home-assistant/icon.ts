import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [red: number, green: number, blue: number, alpha: number];
/** Whether a shape covers a point, in units of the icon's side. */
type Shape = (x: number, y: number) => boolean;

const BACKGROUND: Colour = [15, 118, 110, 255];
const CASE: Colour = [240, 253, 250, 255];
const BOLT: Colour = [250, 204, 21, 255];
const CLEAR: Colour = [0, 0, 0, 0];
/** Each pixel is looked at in so many places each way, so that edges are smooth. */
const SAMPLES = 4;

const roundedBox =
  (left: number, top: number, right: number, bottom: number, radius: number): Shape =>
  (x, y) => {
    const dx = Math.max(left + radius - x, 0, x - (right - radius));
    const dy = Math.max(top + radius - y, 0, y - (bottom - radius));
    return x >= left && x <= right && y >= top && y <= bottom && dx * dx + dy * dy <= radius * radius;
  };

const polygon =
  (...points: (readonly [number, number])[]): Shape =>
  (x, y) => {
    let inside = false;
    for (const [index, [ax, ay]] of points.entries()) {
      const [bx, by] = points.at(index - 1) ?? [0, 0];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
    return inside;
  };

/** A battery with a bolt, on a rounded square; later ones lie on earlier ones. */
const LAYERS: readonly (readonly [Shape, Colour])[] = [
  [roundedBox(0.02, 0.02, 0.98, 0.98, 0.2), BACKGROUND],
  [roundedBox(0.4, 0.13, 0.6, 0.22, 0.03), CASE],
  [roundedBox(0.27, 0.19, 0.73, 0.87, 0.08), CASE],
  [roundedBox(0.32, 0.24, 0.68, 0.82, 0.05), BACKGROUND],
  [polygon([0.55, 0.28], [0.36, 0.57], [0.49, 0.57], [0.45, 0.78], [0.64, 0.48], [0.51, 0.48]), BOLT],
];

function colourAt(x: number, y: number): Colour {
  return LAYERS.findLast(([covers]) => covers(x, y))?.[1] ?? CLEAR;
}

/**
 * The app's icon as PNG, in the middle of a picture of that size.
 *
 * @param width in pixels, ≥ height
 */
export function iconPng(width: number, height: number): Buffer {
  const raw = Buffer.alloc(height * (1 + width * 4));
  const left = (width - height) / 2;
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      raw.set(
        pixel((column - left) / height, row / height, 1 / height),
        row * (1 + width * 4) + 1 + column * 4,
      );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The mean of what is seen within a pixel; what is clear has no colour to mix in. */
function pixel(x: number, y: number, size: number): number[] {
  const sum = [0, 0, 0, 0];
  for (let i = 0; i < SAMPLES * SAMPLES; i++) {
    const [red, green, blue, alpha] = colourAt(
      x + (((i % SAMPLES) + 0.5) / SAMPLES) * size,
      y + ((Math.floor(i / SAMPLES) + 0.5) / SAMPLES) * size,
    );
    for (const [channel, value] of [red, green, blue, 255].entries())
      sum[channel] = (sum[channel] ?? 0) + (value * alpha) / 255;
  }
  const [red = 0, green = 0, blue = 0, alpha = 0] = sum;
  const weight = alpha / 255 || 1;
  return [red / weight, green / weight, blue / weight, alpha / SAMPLES ** 2].map(Math.round);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
