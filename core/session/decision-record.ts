// The verdict of a session and the line of the decision log that keeps it. Pure; runs in every process.

import type { AcceptedCamera } from '#core/camera/index.ts';
import type { Action } from '#core/challenge/index.ts';
import type { IdentityFinding } from '#core/identity/index.ts';
import type { PadScore, Unavailable } from '#core/pad/index.ts';
import type { Decision, Outcome, Reason } from './outcome.ts';

/** Which host ran the session. Only `kiosk` and `demo` sessions can have a door; of an `assisted` one it is the operator's to move. */
export type SessionHost = 'kiosk' | 'demo' | 'assisted' | 'cli' | 'api';

/** The fused score of a whole session, or why there is none. */
export type FusedScore = { readonly kind: 'fused'; readonly value: PadScore } | Unavailable;

/** What the machine concludes; `step` makes it. */
export interface Verdict {
  readonly sessionId: string;
  readonly outcome: Outcome;
  readonly decision: Decision;
  readonly reasons: readonly Reason[];
  readonly score: FusedScore;
  /** In the order in which they were passed. */
  readonly passed: readonly Action[];
  /** A medical mask was worn before the camera, by the policy's leave. */
  readonly medicalMask: boolean;
  /** The subject had asked for more time: `extendedPolicy` of the policy that is named. */
  readonly extendedTime: boolean;
  readonly durationMs: number;
}

/** What goes into the decision log, before the log gives it an id and a time. No picture, no template. */
export interface DecisionRecord extends Verdict {
  readonly host: SessionHost;
  /** Name and SHA-256 of the policy: `production`, or `simulated` for the demo camera. */
  readonly policy: { readonly name: string; readonly sha256: string };
  /** The camera that the session looked through; null where there was none, as for a recording. */
  readonly camera: AcceptedCamera | null;
  /** Absent where nobody asked who it is. Its name is personal: the log keeps it beside the chain. */
  readonly identity?: IdentityFinding;
  /** SHA-256 of each model, by its name. */
  readonly models: Readonly<Record<string, string>>;
}
