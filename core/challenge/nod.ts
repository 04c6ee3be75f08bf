// Nods, shared by LOOK UP and LOOK DOWN. Pure; main process.

import type { Motion } from './motion.ts';
import type { ChallengeSample, Neutral } from './neutral.ts';

export type Way = 'up' | 'down';

/**
 * Judged from the subject's neutral pitch: faces and cameras differ too much for an absolute one. Only where the neutral pitch lies beyond what
 * people who look at the camera read does the nod have to go as far as theirs: a head that was bowed while its neutral was learned has not
 * looked up when it comes back.
 */
export const nod = (way: Way): Motion => ({
  share: (sample, neutral, policy) =>
    nodTowards(way, sample, neutral) /
    (policy.nodDegrees +
      Math.max(
        0,
        way === 'up'
          ? policy.lowestNeutralPitch - neutral.pitch
          : neutral.pitch - policy.highestNeutralPitch,
      )),
  holdMs: (policy) => policy.poseHoldMs,
});

/** Pitch from neutral, positive that way, in degrees. Pitch grows upwards. */
const nodTowards = (way: Way, sample: ChallengeSample, neutral: Neutral): number =>
  (way === 'up' ? 1 : -1) * (sample.pose.pitch - neutral.pitch);
