// Test support: a session told frame by frame in numbers, without a camera. Not shipped.

import { degrees, ms, type Detection, type FaceCovers } from '#core/frame/index.ts';
import { padScore, unavailable, type Novelty, type PlaneFit } from '#core/pad/index.ts';
import type { Action } from '#core/challenge/index.ts';
import {
  initialState,
  planFor,
  productionPolicy,
  step,
  type FrameObservation,
  type SessionEffect,
  type SessionEvent,
  type SessionPolicy,
  type SessionState,
} from '../index.ts';

/** One frame of a subject; everything that is not said is a calm, frontal, bona fide person in the middle of the picture. */
export interface Shot {
  readonly yaw?: number;
  readonly pitch?: number;
  /** Eye openness as a ratio; about 0.3 is open. */
  readonly eyes?: number;
  /** PAD score, or null where the models failed. */
  readonly score?: number | null;
  /** What the less convinced of the two models says; by default both say the score. */
  readonly lowest?: number;
  /** Something lies over the mouth. */
  readonly covered?: boolean;
  /** A medical mask over nose and mouth. */
  readonly masked?: boolean;
  readonly similarity?: number;
  readonly novelty?: Novelty;
  readonly plane?: PlaneFit;
  /** Horizontal place of the face's centre, as a share of the picture's width. */
  readonly place?: number;
  /** 0 for an empty scene; 2 adds a second face of the same size. */
  readonly faces?: number;
}

const SIZE = { width: 640, height: 480 };
const FRAME_MS = 66;

/** So many frames of somebody wake an idle kiosk. */
export const WAKING_FRAMES =
  Math.max(productionPolicy.wake.frames - 1, Math.ceil(productionPolicy.wake.noticeMs / FRAME_MS)) +
  1;

/** Tells a story to the machine: keeps its state, effects and events. */
export class Story {
  state: SessionState = initialState;
  at = 0;
  readonly effects: SessionEffect[] = [];
  readonly events: SessionEvent[] = [];
  readonly #policy: SessionPolicy;

  constructor(policy: SessionPolicy = productionPolicy) {
    this.#policy = policy;
  }

  tell(event: SessionEvent): this {
    const after = step(this.state, event, this.#policy);
    this.state = after.state;
    this.events.push(event);
    this.effects.push(...after.effects);
    return this;
  }

  start(challenges: readonly Action[] = ['BLINK']): this {
    return this.tell({ type: 'started', at: ms(this.at), sessionId: 's1', challenges });
  }

  /** Shows one frame, or the same one `times` times, one every 66 ms. */
  show(shot: Shot = {}, times = 1): this {
    for (let i = 0; i < times; i += 1) {
      this.at += FRAME_MS;
      const observation = observationOf(shot, this.at, this.state, this.#policy);
      this.tell({ type: 'frame-observed', at: ms(this.at), observation });
    }
    return this;
  }

  wait(forMs: number): this {
    this.at += forMs;
    return this.tell({ type: 'time-passed', at: ms(this.at) });
  }

  /** Up to the first open prompt. */
  untilPrompted(challenges: readonly Action[] = ['BLINK']): this {
    return this.start(challenges).show({}, 5).show({}, 8).show({}, 2);
  }

  blink(): this {
    return this.show({}, 4).show({ eyes: 0.05 }, 2).show({}, 2);
  }

  turn(yaw: number): this {
    return this.show({}, 4)
      .show({ yaw: yaw / 2 })
      .show({ yaw }, 5);
  }
}

function observationOf(
  shot: Shot,
  at: number,
  state: SessionState,
  policy: SessionPolicy,
): FrameObservation {
  const { yaw = 0, pitch = 0, eyes = 0.3, score = 0.95, similarity = 0.8, place = 0.5 } = shot;
  const count = shot.faces ?? 1;
  const plan = planFor(state, policy);
  const present = count > 0;
  const faces = Array.from({ length: count }, (_, i) => faceAt(place + i * 0.4));
  return {
    capturedAt: ms(at),
    size: SIZE,
    faces,
    light: present ? { meanLuma: 128, clippedDark: 0, clippedBright: 0, sharpness: 1.7 } : null,
    pose: present ? { yaw: degrees(yaw), pitch: degrees(pitch), roll: degrees(0) } : null,
    eyes: present && plan.landmarks ? { right: eyes, left: eyes } : null,
    mouth: present && plan.landmarks ? { width: 0.55, drop: 0.33, opening: 0 } : null,
    covers: present && plan.landmarks ? coversOf(shot) : null,
    pad: !plan.pad
      ? unavailable('not-requested')
      : !present
        ? unavailable('no-face')
        : score === null
          ? unavailable('model-failed')
          : {
              kind: 'scored',
              score: padScore(score),
              models: {
                minifas_v2_se_128: padScore(score),
                minifasnet_v2_80: padScore(shot.lowest ?? score),
              },
            },
    identity: !plan.embedding
      ? { kind: 'unavailable', reason: 'not-requested' }
      : !present
        ? { kind: 'unavailable', reason: 'no-face' }
        : state.phase === 'active' || state.phase === 'idle'
          ? { kind: 'measured', similarity }
          : { kind: 'unavailable', reason: 'no-reference' },
    plane: shot.plane ?? null,
    novelty: shot.novelty ?? 'new',
  };
}

const coversOf = ({ covered = false, masked = false }: Shot): FaceCovers => ({
  rightEye: -5,
  leftEye: -5,
  nose: masked ? 5 : -5,
  mouth: covered || masked ? 5 : -5,
  medicalMask: masked ? 5 : -5,
});

/** A face of 150×190 px, its five points where a frontal face has them. */
function faceAt(place: number): Detection {
  const width = 150;
  const height = 190;
  const x = place * SIZE.width - width / 2;
  const y = (SIZE.height - height) / 2;
  const point = (px: number, py: number) => ({ x: x + px * width, y: y + py * height });
  return {
    box: { x, y, width, height },
    score: 0.9,
    points: {
      rightEye: point(0.3, 0.4),
      leftEye: point(0.7, 0.4),
      nose: point(0.5, 0.6),
      rightMouth: point(0.35, 0.8),
      leftMouth: point(0.65, 0.8),
    },
  };
}
