// Short tones in place of words, drawn by WebAudio. Turns sound from the side that they go to, the subject's own;
// tilts rise and fall. Renderer.

import type { Tone } from './cue.ts';

interface Note {
  readonly hertz: number;
  /** Glides there; the same where it holds. */
  readonly toHertz: number;
  /** −1 is the left ear, 1 the right one. */
  readonly pan: number;
  readonly startMs: number;
  readonly lengthMs: number;
}

const note = (hertz: number, startMs: number, rest: Partial<Note> = {}): Note => ({
  hertz,
  toHertz: hertz,
  pan: 0,
  startMs,
  lengthMs: 140,
  ...rest,
});

/** Between 400 and 1100 Hz, where small loudspeakers and old ears are both good. */
export const TONES: Readonly<Record<Tone, readonly Note[]>> = {
  attention: [note(660, 0)],
  success: [note(660, 0), note(880, 150), note(1047, 300, { lengthMs: 260 })],
  failure: [note(523, 0, { lengthMs: 220 }), note(415, 240, { lengthMs: 320 })],
  left: [note(587, 0, { pan: -1 }), note(587, 220, { pan: -1 })],
  right: [note(784, 0, { pan: 1 }), note(784, 220, { pan: 1 })],
  up: [note(494, 0, { toHertz: 988, lengthMs: 380 })],
  down: [note(988, 0, { toHertz: 494, lengthMs: 380 })],
};

/** Loud enough for a lobby, and far from clipping. */
const GAIN = 0.22;
/** Without a slope a loudspeaker clicks. */
const SLOPE_S = 0.012;

/** Plays the tone from now on; a context that the browser keeps suspended plays nothing. Returns how to stop it. */
export function playTone(context: AudioContext, tone: Tone): () => void {
  const oscillators = TONES[tone].map((each) => playNote(context, each));
  return () => {
    for (const oscillator of oscillators) oscillator.stop();
  };
}

function playNote(
  context: AudioContext,
  { hertz, toHertz, pan, startMs, lengthMs }: Note,
): OscillatorNode {
  const start = context.currentTime + startMs / 1000;
  const end = start + lengthMs / 1000;
  const oscillator = new OscillatorNode(context, { type: 'triangle', frequency: hertz });
  oscillator.frequency.setValueAtTime(hertz, start);
  oscillator.frequency.exponentialRampToValueAtTime(toHertz, end);
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(GAIN, start + SLOPE_S);
  gain.gain.setValueAtTime(GAIN, end - SLOPE_S);
  gain.gain.linearRampToValueAtTime(0, end);
  oscillator
    .connect(gain)
    .connect(new StereoPannerNode(context, { pan }))
    .connect(context.destination);
  oscillator.start(start);
  oscillator.stop(end);
  return oscillator;
}
