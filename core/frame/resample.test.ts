// Against OpenCV 4.6: cv2.resize with INTER_LINEAR and INTER_AREA, copyMakeBorder with BORDER_REFLECT_101, warpAffine.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeFrame } from './box.ts';
import type { Box } from './frame.ts';
import { mirrored } from './mirror.ts';
import { paddedPlanes } from './planes.ts';
import { createAreaResampler } from './resample-area.ts';
import { createBilinearResampler } from './resample-bilinear.ts';
import { createBlockResampler } from './resample-blocks.ts';
import { levels, paint, picture } from './testing/picture.ts';
import { createWarp } from './warp.ts';
import { createAligner, pixelWords } from './words.ts';

const plain = { order: 'rgb', mean: 0, scale: 1 } as const;
const target = (width: number, height: number) => paddedPlanes(width, height, width, height, plain);

describe('bilinear', () => {
  it('shrinks as cv2.resize does', () => {
    const planes = target(4, 3);
    createBilinearResampler(planes)(picture, wholeFrame(picture));
    // prettier-ignore
    expect(levels(planes)).toEqual([
      68, 170, 102, 120, 225, 140, 55, 130, 125, 130, 81, 181,
      151, 104, 100, 139, 52, 223, 138, 53, 155, 117, 164, 126,
      127, 91, 162, 115, 135, 82, 189, 136, 99, 199, 151, 155,
    ]);
  });

  it('enlarges a part as cv2.resize does', () => {
    const planes = target(7, 5);
    createBilinearResampler(planes)(picture, { x: 2, y: 2, width: 5, height: 3 });
    // prettier-ignore
    expect(levels(planes).slice(0, 35)).toEqual([
      244, 134, 69, 114, 159, 204, 240, 175, 127, 110, 158, 134, 153, 192, 73, 116, 171, 225,
      96, 78, 121, 124, 172, 188, 138, 125, 89, 49, 158, 209, 199, 80, 143, 97, 2,
    ]);
  });

  it('copies a region of the same size', () => {
    const planes = target(9, 7);
    createBilinearResampler(planes)(picture, wholeFrame(picture));
    expect(levels(planes).slice(0, 9)).toEqual([0, 37, 74, 111, 148, 185, 222, 3, 40]);
  });
});

describe('area average', () => {
  it('shrinks as cv2.resize does, to whole levels', () => {
    const planes = target(4, 3);
    createAreaResampler(planes, 'whole')(picture, wholeFrame(picture));
    // prettier-ignore
    expect(levels(planes)).toEqual([
      73, 127, 132, 105, 175, 149, 127, 109, 130, 146, 96, 161,
      136, 149, 102, 123, 87, 150, 128, 102, 136, 103, 155, 130,
      141, 114, 116, 129, 130, 144, 126, 108, 118, 174, 136, 136,
    ]);
  });

  it('mirrors what lies outside the frame, without repeating the edge', () => {
    const planes = target(4, 3);
    createAreaResampler(planes, 'whole')(picture, { x: -2, y: -3, width: 12, height: 11 });
    // prettier-ignore
    expect(levels(planes)).toEqual([
      132, 143, 132, 105, 142, 151, 123, 115, 140, 158, 103, 173,
      121, 133, 114, 118, 124, 133, 120, 120, 137, 132, 139, 124,
      135, 131, 112, 131, 130, 131, 118, 118, 135, 153, 137, 129,
    ]);
  });

  it('keeps the mean of a picture, whatever the ratio', () => {
    const side = fc.integer({ min: 4, max: 40 });
    fc.assert(
      fc.property(
        side,
        side,
        fc.array(fc.nat(255), { minLength: 97, maxLength: 97 }),
        (width, height, noise) => {
          const frame = paint(width, height, (x, y, c) => noise[(x + 41 * y + 17 * c) % 97] ?? 0);
          const planes = target(4, 4);
          createAreaResampler(planes, 'exact')(frame, wholeFrame(frame));
          const mean = (values: readonly number[]) =>
            values.reduce((a, b) => a + b, 0) / values.length;
          const colours = Array.from(frame.data).filter((_, i) => i % 4 !== 3);
          expect(mean(levels(planes))).toBeCloseTo(mean(colours), 2);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is the same by whole blocks', () => {
    const sides = fc.tuple(fc.constantFrom(2, 4, 6), fc.integer({ min: 1, max: 5 }));
    fc.assert(
      fc.property(
        sides,
        fc.array(fc.nat(255), { minLength: 97, maxLength: 97 }),
        ([block, height], noise) => {
          const level = (x: number, y: number, c: number) => noise[(x + 41 * y + 17 * c) % 97] ?? 0;
          const frame = paint(3 * block + 1, height * block + 2, level);
          const region = { x: 1, y: 2, width: 3 * block, height: height * block };
          const [blocks, area] = [target(3, height), target(3, height)];
          createBlockResampler(blocks)(frame, region);
          createAreaResampler(area, 'exact')(frame, region);
          for (const [i, level] of levels(blocks).entries()) {
            expect(level).toBeCloseTo(levels(area)[i] ?? NaN, 3);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is the mean of the pixels that an output pixel covers, each by the part of it that is covered', () => {
    const extra = fc.integer({ min: 0, max: 14 });
    fc.assert(
      fc.property(
        fc.record({ width: extra, height: extra, sixteenths: fc.nat(15) }),
        fc.array(fc.nat(255), { minLength: 97, maxLength: 97 }),
        ({ width, height, sixteenths }, noise) => {
          const level = (x: number, y: number, c: number) => noise[(x + 41 * y + 17 * c) % 97] ?? 0;
          const frame = paint(6 + width, 6 + height, level);
          // It may end within a pixel, as a still on its way to the detector does.
          const part = sixteenths / 16;
          const region = { x: 1, y: 1, width: 5 + width - part, height: 4 + height };
          const planes = target(4, 4);
          createAreaResampler(planes, 'exact')(frame, region);
          for (const [i, found] of levels(planes).entries()) {
            const cell = { x: i % 4, y: Math.floor(i / 4) % 4, channel: Math.floor(i / 16) };
            expect(found).toBeCloseTo(meanOfCell(level, region, cell), 3);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('does without whole blocks where the pixels are not aligned to words', () => {
    const frame = paint(4, 4, (x, y) => 10 * (x + 4 * y));
    const shifted = new Uint8Array(4 * 16 + 1).subarray(1);
    shifted.set(frame.data);
    const planes = target(2, 2);
    createBlockResampler(planes)({ ...frame, data: shifted }, wholeFrame(frame));
    expect(levels(planes).slice(0, 4)).toEqual([25, 45, 105, 125]);
  });
});

/** By definition: every pixel of the region, weighted by what one of 4 by 4 cells covers of it. */
function meanOfCell(
  level: (x: number, y: number, channel: number) => number,
  region: Box,
  cell: { readonly x: number; readonly y: number; readonly channel: number },
): number {
  const covered = (pixel: number, index: number, length: number) =>
    Math.max(
      0,
      Math.min(pixel + 1, ((index + 1) * length) / 4) - Math.max(pixel, (index * length) / 4),
    );
  let [sum, area] = [0, 0];
  for (let y = 0; y < region.height; y += 1) {
    for (let x = 0; x < region.width; x += 1) {
      const share = covered(x, cell.x, region.width) * covered(y, cell.y, region.height);
      sum += share * level(region.x + x, region.y + y, cell.channel);
      area += share;
    }
  }
  return sum / area;
}

describe('words', () => {
  it('of pixels at an odd place are read from one copy, which serves the next frame too', () => {
    const align = createAligner();
    const shifted = (seed: number) => {
      const frame = paint(3, 2, (x, y, c) => seed + 10 * x + 40 * y + c);
      const data = new Uint8Array(4 * 6 + 3).subarray(3);
      data.set(frame.data);
      return { frame, odd: { ...frame, data } };
    };
    const [first, second] = [shifted(1), shifted(2)];
    const copy = align(first.odd);
    expect(Array.from(copy.data)).toEqual(Array.from(first.frame.data));
    expect(Array.from(pixelWords(copy))).toEqual(Array.from(pixelWords(first.odd)));
    expect(align(second.odd).data).toBe(copy.data);
    expect(Array.from(copy.data)).toEqual(Array.from(second.frame.data));
    expect(align(first.frame)).toBe(first.frame);
  });
});

describe('warp', () => {
  it('turns as cv2.warpAffine does, repeating the edge', () => {
    const planes = target(4, 4);
    createWarp(planes)(picture, { a: 0.9, b: 0.4, tx: 2, ty: 0.5 });
    // OpenCV's weights are multiples of 1/32.
    // prettier-ignore
    const expected = [
      116.5, 195.24, 60.55, 119.83, 171.07, 154.34, 95.96, 154.51,
      201.07, 125.68, 158.19, 156.77, 212.79, 129.81, 210.84, 153.95,
    ];
    const red = levels(planes).slice(0, 16);
    for (const [i, level] of expected.entries())
      expect(Math.abs((red[i] ?? NaN) - level)).toBeLessThan(4);
  });

  it('averages where a face shrinks, so that fine texture does not alias', () => {
    const stripes = paint(64, 64, (x) => (x % 2 === 0 ? 0 : 255));
    const planes = target(8, 8);
    createWarp(planes)(stripes, { a: 8, b: 0, tx: 3.5, ty: 3.5 });
    for (const level of levels(planes)) expect(level).toBeCloseTo(127.5);
  });
});

describe('planes', () => {
  it('put the channels in the order, offset and scale that the model wants, and leave the padding alone', () => {
    const planes = paddedPlanes(2, 1, 4, 2, { order: 'bgr', mean: 127.5, scale: 1 / 127.5 });
    createBilinearResampler(planes)(
      paint(2, 1, (_x, _y, channel) => [255, 127.5, 0][channel] ?? 0),
      { x: 0, y: 0, width: 2, height: 1 },
    );
    const zeros = [0, 0, 0, 0, 0, 0];
    const [blue, green, red] = [[-1, -1], [0, 0].map(() => -0.5 / 127.5), [1, 1]];
    const wanted = [blue, green, red].flatMap((plane) => [...(plane ?? []), ...zeros]);
    for (const [i, value] of planes.data.entries()) expect(value).toBeCloseTo(wanted[i] ?? NaN);
  });
});

describe('mirrored', () => {
  it('folds any index into the picture as a ray between two mirrors', () => {
    expect([-3, -2, -1, 0, 1, 2, 3, 4, 5].map((i) => mirrored(i, 3))).toEqual([
      1, 2, 1, 0, 1, 2, 1, 0, 1,
    ]);
    expect(mirrored(-7, 1)).toBe(0);
  });
});
