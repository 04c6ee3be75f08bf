// What inference is asked to run on the next frame, by phase. Pure; main process.

import type { AnalysisPlan } from './observation.ts';
import type { SessionPolicy } from './policy.ts';
import type { SessionState } from './state.ts';

/**
 * Idle and concluded kiosks only look for a face, and whether it is the one that was denied. Positioning learns the neutral face from the landmarks. The passive
 * phase judges with the detector's five points alone, so that its frames come fast. Challenges need everything.
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
      return { landmarks: false, pad: true, embedding: !state.hasReference };
    case 'active':
      return {
        landmarks: true,
        pad: true,
        embedding: state.sinceIdentity + 1 >= policy.active.identityEvery,
      };
  }
}
