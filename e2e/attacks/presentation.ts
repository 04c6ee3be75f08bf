// What stands before the camera in one session of the battery, as a function of time and of what the kiosk's screen shows. Node.

import type { Action } from '#core/challenge/index.ts';
import type { Frame, Size } from '#core/frame/index.ts';
import type { Cue } from '#renderer/demo/subject.ts';

/** Upright, unmirrored RGBA as a camera gives it. */
export type Pixels = Omit<Frame, 'capturedAt'>;

/** What a presentation is told of the screen: whoever holds the instrument can read. */
export type Screen = Cue;

export interface Presentation {
  /** Frames a second that the camera gives. */
  readonly fps: number;
  /** The picture at a time, in milliseconds from the start of the session; null where the camera gives none. */
  readonly pictureAt: (at: number, screen: Screen) => Pixels | null;
}

/** The size of a kiosk camera's pictures. */
export const CAMERA: Size = { width: 640, height: 480 };
/** Frames a second that a kiosk judges on two cores while it shows its page. */
export const KIOSK_FPS = 12;

/** Remembers since when the open prompt stands: an attacker acts on it after a delay. */
export function promptWatch(): (at: number, screen: Screen) => OpenPrompt | null {
  let open: OpenPrompt | null = null;
  return (at, { action }) => {
    if (action === null) open = null;
    else if (open?.action !== action) open = { action, since: at };
    return open;
  };
}

export interface OpenPrompt {
  readonly action: Action;
  readonly since: number;
}
