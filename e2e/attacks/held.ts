// Presentations of sheets and screens that somebody holds before the camera and moves as the prompts say. Node.

import type { Action } from '#core/challenge/index.ts';
import { createRandom, type Random } from '#renderer/demo/random.ts';
import { createOptics, type Grip, type Instrument } from './optics.ts';
import {
  KIOSK_FPS,
  promptWatch,
  type OpenPrompt,
  type Pixels,
  type Presentation,
} from './presentation.ts';

export interface HeldOptions {
  readonly room: Pixels;
  /** What the instrument shows. */
  readonly picture: Pick<Presentation, 'pictureAt'>;
  readonly instrument: Instrument;
  readonly seed: number;
  /** How its holder answers an open prompt. */
  readonly answer?: (action: Action) => Partial<Grip>;
  /** How it is held otherwise. */
  readonly at?: Partial<Grip>;
}

/** Holders take this long to read and to move, as people do. */
const REACTION_MS = 450;
const MOVE_MS = 500;

export function held(options: HeldOptions): Presentation {
  const { picture, instrument, room, seed, answer } = options;
  const random = createRandom(seed);
  const photograph = createOptics({ room, instrument, seed });
  const watch = promptWatch();
  const resting: Grip = { ...restingGrip(random), ...options.at };
  const sway = swayOf(random);
  let last: OpenPrompt | null = null;
  let share = 0;
  let before = 0;
  return {
    fps: KIOSK_FPS,
    pictureAt(at, screen) {
      const shown = picture.pictureAt(at, screen);
      if (shown === null) return null;
      const open = watch(at, screen);
      last = open ?? last;
      // Towards the asked pose while the prompt stands, and back to rest after it.
      const isDue = open !== null && at >= open.since + REACTION_MS;
      share = Math.min(1, Math.max(0, share + ((isDue ? 1 : -1) * (at - before)) / MOVE_MS));
      before = at;
      const asked = answer === undefined || last === null ? {} : answer(last.action);
      return photograph(shown, sway(between(resting, { ...resting, ...asked }, smooth(share)), at));
    },
  };
}

/** Somewhere near the middle, almost straight. */
const restingGrip = (random: Random): Grip => ({
  yaw: random.between(-6, 6),
  pitch: random.between(-5, 5),
  roll: random.between(-4, 4),
  bend: 0,
  scale: random.between(0.7, 0.95),
  shiftX: random.between(-30, 30),
  shiftY: random.between(-15, 15),
});

/** Hands are not still: a degree or two, a few pixels, in a second or two. */
function swayOf(random: Random): (grip: Grip, at: number) => Grip {
  const phase = () => random.between(0, 2 * Math.PI);
  const [a, b, c, d] = [phase(), phase(), phase(), phase()];
  return (grip, at) => ({
    ...grip,
    yaw: grip.yaw + 1.5 * Math.sin(at / 610 + a),
    pitch: grip.pitch + 1.2 * Math.sin(at / 470 + b),
    shiftX: grip.shiftX + 4 * Math.sin(at / 530 + c),
    shiftY: grip.shiftY + 3 * Math.sin(at / 390 + d),
  });
}

function between(from: Grip, to: Grip, share: number): Grip {
  const mix = (key: keyof Grip): number => from[key] + (to[key] - from[key]) * share;
  return {
    yaw: mix('yaw'),
    pitch: mix('pitch'),
    roll: mix('roll'),
    bend: mix('bend'),
    scale: mix('scale'),
    shiftX: mix('shiftX'),
    shiftY: mix('shiftY'),
  };
}

const smooth = (t: number): number => t * t * (3 - 2 * t);

/** Turned as a whole where a head would turn, up to 50°. */
export const turnedAsAsked =
  (degrees: number) =>
  (action: Action): Partial<Grip> => {
    switch (action) {
      case 'LOOK LEFT':
        return { yaw: degrees };
      case 'LOOK RIGHT':
        return { yaw: -degrees };
      case 'LOOK UP':
        return { pitch: degrees };
      case 'LOOK DOWN':
        return { pitch: -degrees };
      case 'BLINK':
      case 'SMILE':
        return {};
    }
  };

/** A tablet or phone of some make: its pixels are seldom a multiple of the picture's. */
export const someScreen = (seed: number): Instrument => {
  const random = createRandom(seed ^ 0x5c4ee7);
  return {
    kind: 'screen',
    black: random.between(0.01, 0.05),
    white: random.between(0.6, 1),
    saturation: random.between(0.85, 1.05),
    tint: [random.between(0.88, 0.97), random.between(0.94, 1), 1],
    pitch: random.between(0.8, 2.6),
    gaps: random.between(0.25, 0.6),
    glare: { strength: random.between(0, 0.12), x: random.between(0, 1), y: random.between(0, 1) },
  };
};

/** Paper under a lamp. */
export const somePrint = (seed: number): Instrument => {
  const random = createRandom(seed ^ 0x9a9e4);
  return {
    kind: 'print',
    black: random.between(0.03, 0.08),
    white: random.between(0.55, 0.85),
    saturation: random.between(0.6, 0.85),
    tint: [1, random.between(0.95, 0.99), random.between(0.82, 0.93)],
    pitch: 0,
    gaps: 0,
    glare: { strength: random.between(0, 0.06), x: random.between(0, 1), y: random.between(0, 1) },
  };
};
