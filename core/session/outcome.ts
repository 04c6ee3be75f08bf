// How a session ends. Pure; runs in every process.

import { PASSAGE_REFUSALS } from '#core/access/index.ts';
import { IDENTITY_REFUSALS } from '#core/identity/index.ts';
import { CUES } from '#core/pad/index.ts';

/** The PAD outcome of a session (ISO/IEC 30107-3). */
export type Outcome = 'bona-fide' | 'attack' | 'non-response';

/** Access control: what the door is told. Deny is the absence of a grant. */
export type Decision = 'grant' | 'deny';

/** Why a session ended as it did: a closed list, in the log and in replays. */
export const REASONS = [
  'complete',
  'pad',
  // The cue that made an attack of what the models take for bona fide.
  ...CUES,
  'positioning-timeout',
  'passive-timeout',
  'challenge-timeout',
  'wrong-action',
  'face-lost',
  'several-faces',
  'face-changed',
  'identity-unconfirmed',
  'session-timeout',
  'input-ended',
  'cancelled',
  'inference-failed',
  // Another camera was opened, or the same one again: nobody knows what was before it meanwhile.
  'camera-changed',
  // The frames did not come as they were taken.
  'frames-stale',
  'log-failed',
  // Bona fide, and yet not now.
  ...PASSAGE_REFUSALS,
  // Bona fide, and yet nobody whom this door lets in.
  ...IDENTITY_REFUSALS,
] as const;
export type Reason = (typeof REASONS)[number];
