// One thing to be said: what stands on the screen, and the tone that takes its place where there is no voice. Pure; renderer.

export type Tone = 'attention' | 'success' | 'failure' | 'left' | 'right' | 'up' | 'down';

export interface Cue {
  readonly title: string;
  /** Said after the title; alone where the title has just been said. */
  readonly detail: string | null;
  readonly tone: Tone;
  /**
   * `settled`: only once it has stood for a moment, as hints that come and go should.
   * `follow-up`: at once, but only to somebody who was spoken to before: an empty room is told nothing.
   */
  readonly pace: 'at-once' | 'settled' | 'follow-up';
}

export const isSameCue = (a: Cue | null, b: Cue | null): boolean =>
  a?.title === b?.title && a?.detail === b?.detail;
