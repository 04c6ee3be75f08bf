// Listens to the page: what it has a voice say, and what comes out of its loudspeakers. Node; the functions run in the page.

import type { BrowserContext, Page } from '@playwright/test';

interface Voice {
  readonly lang: string;
  readonly localService: boolean;
}

declare global {
  var saidAloud: (readonly [lang: string, words: string])[];
  var ears: readonly AnalyserNode[];
}

/** The machine's voices, instead of none: what they are given to say is written down. */
export async function installVoices(
  context: BrowserContext,
  voices: readonly Voice[],
): Promise<void> {
  await context.addInitScript((installed) => {
    globalThis.saidAloud = [];
    const known = installed.map((voice) => ({
      ...voice,
      default: false,
      name: voice.lang,
      voiceURI: voice.lang,
    }));
    speechSynthesis.getVoices = () => known;
    // A real utterance takes a real voice only.
    Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice', { writable: true });
    speechSynthesis.speak = ({ lang, text }) => void saidAloud.push([lang, text]);
  }, voices);
}

export const spoken = (page: Page): Promise<readonly (readonly [string, string])[]> =>
  page.evaluate(() => saidAloud);

/** Measures what the page sends to the left and to the right loudspeaker. */
export async function hearTones(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    globalThis.ears = [];
    const own = Object.getOwnPropertyDescriptor(BaseAudioContext.prototype, 'destination');
    const taps = new WeakMap<AudioContext, GainNode>();
    Object.defineProperty(AudioContext.prototype, 'destination', {
      get(this: AudioContext): AudioNode {
        const known = taps.get(this);
        if (known !== undefined) return known;
        const real: unknown = own?.get?.call(this);
        if (!(real instanceof AudioNode)) throw new Error('no loudspeaker');
        const tap = new GainNode(this, { channelCount: 2, channelCountMode: 'explicit' });
        const splitter = new ChannelSplitterNode(this, { numberOfOutputs: 2 });
        tap.connect(real);
        tap.connect(splitter);
        // Each ear remembers more than half a second: a busy machine looks late.
        globalThis.ears = [0, 1].map((output) => {
          const ear = new AnalyserNode(this, { fftSize: 32_768 });
          splitter.connect(ear, output);
          return ear;
        });
        taps.set(this, tap);
        return tap;
      },
    });
  });
}

/** Which ears have heard something in the last half second. */
export const heard = (page: Page): Promise<{ readonly left: boolean; readonly right: boolean }> =>
  page.evaluate(() => {
    const [left = false, right = false] = ears.map((ear) => {
      const samples = new Float32Array(ear.fftSize);
      ear.getFloatTimeDomainData(samples);
      return samples.some((sample) => Math.abs(sample) > 0.02);
    });
    return { left, right };
  });
