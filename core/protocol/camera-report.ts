// What the main side sees through the camera, as figures and as what to mend about its place. Pure; main process.

import type { AcceptedCamera, OpenedCamera, PinnedCamera } from '#core/camera/index.ts';
import type { Detection, Size } from '#core/frame/index.ts';
import type { CapturePolicy } from '#core/quality/index.ts';
import type { FrameObservation } from '#core/session/index.ts';
import type { CameraAdvice, CameraReport } from './operator-answers.ts';

export interface CameraSight {
  readonly camera: (AcceptedCamera & { readonly opened: OpenedCamera }) | null;
  readonly pinned: PinnedCamera | null;
  /** Of the last seconds, oldest first. */
  readonly observations: readonly FrameObservation[];
  /** Mean luma of the whole picture, 0 to 255; null where nobody looked. */
  readonly sceneLuma: number | null;
  /** Frames a second that the page is to send now. */
  readonly expectedFps: number;
}

/** Smaller pictures leave too few pixels of a face that stands where people stand. */
const MIN_SIDE = 480;
/** How much brighter than the face the scene behind it is, where a window stands behind people. */
const BACK_LIGHT = 1.8;
/** Below it a face against the light is dark, above it merely darker than a white wall. */
const LIT_FACE = 100;
/** Share of the expected frames that a machine with enough time delivers. */
const ENOUGH_FRAMES = 0.6;

export function reportCamera(
  { camera, pinned, observations, sceneLuma, expectedFps }: CameraSight,
  policy: CapturePolicy,
): CameraReport {
  const newest = observations.at(-1) ?? null;
  const [face = null] = newest?.faces ?? [];
  const light = newest?.light ?? null;
  const size = newest?.size ?? null;
  const figures = {
    framesPerSecond: framesPerSecond(observations),
    faces: newest === null ? null : newest.faces.length,
    faceShare: face === null || size === null ? null : face.box.height / size.height,
    eyeDistancePx: face === null ? null : eyeDistance(face),
    meanLuma: light?.meanLuma ?? null,
    clippedDark: light?.clippedDark ?? null,
    clippedBright: light?.clippedBright ?? null,
    sharpness: light?.sharpness ?? null,
    unrest: unrest(observations),
  };
  const seen = { ...figures, size, sceneLuma, expectedFps };
  return {
    camera: camera && { label: camera.label, virtual: camera.virtual },
    pinned: pinned && { ...pinned },
    width: camera?.opened.width ?? size?.width ?? null,
    height: camera?.opened.height ?? size?.height ?? null,
    ...figures,
    advice: ADVICE.filter(([, applies]) => applies(seen, policy)).map(([code]) => code),
  };
}

interface Seen extends Omit<CameraReport, 'camera' | 'pinned' | 'width' | 'height' | 'advice'> {
  readonly size: Size | null;
  readonly sceneLuma: number | null;
  readonly expectedFps: number;
}

/** A figure that is missing speaks for nothing: each rule asks for it first. */
const ADVICE: readonly (readonly [CameraAdvice, (seen: Seen, policy: CapturePolicy) => boolean])[] =
  [
    ['no-frames', ({ faces }) => faces === null],
    [
      'slow-frames',
      ({ framesPerSecond: fps, expectedFps }) => fps !== null && fps < expectedFps * ENOUGH_FRAMES,
    ],
    ['low-resolution', ({ size }) => size !== null && Math.min(size.width, size.height) < MIN_SIDE],
    ['no-face', ({ faces }) => faces === 0],
    ['several-faces', ({ faces }) => faces !== null && faces > 1],
    [
      'too-dark',
      ({ meanLuma, clippedDark }, policy) =>
        (meanLuma !== null && meanLuma < policy.minLuma) ||
        (clippedDark !== null && clippedDark > policy.maxClippedDark),
    ],
    [
      'too-bright',
      ({ meanLuma, clippedBright }, policy) =>
        (meanLuma !== null && meanLuma > policy.maxLuma) ||
        (clippedBright !== null && clippedBright > policy.maxClippedBright),
    ],
    [
      'back-light',
      ({ meanLuma, sceneLuma }) =>
        meanLuma !== null &&
        sceneLuma !== null &&
        meanLuma < LIT_FACE &&
        sceneLuma > meanLuma * BACK_LIGHT,
    ],
    ['blurred', ({ sharpness }, policy) => sharpness !== null && sharpness < policy.minSharpness],
    [
      'face-too-small',
      ({ eyeDistancePx: px, size }, policy) =>
        px !== null &&
        size !== null &&
        (px < policy.minEyeDistance || px / Math.max(size.width, size.height) < policy.minEyeShare),
    ],
    [
      'face-too-close',
      ({ faceShare }, policy) => faceShare !== null && faceShare > policy.maxFaceSide,
    ],
  ];

function eyeDistance({ points: { rightEye, leftEye } }: Detection): number {
  return Math.hypot(leftEye.x - rightEye.x, leftEye.y - rightEye.y);
}

function framesPerSecond(observations: readonly FrameObservation[]): number | null {
  const [first] = observations;
  const last = observations.at(-1);
  if (first === undefined || last === undefined || last.capturedAt <= first.capturedAt) return null;
  return ((observations.length - 1) * 1000) / (last.capturedAt - first.capturedAt);
}

/** Mean change of the face's light from one frame to the next. Null before two frames in a row had a face. */
function unrest(observations: readonly FrameObservation[]): number | null {
  const changes = observations.flatMap(({ light }, i) => {
    const before = observations[i - 1]?.light ?? null;
    return light === null || before === null ? [] : [Math.abs(light.meanLuma - before.meanLuma)];
  });
  return changes.length === 0
    ? null
    : changes.reduce((sum, change) => sum + change, 0) / changes.length;
}
