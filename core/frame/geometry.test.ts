import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxArea, intersectionOverUnion, largestFirst } from './box.ts';
import { minifasCrop, minifasnetCrop } from './crop.ts';
import { eyeOpenness } from './eyes.ts';
import type { Box, FivePoints, Landmarks, Point } from './frame.ts';
import { createLightMeter } from './light.ts';
import { poseFromFivePoints, poseFromLandmarks } from './pose.ts';
import {
  applySimilarity,
  embedderCrop,
  fitSimilarity,
  invertSimilarity,
  landmarkerCrop,
  landmarkerCropFrom,
  similarityScale,
} from './similarity.ts';
import { paint } from './testing/picture.ts';

const inFrame = fc.record({
  x: fc.integer({ min: -50, max: 500 }),
  y: fc.integer({ min: -50, max: 400 }),
  width: fc.integer({ min: 8, max: 900 }),
  height: fc.integer({ min: 8, max: 900 }),
});

describe('boxes', () => {
  it('overlap with themselves fully, with neighbours not at all, and the same way round or back', () => {
    fc.assert(
      fc.property(inFrame, inFrame, (a, b) => {
        expect(intersectionOverUnion(a, a)).toBeCloseTo(1);
        expect(intersectionOverUnion(a, { ...a, x: a.x + a.width })).toBe(0);
        expect(intersectionOverUnion(a, b)).toBe(intersectionOverUnion(b, a));
        expect(intersectionOverUnion(a, b)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('of no area overlap with nothing', () => {
    const empty = { x: 3, y: 3, width: 0, height: 0 };
    expect(intersectionOverUnion(empty, empty)).toBe(0);
  });

  it('are put largest first, since the largest face is judged', () => {
    const face = (width: number) => ({
      box: { x: 0, y: 0, width, height: 10 },
      score: 1,
      points: points(),
    });
    const sorted = largestFirst([face(5), face(20), face(10)]);
    expect(sorted.map(({ box }) => boxArea(box))).toEqual([200, 100, 50]);
  });
});

describe('the crop of minifas_v2_se_128', () => {
  it('is a square of one and a half longer sides around the face, and may leave the frame', () => {
    expect(minifasCrop({ x: 0, y: 10, width: 100, height: 200 })).toEqual({
      x: -100,
      y: -40,
      width: 300,
      height: 300,
    });
  });

  it('has whole pixels', () => {
    expect(minifasCrop({ x: 661.3, y: 336, width: 131.7, height: 179.3 })).toEqual({
      x: 592,
      y: 291,
      width: 268,
      height: 268,
    });
  });
});

describe('the crop of minifasnet_v2_80', () => {
  const frame = { width: 640, height: 480 };

  it('is the face box enlarged 2.7 times where the frame has room', () => {
    const { width, height } = minifasnetCrop({ x: 300, y: 200, width: 50, height: 60 }, frame);
    expect([width, height]).toEqual([136, 163]);
  });

  it('is shifted into the frame, then shrunk, and keeps the aspect of the box', () => {
    fc.assert(
      fc.property(inFrame, (face) => {
        const crop = minifasnetCrop(face, frame);
        expect(crop.x).toBeGreaterThanOrEqual(0);
        expect(crop.y).toBeGreaterThanOrEqual(0);
        expect(crop.x + crop.width).toBeLessThanOrEqual(frame.width);
        expect(crop.y + crop.height).toBeLessThanOrEqual(frame.height);
        expect(crop.width * face.height).toBeCloseTo(crop.height * face.width, -4);
        for (const side of Object.values(crop)) expect(Number.isInteger(side)).toBe(true);
      }),
    );
  });
});

describe('similarities', () => {
  const coordinate = fc.double({ min: -500, max: 500, noNaN: true });
  const similarity = fc.record({
    a: fc.double({ min: 0.1, max: 5, noNaN: true }),
    b: fc.double({ min: -5, max: 5, noNaN: true }),
    tx: coordinate,
    ty: coordinate,
  });

  it('are found again from the points that they moved', () => {
    const square = [points().rightEye, points().leftEye, points().nose, points().leftMouth];
    fc.assert(
      fc.property(similarity, (moved) => {
        const fitted = fitSimilarity(
          square,
          square.map((p) => applySimilarity(moved, p)),
        );
        expect(fitted.a).toBeCloseTo(moved.a, 6);
        expect(fitted.b).toBeCloseTo(moved.b, 6);
        expect(fitted.tx).toBeCloseTo(moved.tx, 4);
      }),
    );
  });

  it('are undone by their inverse', () => {
    fc.assert(
      fc.property(similarity, coordinate, coordinate, (moved, x, y) => {
        const back = applySimilarity(invertSimilarity(moved), applySimilarity(moved, { x, y }));
        expect(back.x).toBeCloseTo(x, 5);
        expect(back.y).toBeCloseTo(y, 5);
      }),
    );
  });

  it('need two points that differ', () => {
    const p = { x: 1, y: 1 };
    expect(() => fitSimilarity([p], [p])).toThrow(RangeError);
    expect(() => fitSimilarity([p, p], [p, p])).toThrow(RangeError);
  });
});

describe('face crops', () => {
  it("bring the eyes to the embedder's template", () => {
    const face = turned(points(), 0.3);
    const toInput = invertSimilarity(embedderCrop(face));
    const [right, left] = [face.rightEye, face.leftEye].map((p) => applySimilarity(toInput, p));
    expect(right?.y).toBeCloseTo(left?.y ?? NaN, 0);
    expect(Math.abs((right?.x ?? 0) - 38.3)).toBeLessThan(4);
    expect(Math.abs((left?.x ?? 0) - 73.5)).toBeLessThan(4);
  });

  it('give the landmarker an upright square of one and a half longer sides around the face', () => {
    const face: Box = { x: 200, y: 100, width: 100, height: 128 };
    const crop = landmarkerCrop(face, turned(points(), 0.5));
    expect(similarityScale(crop)).toBeCloseTo((1.5 * 128) / 256);
    expect(applySimilarity(crop, { x: 128, y: 128 })).toEqual({ x: 250, y: 164 });
    expect(Math.atan2(crop.b, crop.a)).toBeCloseTo(0.5);
  });

  it('follow the mesh of the frame before, wherever the head tilts', () => {
    const mesh = meshOf(({ x, y }) => ({ x: 300 + 50 * x - 30 * y, y: 200 + 30 * x + 50 * y }));
    const crop = landmarkerCropFrom(mesh);
    expect(Math.atan2(crop.b, crop.a)).toBeCloseTo(Math.atan2(30, 50));
    const centre = applySimilarity(crop, { x: 128, y: 128 });
    expect(centre.x).toBeCloseTo(300);
    expect(centre.y).toBeCloseTo(200);
  });
});

describe('head pose', () => {
  it.each([
    [0, 0, 0],
    [20, 0, 0],
    [-35, 0, 0],
    [0, 15, 0],
    [0, -25, 0],
    [0, 0, 30],
  ])('is read from a mesh that was turned by yaw %i, pitch %i, roll %i', (yaw, pitch, roll) => {
    const pose = poseFromLandmarks(turnedMesh(yaw, pitch, roll));
    expect(pose.yaw).toBeCloseTo(yaw, 3);
    expect(pose.pitch).toBeCloseTo(pitch, 3);
    expect(pose.roll).toBeCloseTo(roll, 3);
  });

  it("has a positive yaw when the nose goes to the right of the picture, the subject's own left", () => {
    const face = points();
    const left = poseFromFivePoints({ ...face, nose: { x: face.nose.x + 10, y: face.nose.y } });
    const right = poseFromFivePoints({ ...face, nose: { x: face.nose.x - 10, y: face.nose.y } });
    expect(left.yaw).toBeGreaterThan(10);
    expect(right.yaw).toBeCloseTo(-left.yaw);
  });

  it('has a positive pitch when the nose rises', () => {
    const face = points();
    const up = poseFromFivePoints({ ...face, nose: { x: face.nose.x, y: face.nose.y - 8 } });
    const down = poseFromFivePoints({ ...face, nose: { x: face.nose.x, y: face.nose.y + 8 } });
    expect(up.pitch).toBeGreaterThan(down.pitch + 15);
  });

  it('by five points does not depend on size and place, and rolls with the head', () => {
    const upright = poseFromFivePoints(points());
    const tilted = poseFromFivePoints(turned(points(), 0.35));
    expect(tilted.yaw).toBeCloseTo(upright.yaw);
    expect(tilted.pitch).toBeCloseTo(upright.pitch);
    expect(tilted.roll).toBeCloseTo((0.35 * 180) / Math.PI);
  });
});

describe('eye openness', () => {
  it('is height over width of the lid opening, whatever the scale', () => {
    for (const scale of [1, 7]) {
      const mesh = new Float32Array(3 * 478);
      const set = (index: number, x: number, y: number) =>
        mesh.set([x * scale, y * scale, 0], 3 * index);
      // Right eye: 20 wide, 6 high. Left eye: closed.
      set(33, 0, 0);
      set(133, 20, 0);
      for (const [upper, lower, x] of [
        [160, 144, 6],
        [158, 153, 14],
      ] as const) {
        set(upper, x, -3);
        set(lower, x, 3);
      }
      set(362, 40, 0);
      set(263, 60, 0);
      const eyes = eyeOpenness({ points: mesh });
      expect(eyes.right).toBeCloseTo(0.3);
      expect(eyes.left).toBeLessThan(0.9);
    }
  });
});

describe('light of a face', () => {
  const measure = createLightMeter();
  const whole = { x: 0, y: 0, width: 128, height: 128 };

  it('has the luma of Rec. 601', () => {
    const green = measure(
      paint(128, 128, (_x, _y, c) => (c === 1 ? 200 : 0)),
      whole,
    );
    expect(green?.meanLuma).toBeCloseTo(0.587 * 200, 3);
  });

  it('counts what is clipped at either end', () => {
    const quarters = measure(
      paint(128, 128, (x, y) => (x < 64 ? (y < 64 ? 0 : 128) : 255)),
      whole,
    );
    expect(quarters).toMatchObject({ clippedDark: 0.25, clippedBright: 0.5 });
  });

  it('is sharper with edges than without', () => {
    const checks = measure(
      paint(128, 128, (x, y) => (((x >> 3) + (y >> 3)) % 2) * 200),
      whole,
    );
    const flat = measure(
      paint(128, 128, () => 120),
      whole,
    );
    expect(flat?.sharpness).toBeCloseTo(0, 3);
    expect(checks?.sharpness).toBeGreaterThan(1.5);
  });

  it('is measured inside the frame only, and not at all outside', () => {
    const frame = paint(128, 128, () => 80);
    expect(measure(frame, { x: -40, y: 100, width: 90, height: 90 })?.meanLuma).toBeCloseTo(80, 3);
    expect(measure(frame, { x: 200, y: 0, width: 50, height: 50 })).toBeNull();
  });
});

/** An upright, frontal face of a usual shape. */
function points(): FivePoints {
  return {
    rightEye: { x: 80, y: 100 },
    leftEye: { x: 120, y: 100 },
    nose: { x: 100, y: 122 },
    rightMouth: { x: 84, y: 140 },
    leftMouth: { x: 116, y: 140 },
  };
}

/** The face tilted towards the subject's own left shoulder, twice as large and elsewhere. */
function turned(face: FivePoints, radians: number): FivePoints {
  const [a, b] = [2 * Math.cos(radians), 2 * Math.sin(radians)];
  const move = (p: Point) => applySimilarity({ a, b, tx: 30, ty: -20 }, p);
  return {
    rightEye: move(face.rightEye),
    leftEye: move(face.leftEye),
    nose: move(face.nose),
    rightMouth: move(face.rightMouth),
    leftMouth: move(face.leftMouth),
  };
}

/** A flat mesh that fills the square from −1 to 1, its outer eye corners level, moved by `place`. */
function meshOf(place: (p: Point) => Point): Landmarks {
  const mesh = new Float32Array(3 * 478);
  for (let i = 0; i < 478; i += 1) {
    const p = place({ x: Math.cos(i), y: Math.sin(i) });
    mesh.set([p.x, p.y, 0], 3 * i);
  }
  const corners = [
    [1, -1, -1],
    [2, 1, 1],
    [33, -0.5, -0.3],
    [263, 0.5, -0.3],
  ] as const;
  for (const [index, x, y] of corners) {
    const p = place({ x, y });
    mesh.set([p.x, p.y, 0], 3 * index);
  }
  return { kind: 'landmarks', points: mesh, presence: 17 };
}

/** The ends of both axes of a face, turned about one axis of the camera at a time; z grows away from the camera. */
function turnedMesh(yaw: number, pitch: number, roll: number): Landmarks {
  const rad = Math.PI / 180;
  const mesh = new Float32Array(3 * 478);
  const place = (index: number, x: number, y: number) => {
    const [cy, sy] = [Math.cos(yaw * rad), Math.sin(yaw * rad)];
    const [cp, sp] = [Math.cos(pitch * rad), Math.sin(pitch * rad)];
    const [cr, sr] = [Math.cos(roll * rad), Math.sin(roll * rad)];
    const turnedPoint = { x: x * cy, y: y * cp, z: x * sy - y * sp };
    mesh.set(
      [
        turnedPoint.x * cr - turnedPoint.y * sr,
        turnedPoint.x * sr + turnedPoint.y * cr,
        turnedPoint.z,
      ],
      3 * index,
    );
  };
  // The subject's right cheek is on the left of the picture.
  place(234, -70, 0);
  place(454, 70, 0);
  place(10, 0, -90);
  place(152, 0, 90);
  return { kind: 'landmarks', points: mesh, presence: 17 };
}
