// What inference is asked to run on the next frame, by phase. Pure; main process.

import type { AnalysisPlan } from './observation.ts';
import type { SessionPolicy } from './policy.ts';
import type { Passive, SessionState } from './state.ts';

/**
 * Idle and concluded kiosks only look for a face, and whether it is the one that was denied. Positioning learns the neutral face from the landmarks. The passive
 * phase judges with the detector's five points, so that its frames come fast, and looks for covers now and then. Challenges need everything.
 */
export function planFor(state: SessionState, policy: SessionPolicy): AnalysisPlan {
  switch (state.phase) {
    case 'idle':
      return { landmarks: false, pad: false, embedding: state.attempts?.knowsWho ?? false };
    case 'concluded':
      return { landmarks: false, pad: false, embedding: false };
    case 'positioning':
      return { landmarks: true, pad: false, embedding: false };
    case 'passive':
      return { landmarks: isMeshDue(state, policy), pad: true, embedding: !state.hasReference };
    case 'active':
      return {
        landmarks: true,
        pad: true,
        embedding: state.sinceIdentity + 1 >= policy.active.identityEvery,
      };
  }
}

/** Every so many frames, and for as long as a cover was seen in the frame before: what is covered stays unjudged. */
const isMeshDue = ({ sinceMesh, hint }: Passive, { passive }: SessionPolicy): boolean =>
  hint === 'FACE_IS_OCCLUDED' || sinceMesh + 1 >= passive.meshEvery;
