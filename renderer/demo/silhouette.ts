// Cuts the subject out of the still and fills the hole, so that the subject can walk in and out of the picture.
// The outline is a rough one in head sizes: it is only seen while walking. Pure; demo worker and tests.

import type { Head } from './puppet-mesh.ts';
import type { Picture } from './rasterise.ts';

/** Half the body's width (in head widths) at heights below the middle of the face (in head heights). */
const BODY = [
  [0.3, 0.4],
  [0.5, 0.42],
  [0.55, 0.55],
  [0.62, 0.8],
  [0.75, 1.07],
  [0.9, 1.2],
  [1.2, 1.28],
] as const;
/** Head with hair: an ellipse in head widths and heights. */
const HAIR = { above: 0.13, halfWidth: 0.61, halfHeight: 0.7 } as const;
const FEATHER = 0.06;
/** The hole is cut wider than the body, so that nothing of the subject stays behind. */
const HOLE_MARGIN = 0.16;

/** How much of a pixel belongs to the subject, 0 to 255. */
export function cutOut(head: Head, width: number, height: number): Uint8Array {
  const matte = new Uint8Array(width * height);
  const feather = FEATHER * head.width;
  for (let y = 0; y < height; y += 1) {
    const half = halfWidthAt(head, y);
    if (half === 0) continue;
    for (let x = 0; x < width; x += 1) {
      const inside = (half - Math.abs(x - head.x)) / feather + 0.5;
      matte[y * width + x] = Math.round(255 * Math.min(1, Math.max(0, inside)));
    }
  }
  return matte;
}

/** The scene without the subject: each row is bridged from the mean colour left of the body to the one right of it. */
export function fillIn(still: Picture, head: Head): Picture {
  const pixels = still.pixels.slice();
  const margin = HOLE_MARGIN * head.width;
  for (let y = 0; y < still.height; y += 1) {
    const half = halfWidthAt(head, y);
    if (half === 0) continue;
    const from = Math.max(0, Math.floor(head.x - half - margin));
    const to = Math.min(still.width - 1, Math.ceil(head.x + half + margin));
    const left = meanColour(still, y, from - SAMPLE, from);
    const right = meanColour(still, y, to, to + SAMPLE);
    for (let x = from; x <= to; x += 1) {
      const share = (x - from) / (to - from);
      pixels[y * still.width + x] = pack(left.map((c, i) => c + ((right[i] ?? c) - c) * share));
    }
  }
  return { ...still, pixels };
}

const SAMPLE = 16;

function halfWidthAt(head: Head, y: number): number {
  const down = (y - head.y) / head.height;
  const up = (down + HAIR.above) / HAIR.halfHeight;
  const hair = Math.abs(up) < 1 ? HAIR.halfWidth * Math.sqrt(1 - up * up) : 0;
  return Math.max(hair, bodyAt(down)) * head.width;
}

function bodyAt(down: number): number {
  const next = BODY.findIndex(([y]) => y > down);
  if (next === 0) return 0;
  const [y1, w1] = BODY.at(next === -1 ? -1 : next) ?? [0, 0];
  const [y0, w0] = BODY.at(next === -1 ? -1 : next - 1) ?? [0, 0];
  return y1 === y0 ? w1 : w0 + ((w1 - w0) * (down - y0)) / (y1 - y0);
}

function meanColour({ pixels, width }: Picture, y: number, from: number, to: number): number[] {
  const sum = [0, 0, 0];
  const first = Math.max(0, from);
  const last = Math.min(width, to);
  for (let x = first; x < last; x += 1) {
    const pixel = pixels[y * width + x] ?? 0;
    sum.forEach((_, c) => (sum[c] = (sum[c] ?? 0) + ((pixel >>> (8 * c)) & 255)));
  }
  return sum.map((total) => total / Math.max(1, last - first));
}

const pack = ([a = 0, b = 0, c = 0]: readonly number[]): number =>
  (a | (b << 8) | (c << 16) | (255 << 24)) >>> 0;
