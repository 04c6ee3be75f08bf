// The still as a certain camera sees it: nearer or farther, lighter or darker. Done once, before anything moves.
// Pure; demo worker, attack battery and tests.

import type { Picture } from './rasterise.ts';
import type { CameraTraits } from './traits.ts';

export interface Scene {
  /** At the camera's resolution. */
  readonly still: Picture;
  /** The same picture, finer: turning stretches parts of it. */
  readonly texture: Picture;
  /** 478 points, three numbers each, in pixels of `still`. */
  readonly landmarks: Float32Array;
}

/** Sizes grow and shrink about the middle of the picture; what a smaller one lacks at its edges is mirrored there. */
export function seenBy(
  { size, exposure }: Pick<CameraTraits, 'size' | 'exposure'>,
  { still, texture, landmarks }: Scene,
): Scene {
  const tones = tonesAt(exposure);
  if (size === 1) {
    return { still: toned(still, tones), texture: toned(texture, tones), landmarks };
  }
  const [middleX, middleY] = [still.width / 2, still.height / 2];
  const middle = [middleX, middleY, 0];
  return {
    still: toned(resized(texture, still, size), tones),
    texture: toned(resized(texture, texture, size), tones),
    landmarks: landmarks.map((value, i) => {
      const about = middle[i % 3] ?? 0;
      return about + (value - about) * size;
    }),
  };
}

const GAMMA = 2.2;

/** What becomes of each 8-bit value: light doubles with every stop, and a sensor clips. */
const tonesAt = (stops: number): Uint8ClampedArray =>
  Uint8ClampedArray.from({ length: 256 }, (_, value) =>
    Math.round(255 * ((value / 255) ** GAMMA * 2 ** stops) ** (1 / GAMMA)),
  );

function toned(picture: Picture, tones: Uint8ClampedArray): Picture {
  const pixels = picture.pixels.map((pixel) => {
    const tone = (shift: number): number => (tones[(pixel >>> shift) & 255] ?? 0) << shift;
    return (tone(0) | tone(8) | tone(16) | (255 << 24)) >>> 0;
  });
  return { ...picture, pixels };
}

/** The source filling the target's shape, seen so many times as large about its middle: first along its rows, then along its columns. */
function resized(source: Picture, { width, height }: Omit<Picture, 'pixels'>, size: number) {
  const across = tapsOf(width, source.width, size);
  const down = tapsOf(height, source.height, size);
  const rows = new Float32Array(width * source.height * COLOURS);
  for (let y = 0; y < source.height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      for (let tap = x * TAPS; tap < (x + 1) * TAPS; tap += 1) {
        const pixel = source.pixels[y * source.width + (across.index[tap] ?? 0)] ?? 0;
        const share = across.share[tap] ?? 0;
        for (let c = 0; c < COLOURS; c += 1) {
          add(rows, (y * width + x) * COLOURS + c, ((pixel >>> (8 * c)) & 255) * share);
        }
      }
    }
  }
  const colours = new Float32Array(width * height * COLOURS);
  for (let y = 0; y < height; y += 1) {
    for (let tap = y * TAPS; tap < (y + 1) * TAPS; tap += 1) {
      const row = (down.index[tap] ?? 0) * width * COLOURS;
      const share = down.share[tap] ?? 0;
      for (let i = 0; i < width * COLOURS; i += 1) {
        add(colours, y * width * COLOURS + i, (rows[row + i] ?? 0) * share);
      }
    }
  }
  const at = (i: number): number => Math.round(colours[i] ?? 0);
  const pixels = Uint32Array.from({ length: width * height }, (_, i) => {
    const [a, b, c] = [at(i * COLOURS), at(i * COLOURS + 1), at(i * COLOURS + 2)];
    return (a | (b << 8) | (c << 16) | (255 << 24)) >>> 0;
  });
  return { width, height, pixels };
}

const COLOURS = 3;
/** Two linear samples a pixel and axis, a quarter beside its middle: enough for the little that sizes vary. */
const SAMPLES = [-0.25, 0.25] as const;
const TAPS = SAMPLES.length * 2;

/** Which source pixels make up each target pixel of one axis, and by which share. */
function tapsOf(length: number, sourceLength: number, size: number) {
  const index = new Uint16Array(length * TAPS);
  const share = new Float32Array(length * TAPS);
  const step = sourceLength / (length * size);
  for (let i = 0; i < length; i += 1) {
    SAMPLES.forEach((aside, s) => {
      const place = (i + 0.5 + aside - length / 2) * step + sourceLength / 2 - 0.5;
      const before = Math.floor(place);
      const tap = i * TAPS + s * 2;
      index[tap] = mirrored(before, sourceLength);
      index[tap + 1] = mirrored(before + 1, sourceLength);
      share[tap] = (1 - (place - before)) / SAMPLES.length;
      share[tap + 1] = (place - before) / SAMPLES.length;
    });
  }
  return { index, share };
}

function mirrored(i: number, length: number): number {
  if (i < 0) return Math.min(length - 1, -i - 1);
  return i < length ? i : Math.max(0, 2 * length - 1 - i);
}

function add(sums: Float32Array, i: number, value: number): void {
  sums[i] = (sums[i] ?? 0) + value;
}
