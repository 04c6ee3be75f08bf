// Instant feedback from the page's own look at the face: how well it fills the oval, how far the head has turned.
// Feedback only: it guides the subject before the main side answers, and decides nothing. Pure; renderer.

import type { Action } from '#core/challenge/index.ts';
import type { SessionView } from '#core/protocol/index.ts';
import type { FaceReading } from './landmarker-messages.ts';

/** What would bring the face into the oval. */
export type Placement = 'good' | 'off-centre' | 'far' | 'near';

export interface Guidance {
  /** Null while no face is seen. */
  readonly placement: Placement | null;
  /** How well the face fills the oval, in [0, 1]. */
  readonly fit: number;
  /** Yaw from where the subject looked while facing the camera, in degrees, and how sure that zero is. */
  readonly turn: number;
  readonly neutralYaw: number | null;
}

export const NO_GUIDANCE: Guidance = { placement: null, fit: 0, turn: 0, neutralYaw: null };

/** Height of the face's outline, forehead to chin, as a share of the picture: at arm's length and a half it is 0.4. */
const FACE_HEIGHT = { least: 0.24, best: 0.4, most: 0.62 } as const;
/** How far the middle of the face may be from the middle of the picture, in shares of its width and height. */
const OFF_CENTRE = { x: 0.14, y: 0.18 } as const;
/** A yaw seen while facing the camera moves the zero by this share: it follows a person who sits askew within a second. */
const NEUTRAL_GAIN = 0.2;
/** Where a turn is complete for the eye; the main side's own threshold is a little below. */
const FULL_TURN_DEGREES = 16;
/** The page's own estimate never fills the bar: only the main side completes a challenge. */
const ALMOST = 0.9;

export function guidanceAfter(
  before: Guidance,
  face: FaceReading | null,
  phase: SessionView['phase'],
): Guidance {
  if (face === null) return { ...before, placement: null, fit: 0, turn: 0 };
  const isFacing = phase === 'positioning' || phase === 'passive';
  const neutralYaw =
    before.neutralYaw === null
      ? face.yaw
      : before.neutralYaw + (isFacing ? (face.yaw - before.neutralYaw) * NEUTRAL_GAIN : 0);
  return {
    placement: placementOf(face),
    fit: fitOf(face),
    turn: face.yaw - neutralYaw,
    neutralYaw,
  };
}

function placementOf(face: FaceReading): Placement {
  if (face.height > FACE_HEIGHT.most) return 'near';
  if (face.height < FACE_HEIGHT.least) return 'far';
  const { x, y } = offsetOf(face);
  return x > OFF_CENTRE.x || y > OFF_CENTRE.y ? 'off-centre' : 'good';
}

function fitOf(face: FaceReading): number {
  const { least, best, most } = FACE_HEIGHT;
  const size =
    face.height <= best
      ? (face.height - least / 2) / (best - least / 2)
      : (1 - face.height) / (1 - Math.min(best, most));
  const { x, y } = offsetOf(face);
  const centred = 1 - Math.hypot(x / (3 * OFF_CENTRE.x), y / (3 * OFF_CENTRE.y));
  return clamp(size) * clamp(centred);
}

const offsetOf = (face: FaceReading): { readonly x: number; readonly y: number } => ({
  x: Math.abs(face.x + face.width / 2 - 0.5),
  y: Math.abs(face.y + face.height / 2 - 0.5),
});

/** How much of an asked motion is to be shown: what the main side has seen, or sooner what the page has. */
export function shownProgress(action: Action, progress: number, { turn }: Guidance): number {
  const towards = action === 'LOOK LEFT' ? turn : action === 'LOOK RIGHT' ? -turn : 0;
  return Math.max(progress, Math.min(ALMOST, clamp(towards / FULL_TURN_DEGREES)));
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
