// What can happen to a session, and what it asks to be done. Pure; main process.

import type { PassageRefusal } from '#core/access/index.ts';
import type { Action } from '#core/challenge/index.ts';
import type { Ms } from '#core/frame/index.ts';
import type { IdentityRefusal } from '#core/identity/index.ts';
import type { Verdict } from './decision-record.ts';
import type { FrameObservation } from './observation.ts';

/** Past facts, each with the monotonic time at which it was noticed. A list of them replays a session bit for bit. */
export type SessionEvent = { readonly at: Ms } & (
  | {
      readonly type: 'started';
      readonly sessionId: string;
      readonly challenges: readonly Action[];
    }
  | { readonly type: 'frame-observed'; readonly observation: FrameObservation }
  | { readonly type: 'time-passed' }
  | { readonly type: 'cancelled' }
  /** Somebody asked for more time. Once for a session; a second time changes nothing. */
  | { readonly type: 'time-extended' }
  | { readonly type: 'input-ended' }
  | { readonly type: 'inference-failed' }
  /** The page opened a camera, or has none any more. */
  | { readonly type: 'camera-changed' }
  /** For seconds no frame came as it was taken. */
  | { readonly type: 'frames-stale' }
  | { readonly type: 'decision-appended'; readonly decisionId: string }
  | { readonly type: 'append-failed' }
  /** Hours or interval forbid the grant that was about to be logged. */
  | { readonly type: 'passage-refused'; readonly reason: PassageRefusal }
  /** Who it is forbids the grant that was about to be logged. */
  | { readonly type: 'identity-refused'; readonly reason: IdentityRefusal }
  | { readonly type: 'door-pulsed' }
  | { readonly type: 'door-faulted' }
  /** This host was given no door: the grant is a verdict and nothing more. */
  | { readonly type: 'door-absent' }
);

/** Imperatives for the host, run in this order, one after the other. */
export type SessionEffect =
  /** Somebody stands before an idle kiosk: draw challenges and start. */
  | { readonly type: 'draw-challenges' }
  /** Keep this frame's embedding in memory as the person of the session. */
  | { readonly type: 'hold-reference' }
  /** Keep the outline of this frame's face, which is frontal: later ones are held against it. */
  | { readonly type: 'hold-outline' }
  /** Forget template and outline. */
  | { readonly type: 'forget-reference' }
  | { readonly type: 'append-decision'; readonly verdict: Verdict }
  | { readonly type: 'pulse-door'; readonly decisionId: string; readonly pulseMs: number };
