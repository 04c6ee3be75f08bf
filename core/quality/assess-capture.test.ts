import { describe, expect, it } from 'vitest';
import { degrees, type Box, type Detection, type FaceCovers } from '#core/frame/index.ts';
import { assessCapture } from './assess-capture.ts';
import type { CaptureIssue } from './capture-issue.ts';
import type { CaptureMeasurement } from './measurement.ts';
import { kioskCapturePolicy as policy } from './policy.ts';

const origin = { x: 0, y: 0 };

function face(box: Partial<Box> = {}): Detection {
  return {
    box: { x: 220, y: 120, width: 200, height: 240, ...box },
    score: 0.9,
    points: {
      rightEye: { x: 275, y: 210 },
      leftEye: { x: 365, y: 210 },
      nose: origin,
      rightMouth: origin,
      leftMouth: origin,
    },
  };
}

function measured(change: Partial<CaptureMeasurement> = {}): CaptureMeasurement {
  return {
    size: { width: 640, height: 480 },
    faces: [face()],
    light: { meanLuma: 120, clippedDark: 0, clippedBright: 0, sharpness: 1.7 },
    pose: { yaw: degrees(0), pitch: degrees(0), roll: degrees(0) },
    eyes: { right: 0.3, left: 0.3 },
    ...covers({}),
    ...change,
  };
}

const eyeAt = (x: number): Detection => ({
  ...face(),
  points: { ...face().points, leftEye: { x, y: 200 } },
});

/** Upright, so far apart. */
const eyesApart = (distance: number): Detection => ({
  ...face(),
  points: { ...face().points, leftEye: { x: 275 + distance, y: 210 } },
});
const small = (only: Detection) => ({ faces: [only] });

const light = (change: object) => ({
  light: { meanLuma: 120, clippedDark: 0, clippedBright: 0, sharpness: 1.7, ...change },
});
const pose = (change: { yaw?: number; pitch?: number; roll?: number }) => ({
  pose: {
    yaw: degrees(change.yaw ?? 0),
    pitch: degrees(change.pitch ?? 0),
    roll: degrees(change.roll ?? 0),
  },
});
const covers = (change: Partial<FaceCovers>) => ({
  covers: { rightEye: -5, leftEye: -5, nose: -5, mouth: -5, medicalMask: -5, ...change },
});
const background = (scale: number) => face({ x: 0, y: 0, width: 200 * scale, height: 240 * scale });

describe('the capture gate', () => {
  it('accepts a face in the middle, and names it', () => {
    const input = measured();
    expect(assessCapture(input, policy)).toEqual({
      kind: 'acceptable',
      face: input.faces[0],
      isMasked: false,
    });
  });

  // Each pair: just inside, just outside.
  const pairs: readonly (readonly [
    CaptureIssue,
    Partial<CaptureMeasurement>,
    Partial<CaptureMeasurement>,
  ])[] = [
    ['FACE_NOT_FOUND', {}, { faces: [] }],
    ['FACE_TOO_SMALL', small(eyesApart(33)), small(eyesApart(32.9))],
    // Turned by 16°, the eyes come closer, and the face is no smaller for it.
    ['FACE_TOO_SMALL', { ...small(eyesApart(32)), ...pose({ yaw: 16 }) }, small(eyesApart(32))],
    // A share of the picture: the same face, and more around it.
    [
      'FACE_TOO_SMALL',
      { faces: [eyesApart(40)], size: { width: 1000, height: 700 } },
      { faces: [eyesApart(40)], size: { width: 1001, height: 700 } },
    ],
    [
      'FACE_TOO_SMALL',
      { faces: [face({ width: 84, height: 74 })] },
      { faces: [face({ width: 84, height: 73 })] },
    ],
    [
      'TOO_MANY_FACES',
      { faces: [face(), background(0.63)] },
      { faces: [face(), background(0.64)] },
    ],
    [
      'FACE_TOO_CLOSE',
      { faces: [face({ y: 40, height: 384 })] },
      { faces: [face({ y: 40, height: 385 })] },
    ],
    [
      'FACE_CROPPED',
      // Too near to the edge, but all of it is there.
      {},
      { faces: [face({ x: -6 })] },
    ],
    ['FACE_CROPPED', { faces: [eyeAt(640)] }, { faces: [eyeAt(641)] }],
    ['FACE_CLOSE_TO_BORDER', { faces: [face({ x: 7 })] }, { faces: [face({ x: 6 })] }],
    ['FACE_CLOSE_TO_BORDER', { faces: [face({ y: 235 })] }, { faces: [face({ y: 236 })] }],
    ['FACE_ANGLE_TOO_LARGE', pose({ yaw: 16 }), pose({ yaw: -16.1 })],
    ['FACE_ANGLE_TOO_LARGE', pose({ pitch: -22 }), pose({ pitch: 22.1 })],
    ['FACE_ANGLE_TOO_LARGE', pose({ roll: 25 }), pose({ roll: 25.1 })],
    ['TOO_DARK', light({ meanLuma: 35 }), light({ meanLuma: 34.9 })],
    ['TOO_DARK', light({ clippedDark: 0.6 }), light({ clippedDark: 0.61 })],
    ['TOO_BRIGHT', light({ meanLuma: 225 }), light({ meanLuma: 225.1 })],
    ['TOO_BRIGHT', light({ clippedBright: 0.25 }), light({ clippedBright: 0.26 })],
    ['HOLD_STILL', { speed: 3 }, { speed: 3.1 }],
    ['BLURRED', light({ sharpness: 1.3 }), light({ sharpness: 1.299 })],
    ['FACE_IS_OCCLUDED', covers({ rightEye: 3 }), covers({ rightEye: 3.1 })],
    ['FACE_IS_OCCLUDED', covers({ leftEye: 3 }), covers({ leftEye: 3.1 })],
    ['FACE_IS_OCCLUDED', covers({ nose: 2 }), covers({ nose: 2.1 })],
    ['FACE_IS_OCCLUDED', covers({ mouth: 1.4 }), covers({ mouth: 1.5 })],
    ['EYES_CLOSED', { eyes: { right: 0.05, left: 0.1 } }, { eyes: { right: 0.05, left: 0.09 } }],
  ];
  it.each(pairs)('raises %s on one side of its threshold only', (issue, inside, outside) => {
    expect(assessCapture(measured(inside), policy).kind).toBe('acceptable');
    expect(assessCapture(measured(outside), policy)).toEqual({ kind: 'issue', issue });
  });

  it('asks who moves to hold still before it blames the camera for the blur', () => {
    const smeared = measured({ speed: 5, ...light({ sharpness: 1.1 }) });
    expect(assessCapture(smeared, policy)).toEqual({ kind: 'issue', issue: 'HOLD_STILL' });
  });

  describe('of a medical mask', () => {
    const worn = { nose: 5, mouth: 5, medicalMask: 2.1 };
    const allowing = { ...policy, medicalMask: { ...policy.medicalMask, isAllowed: true } };

    it('refuses it unless the policy allows it', () => {
      const capture = assessCapture(measured(covers(worn)), policy);
      expect(capture).toEqual({ kind: 'issue', issue: 'FACE_IS_OCCLUDED' });
    });

    it('accepts it where the policy allows it, and says that it is there', () => {
      const capture = assessCapture(measured(covers(worn)), allowing);
      expect(capture).toMatchObject({ kind: 'acceptable', isMasked: true });
    });

    it.each([
      ['what may be something else', { medicalMask: 2 }],
      ['what nobody has looked at', { medicalMask: null }],
      ['what leaves the nose free', { nose: 2 }],
      ['what leaves the mouth free', { mouth: 1.4 }],
      ['one under an eye that may be covered', { leftEye: 0.6 }],
    ])('refuses %s even then', (_what, change) => {
      const capture = assessCapture(measured(covers({ ...worn, ...change })), allowing);
      expect(capture).toEqual({ kind: 'issue', issue: 'FACE_IS_OCCLUDED' });
    });

    it('does not see one on an uncovered face, whatever the template says', () => {
      const capture = assessCapture(measured(covers({ medicalMask: 9 })), allowing);
      expect(capture).toMatchObject({ kind: 'acceptable', isMasked: false });
    });
  });

  it('does not judge what was not measured', () => {
    const input = measured({ light: null, pose: null, eyes: null, covers: null, speed: null });
    expect(assessCapture(input, policy).kind).toBe('acceptable');
  });

  it('asks for the distance before anything else', () => {
    const far = measured({
      faces: [face({ width: 60, height: 70 }), face({ x: 0, width: 60, height: 70 })],
      ...light({ meanLuma: 5 }),
    });
    expect(assessCapture(far, policy)).toEqual({ kind: 'issue', issue: 'FACE_TOO_SMALL' });
  });
});
