// What a cue says of a presentation. Pure; runs in every process.

import type { PaiSpecies } from '../pad-score.ts';

/**
 * Cues stand beside the ensemble and can only deny: each looks for a trace that one kind of instrument leaves and people do not. A
 * cue that finds nothing has said nothing.
 */
export const CUES = ['dot-grid', 'enclosing-frame', 'turned-plane', 'repeated-frames'] as const;
export type Cue = (typeof CUES)[number];

export type CueReading =
  | {
      readonly kind: 'read';
      readonly cue: Cue;
      /** How plain the trace is, in [0, 1]; 0 is no trace. Not a probability: each cue has its own scale and thresholds. */
      readonly strength: number;
      /** The instrument that the trace speaks for; `unknown` where it may be of several. */
      readonly species: PaiSpecies;
    }
  | {
      readonly kind: 'unavailable';
      readonly cue: Cue;
      /** `too-small`: too few pixels of a face. `too-few-frames`: too little of a stream. `too-little-motion`: nobody turned. */
      readonly reason: 'too-small' | 'too-few-frames' | 'too-little-motion';
    };

export const cueRead = (
  cue: Cue,
  strength: number,
  species: PaiSpecies = 'unknown',
): CueReading => ({ kind: 'read', cue, strength: Math.min(1, Math.max(0, strength)), species });

export const cueUnavailable = (
  cue: Cue,
  reason: Extract<CueReading, { kind: 'unavailable' }>['reason'],
): CueReading => ({ kind: 'unavailable', cue, reason });
