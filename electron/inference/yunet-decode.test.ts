import { describe, expect, it } from 'vitest';
import { decodeFaces, STRIDES, type Stride, type StrideOutput } from './yunet-decode.ts';

const COLUMNS = 320;
const ROWS = 256;

/** An output of one stride in which nothing is a face but what `cells` says: [cell, class, objectness]. */
function output(
  stride: Stride,
  ...cells: readonly (readonly [number, number, number])[]
): StrideOutput {
  const columns = COLUMNS / stride;
  const count = columns * (ROWS / stride);
  const made = {
    stride,
    columns,
    cells: count,
    cls: new Float32Array(count),
    obj: new Float32Array(count),
    bbox: new Float32Array(4 * count),
    kps: new Float32Array(10 * count),
  };
  for (const [cell, cls, obj] of cells) {
    made.cls[cell] = cls;
    made.obj[cell] = obj;
    // Centre in the middle of the cell, 8 by 10 strides large; eyes at one and two strides right of the corner.
    made.bbox.set([0.5, 0.5, Math.log(8), Math.log(10)], 4 * cell);
    made.kps.set([1, 2, 2, 2, 1.5, 3, 1, 4, 2, 4], 10 * cell);
  }
  return made;
}

const empty = STRIDES.map((stride) => output(stride));

describe('the decoder of YuNet', () => {
  it('finds nothing in nothing', () => {
    expect(decodeFaces(empty, 2)).toEqual([]);
  });

  it('turns a cell into a box and five points in frame pixels', () => {
    // Stride 16 has 20 columns: cell 43 is column 3, row 2.
    const faces = decodeFaces([output(8), output(16, [43, 0.81, 1]), output(32)], 2);
    expect(faces).toHaveLength(1);
    const [face] = faces;
    expect(face?.score).toBeCloseTo(0.9);
    expect(face?.box.x).toBeCloseTo(3.5 * 32 - 128);
    expect(face?.box.y).toBeCloseTo(2.5 * 32 - 160);
    expect(face?.box.width).toBeCloseTo(256);
    expect(face?.box.height).toBeCloseTo(320);
    expect(face?.points.rightEye).toEqual({ x: 4 * 32, y: 4 * 32 });
    expect(face?.points.leftEye).toEqual({ x: 5 * 32, y: 4 * 32 });
    expect(face?.points.leftMouth).toEqual({ x: 5 * 32, y: 6 * 32 });
  });

  it('scores by the geometric mean of class and objectness, each held to a probability', () => {
    const [face] = decodeFaces([output(8, [0, 1.2, 0.49])], 1);
    expect(face?.score).toBeCloseTo(0.7);
    expect(decodeFaces([output(8, [0, 1, 0.35])], 1)).toEqual([]);
    expect(decodeFaces([output(8, [0, -1, 1])], 1)).toEqual([]);
  });

  it('keeps the better of two boxes of one face, and both of two faces', () => {
    const neighbours = decodeFaces([output(8, [100, 0.8, 0.8], [101, 0.9, 0.9])], 1);
    expect(neighbours.map(({ score }) => Math.round(10 * score))).toEqual([9]);
    const apart = decodeFaces([output(8, [100, 0.8, 0.8], [120, 0.9, 0.9])], 1);
    expect(apart).toHaveLength(2);
  });
});
