import { expect, it } from 'vitest';
import { ms, type FaceLight } from '#core/frame/index.ts';
import { unavailable } from '#core/pad/index.ts';
import { kioskCapturePolicy } from '#core/quality/index.ts';
import type { FrameObservation } from '#core/session/index.ts';
import { reportCamera, type CameraSight } from './camera-report.ts';

const SIZE = { width: 640, height: 480 };
const LIGHT: FaceLight = { meanLuma: 120, clippedDark: 0, clippedBright: 0, sharpness: 1.7 };

interface Scene {
  readonly faces?: number;
  /** Of the face's box, in pixels. */
  readonly height?: number;
  readonly light?: Partial<FaceLight>;
  readonly size?: { readonly width: number; readonly height: number };
}

function observed(
  { faces = 1, height = 200, light = {}, size = SIZE }: Scene,
  at: number,
): FrameObservation {
  const eyes = height * 0.35;
  const middle = { x: 320, y: 240 };
  const point = (x: number, y: number) => ({ x: middle.x + x, y: middle.y + y });
  return {
    capturedAt: ms(at),
    size,
    faces: Array.from({ length: faces }, () => ({
      box: { x: 220, y: 140, width: height * 0.8, height },
      score: 0.9,
      points: {
        rightEye: point(-eyes / 2, -20),
        leftEye: point(eyes / 2, -20),
        nose: middle,
        rightMouth: point(-20, 40),
        leftMouth: point(20, 40),
      },
    })),
    light: faces === 0 ? null : { ...LIGHT, ...light },
    pose: null,
    eyes: null,
    mouth: null,
    covers: null,
    pad: unavailable('not-requested'),
    identity: { kind: 'unavailable', reason: 'not-requested' },
    plane: null,
    novelty: null,
  };
}

const sight = (scenes: readonly Scene[], everyMs = 200): CameraSight => ({
  camera: null,
  pinned: null,
  observations: scenes.map((scene, i) => observed(scene, 1000 + i * everyMs)),
  sceneLuma: 130,
  expectedFps: 5,
});
const report = (scene: Scene, more: Partial<CameraSight> = {}) =>
  reportCamera({ ...sight([scene, scene, scene]), ...more }, kioskCapturePolicy);

it.each<readonly [string, Scene, Partial<CameraSight>, readonly string[]]>([
  ['a good place', {}, {}, []],
  ['nothing at all', {}, { observations: [] }, ['no-frames']],
  ['nobody', { faces: 0 }, {}, ['no-face']],
  ['two people', { faces: 2 }, {}, ['several-faces']],
  ['a dark hall', { light: { meanLuma: 20 } }, { sceneLuma: 20 }, ['too-dark']],
  ['crushed shadows', { light: { clippedDark: 0.7 } }, {}, ['too-dark']],
  ['a lamp in the face', { light: { clippedBright: 0.4 } }, {}, ['too-bright']],
  ['a window behind', { light: { meanLuma: 60 } }, { sceneLuma: 180 }, ['back-light']],
  ['a white wall behind a lit face', { light: { meanLuma: 110 } }, { sceneLuma: 220 }, []],
  ['a dirty lens', { light: { sharpness: 1.1 } }, {}, ['blurred']],
  ['somebody far away', { height: 60 }, {}, ['face-too-small']],
  ['somebody at the lens', { height: 420 }, {}, ['face-too-close']],
  ['a small picture', { size: { width: 320, height: 240 }, height: 120 }, {}, ['low-resolution']],
])('of %s it says what to mend', (_, scene, more, advice) => {
  expect(report(scene, more).advice).toEqual(advice);
});

it('counts the frames that came, and says when they are too few', () => {
  const slow = reportCamera(sight([{}, {}, {}], 500), kioskCapturePolicy);
  expect(slow.framesPerSecond).toBe(2);
  expect(slow.advice).toEqual(['slow-frames']);
});

it('measures the unrest of the light, and no number where there is no face', () => {
  const flicker = sight([
    { light: { meanLuma: 100 } },
    { light: { meanLuma: 110 } },
    { light: { meanLuma: 104 } },
  ]);
  expect(reportCamera(flicker, kioskCapturePolicy).unrest).toBe(8);
  const { unrest, meanLuma, eyeDistancePx } = report({ faces: 0 });
  expect([unrest, meanLuma, eyeDistancePx]).toEqual([null, null, null]);
});
