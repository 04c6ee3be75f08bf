// Thresholds of the cues, each beside its measurements, and their kill switches. Pure; runs in every process.
//
// Bona fide material: 6 sample stills, 6 capture stills and 7 clips, as they are and recompressed, rescaled, noisy, dark and blurred.
// docs/pad.md has every figure with its interval.

import type { Cue } from './reading.ts';

export interface CueRule {
  /** The kill switch: a cue that is off is not heard. */
  readonly isOn: boolean;
  /** Strength at and above which the cue alone makes an attack of a presentation. */
  readonly denyAt: number;
  /** Strength at and above which it names the instrument of what is an attack anyway. */
  readonly nameAt: number;
}

export type CuePolicy = Readonly<Record<Cue, CueRule>>;

export const cuePolicy: CuePolicy = {
  // Decibels over 20. Bona fide at most 0.43, and 0.48 when enlarged three times; simulated screens and prints whose dots lie 1.3 to 1.6
  // camera pixels apart 0.8 to 1 before a sharp lens, and 0.2 where the pixels are too fine for it.
  'dot-grid': { isOn: true, denyAt: 0.6, nameAt: 0.6 },
  // Support of the weakest side. Bona fide at most 0.46; the recorded tablets 0.68, and 0.46 where none of the body is in view.
  'enclosing-frame': { isOn: true, denyAt: 0.6, nameAt: 0.4 },
  // 1 − residual over foreshortening. Bona fide at most 0.24 (medians of clips); sheets turned before the camera at least 0.61.
  'turned-plane': { isOn: true, denyAt: 0.5, nameAt: 0.5 },
  // Share of frames. No bona fide clip repeats a frame at its own rate; one at 12 frames a second, read at 30, reaches 0.67.
  'repeated-frames': { isOn: true, denyAt: 0.95, nameAt: 0.95 },
};

/** The same policy with some of its cues off. */
export function withoutCues(policy: CuePolicy, ...off: readonly Cue[]): CuePolicy {
  const rule = (cue: Cue): CueRule => ({
    ...policy[cue],
    isOn: policy[cue].isOn && !off.includes(cue),
  });
  return {
    'dot-grid': rule('dot-grid'),
    'enclosing-frame': rule('enclosing-frame'),
    'turned-plane': rule('turned-plane'),
    'repeated-frames': rule('repeated-frames'),
  };
}
