// Presentations of an animated portrait: the demo camera's own puppet, drawn in this process instead of in a page. Node.

import { ACTIONS } from '#core/challenge/index.ts';
import type { DemoScript } from '#core/protocol/index.ts';
import { createRandom } from '#renderer/demo/random.ts';
import { PLAIN_CAMERA, type CameraTraits } from '#renderer/demo/traits.ts';
import { createStage } from '#renderer/demo/stage.ts';
import { createSubject, type Bearing, type Subject } from '#renderer/demo/subject.ts';
import type { Picture } from '#renderer/demo/rasterise.ts';
import type { Model } from './materials.ts';
import { KIOSK_FPS, type Pixels, type Presentation, type Screen } from './presentation.ts';

export interface PuppetOptions {
  readonly model: Model;
  readonly seed: number;
  /** How the picture is taken; the frame rate is the kiosk's unless a camera is given. */
  readonly camera?: CameraTraits;
}

/** A puppet that reads the screen, and does with it what its script says. */
export function screenReader(
  { model, seed, camera }: PuppetOptions,
  script: DemoScript,
): Presentation {
  const subject = createSubject(script);
  // It stands before the camera from the start: the battery's clock begins when the kiosk has been woken.
  subject.see({ phase: 'idle', action: null, over: false }, -10_000);
  const draw = drawer(model, seed, camera);
  return {
    fps: camera?.fps ?? KIOSK_FPS,
    pictureAt(at, screen) {
      subject.see(screen, at);
      return draw(present(subject.bearingAt(at)));
    },
  };
}

/** A puppet that reads the screen as it was a while ago: whoever steers it is slow. */
export function lateReader(options: PuppetOptions, lateMs: number): Presentation {
  const puppet = screenReader(options, { seed: options.seed, behaviour: 'obeys' });
  const seen: { readonly at: number; readonly screen: Screen }[] = [];
  return {
    ...puppet,
    pictureAt(at, screen) {
      seen.push({ at, screen });
      const then = seen.findLast((one) => one.at <= at - lateMs)?.screen ?? RESTING;
      return puppet.pictureAt(at, then);
    },
  };
}

/** A print whose eye holes show living eyes: only the lids move, the rest is as stiff as paper. */
export function blinker({ model, seed }: PuppetOptions): Presentation {
  const subject = createSubject({ seed, behaviour: 'obeys' });
  const draw = drawer(model, seed);
  return {
    fps: KIOSK_FPS,
    pictureAt(at, screen) {
      subject.see(screen, at);
      const { blink } = subject.bearingAt(at).pose;
      return draw({ aside: 0, pose: { ...STIFF, blink } });
    },
  };
}

const STIFF = { yaw: 0, pitch: 0, roll: 0, blink: 0, smile: 0, shiftX: 0, shiftY: 0 };

/** A puppet that goes through all actions again and again, whatever the screen says: each time in another order. */
export function performer({ model, seed }: PuppetOptions): Presentation {
  const random = createRandom(seed);
  const subject: Subject = createSubject({ seed, behaviour: 'obeys' });
  const draw = drawer(model, seed);
  let plan = shuffled(seed);
  let next = random.between(0, REST_MS);
  let shown: Screen = RESTING;
  return {
    fps: KIOSK_FPS,
    pictureAt(at) {
      if (at >= next) {
        const acts = shown.action === null;
        const [action = 'BLINK', ...rest] = plan;
        shown = acts ? { ...RESTING, action } : RESTING;
        if (acts) plan = rest.length > 0 ? rest : shuffled(seed + Math.round(at));
        next = at + (acts ? ACT_MS : random.between(REST_MS / 2, REST_MS));
      }
      subject.see(shown, at);
      return draw(present(subject.bearingAt(at)));
    },
  };
}

const RESTING: Screen = { phase: 'active', action: null, over: false };
/** Long enough for a reaction, the motion and a moment of holding it. */
const ACT_MS = 1600;
const REST_MS = 1500;

function shuffled(seed: number): readonly (typeof ACTIONS)[number][] {
  const random = createRandom(seed);
  return ACTIONS.map((action) => ({ action, key: random.between(0, 1) }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ action }) => action);
}

const present = (bearing: Bearing): Bearing => ({ ...bearing, aside: 0 });

function drawer(
  { still, texture, landmarks, tesselation }: Model,
  seed: number,
  camera: CameraTraits = PLAIN_CAMERA,
): (bearing: Bearing) => Pixels {
  const stage = createStage({ still, texture, landmarks, tesselation, seed, grain: true, camera });
  const { width, height } = still;
  return (bearing) => {
    const target: Picture = { width, height, pixels: new Uint32Array(width * height) };
    stage.draw(bearing, target);
    return { width, height, data: new Uint8Array(target.pixels.buffer) };
  };
}
