// The face as it would look from straight ahead at one small size, and its parts as numbers. Pure; runs in the inference worker.

import type { Frame, Landmarks, Point } from './frame.ts';
import { squarePlanes } from './planes.ts';
import { applySimilarity, invertSimilarity, type Similarity } from './similarity.ts';
import { createWarp } from './warp.ts';

/** Parts of a face that a capture must show. Left and right are the subject's own. */
export const FACE_PARTS = ['rightEye', 'leftEye', 'nose', 'mouth'] as const;
export type FacePart = (typeof FACE_PARTS)[number];

/** One part as seen: per cell of its window four directions of edges, then brightness and two hues against the skin. */
export type FaceChart = Readonly<Record<FacePart, Float32Array>>;

/** Side of the chart, and in it the distance of the outer corners of the eyes: as little as the smallest face that is judged has. */
const SIDE = 64;
const EYE_DISTANCE = 24;
/** Where the middle between the eyes lies in the chart. */
const ORIGIN: Point = { x: 32, y: 24 };
/** Side of a cell in chart pixels. */
const CELL = 3;
const DIRECTIONS = 4;
const HUES = 3;
const PER_CELL = DIRECTIONS + HUES;

/** A window around the middle of some points of the mesh, in cells. The left eye is read mirrored, so that both are one thing. */
interface Window {
  readonly columns: number;
  readonly rows: number;
  readonly around: readonly number[];
  readonly isMirrored?: true;
}
const EYE = { columns: 6, rows: 5 };
const WINDOWS: Readonly<Record<FacePart, Window>> = {
  rightEye: { ...EYE, around: [33, 133, 159, 145] },
  leftEye: { ...EYE, around: [263, 362, 386, 374], isMirrored: true },
  nose: { columns: 7, rows: 6, around: [4, 2, 129, 358] },
  mouth: { columns: 8, rows: 5, around: [61, 291, 13, 14] },
};

/** Forehead, bridge of the nose and cheeks: their median is the colour of the skin. */
const SKIN = [9, 151, 108, 337, 117, 346, 118, 347, 6, 50, 280];

/** Makes charts; the one that it returns is overwritten by the next. */
export function createFaceChart(): (frame: Frame, mesh: Pick<Landmarks, 'points'>) => FaceChart {
  const planes = squarePlanes(SIDE, { order: 'rgb', mean: 0, scale: 1 });
  const fill = createWarp(planes);
  const layers = Array.from({ length: PER_CELL }, () => new Float32Array(SIDE * SIDE));
  const empty = ({ columns, rows }: Window) => new Float32Array(columns * rows * PER_CELL);
  const chart = {
    rightEye: empty(WINDOWS.rightEye),
    leftEye: empty(WINDOWS.leftEye),
    nose: empty(WINDOWS.nose),
    mouth: empty(WINDOWS.mouth),
  };

  return (frame, { points }) => {
    const toFrame = chartToFrame(points);
    const toChart = invertSimilarity(toFrame);
    const place = (i: number) => applySimilarity(toChart, meshPoint(points, i));
    fill(frame, toFrame);
    drawLayers(planes.data, layers);
    const skin = skinOf(layers, SKIN.map(place));
    for (const part of FACE_PARTS)
      readWindow(layers, WINDOWS[part], middle(WINDOWS[part].around.map(place)), chart[part]);
    levelEdges(chart);
    for (const part of FACE_PARTS) levelHues(chart[part], skin);
    return chart;
  };
}

/** Upright by the eyes; sized by their distance in space, which a turned head does not shorten. */
function chartToFrame(points: Float32Array): Similarity {
  const [right, left] = [meshPoint(points, 33), meshPoint(points, 263)];
  const depth = (points[3 * 263 + 2] ?? NaN) - (points[3 * 33 + 2] ?? NaN);
  const scale = Math.hypot(left.x - right.x, left.y - right.y, depth) / EYE_DISTANCE;
  const angle = Math.atan2(left.y - right.y, left.x - right.x);
  const [a, b] = [scale * Math.cos(angle), scale * Math.sin(angle)];
  const eyes = middle([33, 133, 263, 362].map((i) => meshPoint(points, i)));
  return {
    a,
    b,
    tx: eyes.x - a * ORIGIN.x + b * ORIGIN.y,
    ty: eyes.y - b * ORIGIN.x - a * ORIGIN.y,
  };
}

/** Edges of the square root of luma, where noise is alike in light and shade; hues as logarithms, which lamps only shift. */
function drawLayers(rgb: Float32Array, layers: readonly Float32Array[]): void {
  const [flat, falling, upright, rising, brightness, red, blue] = layers;
  if (!flat || !falling || !upright || !rising || !brightness || !red || !blue) return;
  const size = SIDE * SIDE;
  const at = (i: number) => rgb[i] ?? 0;
  const luma = (i: number) => 0.299 * at(i) + 0.587 * at(size + i) + 0.114 * at(2 * size + i);
  const root = brightness;
  for (let i = 0; i < size; i += 1) root[i] = Math.sqrt(luma(i) + 4);
  for (let y = 1; y < SIDE - 1; y += 1) {
    for (let x = 1; x < SIDE - 1; x += 1) {
      const i = y * SIDE + x;
      const across = (root[i + 1] ?? 0) - (root[i - 1] ?? 0);
      const down = (root[i + SIDE] ?? 0) - (root[i - SIDE] ?? 0);
      flat[i] = Math.abs(across);
      falling[i] = Math.abs(across + down) * Math.SQRT1_2;
      upright[i] = Math.abs(down);
      rising[i] = Math.abs(across - down) * Math.SQRT1_2;
    }
  }
  for (let i = 0; i < size; i += 1) {
    const green = Math.log(at(size + i) + 8);
    brightness[i] = Math.log(luma(i) + 8);
    red[i] = Math.log(at(i) + 8) - green;
    blue[i] = Math.log(at(2 * size + i) + 8) - green;
  }
}

function skinOf(layers: readonly Float32Array[], places: readonly Point[]): readonly number[] {
  return layers.slice(DIRECTIONS).map((layer) => {
    const sorted = places.map((p) => layer[pixelAt(p)] ?? 0).toSorted((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? 0;
  });
}

/** Means of the layers over each cell. */
function readWindow(
  layers: readonly Float32Array[],
  { columns, rows, isMirrored }: Window,
  centre: Point,
  cells: Float32Array,
): void {
  const left = Math.round(centre.x - (columns * CELL) / 2);
  const top = Math.round(centre.y - (rows * CELL) / 2);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const to = (row * columns + (isMirrored ? columns - 1 - column : column)) * PER_CELL;
      for (let k = 0; k < PER_CELL; k += 1) {
        // In a mirror, what falls to the right rises.
        const layer = layers[isMirrored && (k === 1 || k === 3) ? 4 - k : k];
        let sum = 0;
        for (let n = 0; n < CELL * CELL; n += 1) {
          const x = inside(left + column * CELL + (n % CELL));
          const y = inside(top + row * CELL + Math.floor(n / CELL));
          sum += layer?.[y * SIDE + x] ?? 0;
        }
        cells[to + k] = sum / (CELL * CELL);
      }
    }
  }
}

/** Edges count against those of their own window and a little of the whole face's: contrast and exposure drop out. */
function levelEdges(chart: FaceChart): void {
  const means = FACE_PARTS.map((part) => meanEdge(chart[part]));
  const face = means.reduce((sum, mean) => sum + mean, 0) / means.length;
  for (const [n, part] of FACE_PARTS.entries()) {
    const level = Math.sqrt(means[n] ?? 0) + 0.25 * Math.sqrt(face + 0.1);
    const cells = chart[part];
    for (let i = 0; i < cells.length; i += 1)
      if (i % PER_CELL < DIRECTIONS) cells[i] = Math.sqrt(cells[i] ?? 0) / level;
  }
}

function meanEdge(cells: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < cells.length; i += 1) if (i % PER_CELL < DIRECTIONS) sum += cells[i] ?? 0;
  return sum / ((cells.length / PER_CELL) * DIRECTIONS);
}

function levelHues(cells: Float32Array, skin: readonly number[]): void {
  for (let i = 0; i < cells.length; i += 1) {
    const k = (i % PER_CELL) - DIRECTIONS;
    if (k >= 0) cells[i] = Math.min(1, Math.max(-1, (cells[i] ?? 0) - (skin[k] ?? 0)));
  }
}

const inside = (v: number): number => Math.min(SIDE - 1, Math.max(0, v));
const pixelAt = ({ x, y }: Point): number => inside(Math.round(y)) * SIDE + inside(Math.round(x));

const meshPoint = (points: Float32Array, i: number): Point => ({
  x: points[3 * i] ?? NaN,
  y: points[3 * i + 1] ?? NaN,
});

const middle = (points: readonly Point[]): Point => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
});
