// A kiosk as whoever attends it sees it. Types only; main process.

import type { Frame } from '#core/frame/index.ts';
import type { SessionEvent, SessionState } from '#core/session/index.ts';
import type { OpenCamera } from './kiosk-camera.ts';
import type { Subject } from './subject.ts';

export type AssistedPurpose = 'check' | 'enrolment';

/** What an operator may do at it, and see. None of it hands in evidence, and none of it moves a door. */
export interface AttendedKiosk {
  /** While it is held no session begins but an assisted one; holding it ends one that runs. */
  readonly hold: (isHeld: boolean) => void;
  /** Starts a session that has no door. Its id; or why there is none. */
  readonly assist: (
    purpose: AssistedPurpose,
  ) => { readonly sessionId: string } | { readonly busy: string };
  readonly isAssisted: (sessionId: string) => boolean;
  /** Whoever is enrolled was told that no picture is kept. */
  readonly isEnrolment: (sessionId: string) => boolean;
  /** Of a session that has just ended, for its enrolment. */
  readonly frames: Subject['frames'];
  /** Each event with what the session made of it. Returns its undo. */
  readonly onStep: (listener: StepListener) => () => void;
  /** Each frame that is taken up, as it is offered: pixels, and nobody's evidence. Returns its undo. */
  readonly onFrame: (listener: (frame: Frame) => void) => () => void;
  /** The camera that is looked through; null while there is none that was accepted. */
  readonly camera: () => OpenCamera | null;
}

export type StepListener = (state: SessionState, event: SessionEvent) => void;
