// Test support: a camera that takes a picture of a surface. Surface to sensor as in the synthesis of moiré training data (Liu, Shu
// and Wu 2018, arXiv:1804.03809): perspective, lens, pixel aperture, Bayer filter, noise, demosaicing, gamma. Not shipped.

import { ms, type Frame, type Size } from '#core/frame/index.ts';
import type { Random } from './random.ts';

/** Linear light of three channels, 0 to 1 for a well exposed picture. */
export type Light = [red: number, green: number, blue: number];

/** What the camera looks at: writes the light that a place of the surface sends out. */
export type Surface = (u: number, v: number, light: Light) => void;

/** Where a camera pixel looks: maps camera pixels to places on the surface. */
export type Viewpoint = (x: number, y: number) => readonly [u: number, v: number];

export interface Camera extends Size {
  /** Deviation of the lens's blur, in pixels. */
  readonly blur: number;
  /** Deviation of the read noise, and of the shot noise at full exposure, as shares of full exposure. */
  readonly readNoise: number;
  readonly shotNoise: number;
  /** Points across one pixel at which the surface is sampled. */
  readonly samples: number;
}

/** A webcam or phone camera in good light. */
export const goodCamera = { blur: 0.45, readNoise: 0.002, shotNoise: 0.012, samples: 8 } as const;

export function photograph(
  surface: Surface,
  viewpoint: Viewpoint,
  camera: Camera,
  random: Random,
): Frame {
  const sensor = expose(surface, viewpoint, camera);
  const mosaic = readOut(sensor, camera, random);
  return develop(mosaic, camera);
}

/** A rotation by `turn` radians and a scale of `scale` surface units a pixel, seen under a slant; the centre stays. */
export function viewpointOf(
  { width, height }: Size,
  scale: number,
  turn = 0,
  slant: readonly [number, number] = [0, 0],
): Viewpoint {
  const [cos, sin] = [Math.cos(turn) * scale, Math.sin(turn) * scale];
  return (x, y) => {
    const px = x - width / 2;
    const py = y - height / 2;
    const depth = 1 + (slant[0] * px) / width + (slant[1] * py) / height;
    return [(cos * px - sin * py) / depth, (sin * px + cos * py) / depth];
  };
}

/** Light per pixel and channel after lens and pixel aperture, before the colour filter. */
function expose(surface: Surface, viewpoint: Viewpoint, camera: Camera): Float32Array {
  const { width, height, samples } = camera;
  const kernel = apertureKernel(camera);
  const reach = (kernel.length - samples) / 2;
  const [fineWidth, fineHeight] = [width * samples + 2 * reach, height * samples + 2 * reach];
  const row = new Float32Array(3 * fineWidth);
  const rows = new Float32Array(3 * width * fineHeight);
  const light: Light = [0, 0, 0];
  for (let j = 0; j < fineHeight; j += 1) {
    for (let i = 0; i < fineWidth; i += 1) {
      const [u, v] = viewpoint((i - reach + 0.5) / samples, (j - reach + 0.5) / samples);
      surface(u, v, light);
      row[3 * i] = light[0];
      row[3 * i + 1] = light[1];
      row[3 * i + 2] = light[2];
    }
    filterRow(row, kernel, samples, rows, 3 * width * j, width);
  }
  const out = new Float32Array(3 * width * height);
  for (let y = 0; y < height; y += 1) {
    for (const [k, weight] of kernel.entries()) {
      const from = 3 * width * (y * samples + k);
      for (let i = 0; i < 3 * width; i += 1) {
        out[3 * width * y + i] = (out[3 * width * y + i] ?? 0) + weight * (rows[from + i] ?? 0);
      }
    }
  }
  return out;
}

function filterRow(
  row: Float32Array,
  kernel: Float32Array,
  samples: number,
  out: Float32Array,
  at: number,
  width: number,
): void {
  for (let x = 0; x < width; x += 1) {
    let [r, g, b] = [0, 0, 0];
    for (let k = 0; k < kernel.length; k += 1) {
      const i = 3 * (x * samples + k);
      const weight = kernel[k] ?? 0;
      r += weight * (row[i] ?? 0);
      g += weight * (row[i + 1] ?? 0);
      b += weight * (row[i + 2] ?? 0);
    }
    out[at + 3 * x] = r;
    out[at + 3 * x + 1] = g;
    out[at + 3 * x + 2] = b;
  }
}

/** The pixel's square aperture blurred by the lens, in samples; its length is that of a pixel plus an even number. */
function apertureKernel({ blur, samples }: Camera): Float32Array {
  const reach = Math.ceil(3 * blur * samples);
  const kernel = new Float32Array(samples + 2 * reach);
  for (let i = 0; i < kernel.length; i += 1) {
    for (let s = 0; s < samples; s += 1) {
      const distance = (i - reach - s) / (samples * Math.max(blur, 1e-6));
      kernel[i] = (kernel[i] ?? 0) + Math.exp(-(distance ** 2) / 2);
    }
  }
  const total = kernel.reduce((sum, weight) => sum + weight, 0);
  return kernel.map((weight) => weight / total);
}

/** One channel a pixel (RGGB), with noise. */
function readOut(sensor: Float32Array, camera: Camera, random: Random): Float32Array {
  const { width, height, readNoise, shotNoise } = camera;
  const mosaic = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const value = sensor[3 * (y * width + x) + bayer(x, y)] ?? 0;
      const deviation = Math.hypot(readNoise, shotNoise * Math.sqrt(Math.max(0, value)));
      mosaic[y * width + x] = value + deviation * random.normal();
    }
  }
  return mosaic;
}

const bayer = (x: number, y: number): 0 | 1 | 2 => {
  if (y % 2 === 0) return x % 2 === 0 ? 0 : 1;
  return x % 2 === 0 ? 1 : 2;
};

/** Each channel is the mean of its neighbours within 3×3, weighted as bilinear demosaicing does; then gamma 2.2. */
function develop(mosaic: Float32Array, { width, height }: Size): Frame {
  const data = new Uint8Array(4 * width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const sum: Light = [0, 0, 0];
      const weights: Light = [0, 0, 0];
      for (let dy = -1; dy <= 1; dy += 1) {
        for (let dx = -1; dx <= 1; dx += 1) {
          const [px, py] = [x + dx, y + dy];
          if (px < 0 || py < 0 || px >= width || py >= height) continue;
          const channel = bayer(px, py);
          const weight = (2 - Math.abs(dx)) * (2 - Math.abs(dy));
          sum[channel] += weight * (mosaic[py * width + px] ?? 0);
          weights[channel] += weight;
        }
      }
      const own = bayer(x, y);
      for (const channel of [0, 1, 2] as const) {
        const value =
          channel === own ? (mosaic[y * width + x] ?? 0) : sum[channel] / weights[channel];
        data[4 * (y * width + x) + channel] = encode(value);
      }
      data[4 * (y * width + x) + 3] = 255;
    }
  }
  return { width, height, data, capturedAt: ms(0) };
}

const encode = (value: number): number =>
  Math.round(255 * Math.min(1, Math.max(0, value)) ** (1 / 2.2));
