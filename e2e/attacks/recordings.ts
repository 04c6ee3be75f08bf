// Presentations of a recorded person, fed in the camera's place: no screen or sheet between them spoils the picture. Node.

import type { Action } from '#core/challenge/index.ts';
import { createRandom } from '#renderer/demo/random.ts';
import { bestFrameFor, pixelsAt, type Recording } from './materials.ts';
import {
  KIOSK_FPS,
  promptWatch,
  type Pixels,
  type Presentation,
  type Screen,
} from './presentation.ts';
import { withGrain } from './grain.ts';

/** Played from somewhere, again from the start at its end. */
export function looped(recording: Recording, seed: number): Presentation {
  const from = offset(recording, seed);
  return { fps: KIOSK_FPS, pictureAt: (at) => frameAt(recording, from + at) };
}

/** Played once from a moment on. The person leaves with its end. */
export const playedFrom = (recording: Recording, fromMs: number): Presentation => ({
  fps: recording.fps,
  pictureAt: (at) => {
    const index = Math.round(((fromMs + at) * recording.fps) / 1000);
    return index < recording.frames.length ? pixelsAt(recording, index) : null;
  },
});

/** Played until the first prompt, and then one picture of it for good. */
export function frozenAtPrompt(recording: Recording, seed: number): Presentation {
  const from = offset(recording, seed);
  let frozenAt: number | null = null;
  return {
    fps: KIOSK_FPS,
    pictureAt(at, { action }) {
      if (action !== null) frozenAt ??= at;
      return frameAt(recording, from + (frozenAt ?? at));
    },
  };
}

/** The camera gives one picture every two thirds of a second: hardly a motion can be followed. */
export const starved = (recording: Recording, seed: number): Presentation => ({
  ...looped(recording, seed),
  fps: 1.5,
});

/** One person's recording until the challenges begin, then another's. */
export function swapped(before: Recording, after: Recording, seed: number): Presentation {
  const [first, second] = [looped(before, seed), looped(after, seed + 1)];
  return {
    fps: KIOSK_FPS,
    pictureAt: (at, screen) => (screen.phase === 'active' ? second : first).pictureAt(at, screen),
  };
}

/** Cut at the prompt to shortly before the moment that shows what is asked for. */
export function spliced(recording: Recording, seed: number): Presentation {
  const random = createRandom(seed);
  const watch = promptWatch();
  const delay = random.between(150, 600);
  const lead = random.between(400, 900);
  const from = offset(recording, seed);
  let cutTo: { readonly at: number; readonly place: number; readonly action: Action } | null = null;
  return {
    fps: KIOSK_FPS,
    pictureAt(at, screen) {
      const open = watch(at, screen);
      const isDue = open !== null && at >= open.since + delay && cutTo?.action !== open.action;
      if (isDue) {
        const best = (1000 * bestFrameFor(open.action, recording)) / recording.fps;
        cutTo = { at, place: best - lead, action: open.action };
      }
      return frameAt(recording, cutTo === null ? from + at : cutTo.place + at - cutTo.at);
    },
  };
}

/** Photographs of one person's poses, one after the other as the prompts come, before a camera that adds its noise. */
export function slideshow(recording: Recording, seed: number): Presentation {
  const random = createRandom(seed);
  const watch = promptWatch();
  const delay = random.between(300, 900);
  const grain = withGrain(seed);
  return {
    fps: KIOSK_FPS,
    pictureAt(at, screen: Screen) {
      const open = watch(at, screen);
      const since = open === null ? 0 : at - open.since - delay;
      // Eyes that stay shut are no blink.
      const shows = open !== null && since > 0 && (open.action !== 'BLINK' || since < BLINK_MS);
      const frame = bestFrameFor(shows ? open.action : null, recording);
      return grain(pixelsAt(recording, frame));
    },
  };
}

const BLINK_MS = 250;

/** Another face comes into the picture beside the first as the challenges begin, as large as that one. */
export function joined(recording: Recording, other: Pixels, seed: number): Presentation {
  const first = looped(recording, seed);
  let since: number | null = null;
  return {
    fps: KIOSK_FPS,
    pictureAt(at, screen) {
      const picture = first.pictureAt(at, screen);
      if (screen.phase === 'active') since ??= at;
      if (picture === null || since === null) return picture;
      return beside(picture, other, Math.min(1, (at - since) / WALK_MS));
    },
  };
}

const WALK_MS = 600;

/** The two side by side: the picture gives way to the middle of the other, from the right. */
function beside(picture: Pixels, other: Pixels, share: number): Pixels {
  const { width, height } = picture;
  const data = new Uint8Array(picture.data);
  const covered = Math.round((width / 2) * share);
  const from = Math.round(other.width / 4);
  for (let y = 0; y < Math.min(height, other.height); y += 1) {
    const row = 4 * (y * other.width + from);
    data.set(other.data.subarray(row, row + 4 * covered), 4 * (y * width + width - covered));
  }
  return { width, height, data };
}

const frameAt = (recording: Recording, time: number): Pixels =>
  pixelsAt(recording, Math.round((time * recording.fps) / 1000));

const offset = ({ frames, fps }: Recording, seed: number): number =>
  createRandom(seed).between(0, (1000 * frames.length) / fps);
