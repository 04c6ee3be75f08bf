// Test support: surfaces to show a face with, as published models describe them: a screen of sub-pixels, a screened print and a print
// of scattered dots. Places are counted in the instrument's own pixels or dots. Not shipped.

import type { Frame } from '#core/frame/index.ts';
import type { Light, Surface } from './camera.ts';

/** The light of a picture at a place in its own pixels, bilinear; the edge goes on outside. */
export function pictureSurface({ width, height, data }: Frame): Surface {
  const linear = Float32Array.from({ length: 256 }, (_, level) => (level / 255) ** 2.2);
  const at = (x: number, y: number, channel: number) =>
    linear[data[4 * (y * width + x) + channel] ?? 0] ?? 0;
  return (u, v, light) => {
    const x = Math.min(Math.max(u - 0.5, 0), width - 1.001);
    const y = Math.min(Math.max(v - 0.5, 0), height - 1.001);
    const [x0, y0] = [Math.floor(x), Math.floor(y)];
    const [dx, dy] = [x - x0, y - y0];
    const [x1, y1] = [Math.min(x0 + 1, width - 1), Math.min(y0 + 1, height - 1)];
    for (const c of [0, 1, 2] as const) {
      const upper = at(x0, y0, c) * (1 - dx) + at(x1, y0, c) * dx;
      const lower = at(x0, y1, c) * (1 - dx) + at(x1, y1, c) * dx;
      light[c] = upper * (1 - dy) + lower * dy;
    }
  };
}

export interface ScreenModel {
  /** Picture pixels that one screen pixel shows. */
  readonly zoom: number;
  /** Shares of a sub-pixel's width and height that shine; the rest is the black matrix. */
  readonly fill: readonly [number, number];
  /** Light of a black pixel as a share of white: backlight and reflections. */
  readonly black: number;
  /**
   * Side of the piece of screen that one sample of the camera stands for, in screen pixels. Its light is the mean over that piece:
   * stripes that were only looked at in points would fold into a coarse grid that no lens lets through.
   */
  readonly sample: number;
}

/** A liquid crystal display: each pixel is a red, a green and a blue stripe in a black matrix. */
export const lcd = { fill: [0.75, 0.85], black: 0.01 } as const;

/** The origin of both surfaces is the picture's centre. */
export function screenSurface(picture: Frame, { zoom, fill, black, sample }: ScreenModel): Surface {
  const shown = pictureSurface(picture);
  const [cx, cy] = [picture.width / 2, picture.height / 2];
  const gain = 3 / (fill[0] * fill[1]);
  const rows = (1 - fill[1]) / 2;
  return (u, v, light) => {
    shown(cx + (Math.floor(u) + 0.5) * zoom, cy + (Math.floor(v) + 0.5) * zoom, light);
    const shineDown = litShare(v, sample, rows, fill[1]);
    for (const c of [0, 1, 2] as const) {
      const stripe = (c + (1 - fill[0]) / 2) / 3;
      const shines = litShare(u, sample, stripe, fill[0] / 3) * shineDown;
      light[c] = black + gain * shines * light[c] * (1 - black);
    }
  };
}

/** Which share of a stretch of this length around a place is lit, where of each unit the part from `start` on, `width` long, is. */
function litShare(at: number, length: number, start: number, width: number): number {
  const litUpTo = (x: number) =>
    Math.floor(x) * width + Math.min(width, Math.max(0, x - Math.floor(x) - start));
  return (litUpTo(at + length / 2) - litUpTo(at - length / 2)) / length;
}

export interface PrintModel {
  /** Picture pixels that one screen cell (or dot) of the print covers. */
  readonly zoom: number;
  /** `screened`: round dots of varying size on a grid an ink; `scattered`: dots of one size, as inkjets and FM screens set them. */
  readonly dots: 'screened' | 'scattered';
}

/** Angles of the four ink's grids (ISO 12647 practice), and how much light of each channel passes each ink. */
const INKS = [
  { angle: 15, passes: [0.12, 0.55, 0.8] },
  { angle: 75, passes: [0.75, 0.15, 0.3] },
  { angle: 0, passes: [0.9, 0.8, 0.12] },
  { angle: 45, passes: [0.06, 0.06, 0.06] },
] as const;
const PAPER = 0.85;

/** Four inks on paper; where dots overlap their colours multiply (Demichel and Neugebauer). */
export function printSurface(picture: Frame, { zoom, dots }: PrintModel): Surface {
  const shown = pictureSurface(picture);
  const [cx, cy] = [picture.width / 2, picture.height / 2];
  return (u, v, light) => {
    shown(cx + u * zoom, cy + v * zoom, light);
    const coverage = inkCoverage(light);
    light[0] = PAPER;
    light[1] = PAPER;
    light[2] = PAPER;
    for (const [ink, { angle, passes }] of INKS.entries()) {
      const threshold = dots === 'screened' ? spot(u, v, angle) : scatter(u, v, ink);
      if ((coverage[ink] ?? 0) <= threshold) continue;
      for (const c of [0, 1, 2] as const) light[c] *= passes[c];
    }
  };
}

/** Cyan, magenta, yellow, black; half of the grey goes to black. */
function inkCoverage(light: Light): readonly number[] {
  const [c, m, y] = light.map((value) => 1 - Math.min(1, value) ** 0.6);
  const black = 0.5 * Math.min(c ?? 0, m ?? 0, y ?? 0);
  return [(c ?? 0) - black, (m ?? 0) - black, (y ?? 0) - black, black];
}

/** The round spot function: the share of ink above which this place of the cell is printed. */
function spot(u: number, v: number, degrees: number): number {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const x = Math.cos(2 * Math.PI * (cos * u - sin * v));
  const y = Math.cos(2 * Math.PI * (sin * u + cos * v));
  return 0.5 - (x + y) / 4;
}

/** A threshold for each dot that depends on nothing but its place. */
function scatter(u: number, v: number, ink: number): number {
  const [x, y] = [Math.floor(u), Math.floor(v)];
  let hash = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(ink + 1, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4294967296;
}
