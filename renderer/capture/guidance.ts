// Instant feedback from the page's own look at the face: how well it fills the oval, how far the asked motion has come.
// Feedback only: it guides the subject before the main side answers, and decides nothing. Pure; renderer.

import {
  neutralOf,
  type Action,
  type ChallengeSample,
  type Neutral,
} from '#core/challenge/index.ts';
import type { SessionView } from '#core/protocol/index.ts';
import type { FaceReading } from './landmarker-messages.ts';
import { motionShare } from './motion-share.ts';

/** What would bring the face into the oval. `left` and `right` are where to go: the subject's own, and those of the mirror. */
export type Placement = 'good' | 'left' | 'right' | 'off-centre' | 'far' | 'near';

export interface Guidance {
  /** Null while no face is seen. */
  readonly placement: Placement | null;
  /** How well the face fills the oval, in [0, 1]. */
  readonly fit: number;
  /** The newest look; null while no face is seen. */
  readonly sample: ChallengeSample | null;
  /** The newest looks of the time in which the kiosk asks to look straight, and what they say of the person's own neutral face. */
  readonly straight: readonly ChallengeSample[];
  readonly neutral: Neutral | null;
}

export const NO_GUIDANCE: Guidance = {
  placement: null,
  fit: 0,
  sample: null,
  straight: [],
  neutral: null,
};

/** Height of the face's outline, forehead to chin, as a share of the picture: at arm's length and a half it is 0.4. */
const FACE_HEIGHT = { least: 0.24, best: 0.4, most: 0.62 } as const;
/** How far the middle of the face may be from the middle of the picture, in shares of its width and height. */
const OFF_CENTRE = { x: 0.14, y: 0.18 } as const;
/** About a second of looks: their median follows a person who settles in, and no blink moves it. */
const STRAIGHT_LOOKS = 9;
/** The page's own estimate never fills the bar: only the main side completes a challenge. */
const ALMOST = 0.9;

export function guidanceAfter(
  before: Guidance,
  face: FaceReading | null,
  phase: SessionView['phase'],
): Guidance {
  if (face === null) return { ...before, placement: null, fit: 0, sample: null };
  const seen = { ...before, placement: placementOf(face), fit: fitOf(face), sample: face.sample };
  if (phase !== 'positioning' && phase !== 'passive') return seen;
  const straight = [...before.straight, face.sample].slice(-STRAIGHT_LOOKS);
  return { ...seen, straight, neutral: neutralOf(straight, 1) };
}

function placementOf(face: FaceReading): Placement {
  if (face.height > FACE_HEIGHT.most) return 'near';
  if (face.height < FACE_HEIGHT.least) return 'far';
  const { x, y } = offsetOf(face);
  const [aside, above] = [Math.abs(x) / OFF_CENTRE.x, Math.abs(y) / OFF_CENTRE.y];
  if (aside <= 1 && above <= 1) return 'good';
  // Nobody can grow: whoever is too high or too low finds the middle their own way.
  if (above > aside) return 'off-centre';
  // The picture is not mirrored: who stands on its left has gone to their own right.
  return x < 0 ? 'left' : 'right';
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

/** From the middle of the picture to that of the face, rightwards and downwards. */
const offsetOf = (face: FaceReading): { readonly x: number; readonly y: number } => ({
  x: face.x + face.width / 2 - 0.5,
  y: face.y + face.height / 2 - 0.5,
});

/** How much of an asked motion is to be shown: what the main side has seen, or sooner what the page has. */
export function shownProgress(
  action: Action,
  progress: number,
  { sample, neutral }: Guidance,
): number {
  const seen = sample === null || neutral === null ? 0 : motionShare(action, sample, neutral);
  return Math.max(progress, Math.min(ALMOST, seen));
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
