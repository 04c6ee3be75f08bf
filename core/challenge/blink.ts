// BLINK: open, closed, open again, relative to the subject's own open eyes. Pure; main process.

import type { Ms } from '#core/frame/index.ts';
import type { ChallengeSample, Neutral } from './neutral.ts';
import type { ChallengePolicy } from './policy.ts';

/** `shut`: closed at the prompt or for too long; that closure is not a blink, the eyes have to open first. */
export type BlinkStage =
  | { readonly kind: 'open' }
  | { readonly kind: 'closed'; readonly since: Ms }
  | { readonly kind: 'shut' };

export type BlinkStep = BlinkStage | { readonly kind: 'blinked' };

/** Feeds one frame into a blink. A nod foreshortens the eyes, so frames looking up or down are passed over. */
export function stepBlink(
  stage: BlinkStage,
  sample: ChallengeSample,
  neutral: Neutral,
  policy: ChallengePolicy,
): BlinkStep {
  if (Math.abs(sample.pose.pitch - neutral.pitch) > policy.faceMaxPitchDegrees) return stage;
  const openness = sample.eyes / neutral.eyes;
  switch (stage.kind) {
    case 'open':
      return openness <= policy.eyesClosedAt ? { kind: 'closed', since: sample.at } : stage;
    case 'shut':
      return openness >= policy.eyesOpenAt ? { kind: 'open' } : stage;
    case 'closed': {
      const closedMs = sample.at - stage.since;
      if (closedMs > policy.blinkMaxMs) return { kind: 'shut' };
      if (openness < policy.eyesOpenAt) return stage;
      return closedMs >= policy.blinkMinMs ? { kind: 'blinked' } : { kind: 'open' };
    }
  }
}
