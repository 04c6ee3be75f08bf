// Listens to the page: what it has a voice say, and what comes out of its loudspeakers. Node; the functions run in the page.

import type { BrowserContext, Page } from '@playwright/test';

interface Voice {
  readonly lang: string;
  readonly localService: boolean;
}

declare global {
  var saidAloud: (readonly [lang: string, words: string])[];
  var heardPeaks: { left: number; right: number };
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
    globalThis.heardPeaks = { left: 0, right: 0 };
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
        for (const [output, side] of (['left', 'right'] as const).entries()) {
          const ear = new AnalyserNode(this, { fftSize: 2048 });
          splitter.connect(ear, output);
          const samples = new Float32Array(ear.fftSize);
          setInterval(() => {
            ear.getFloatTimeDomainData(samples);
            const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
            heardPeaks[side] = Math.max(heardPeaks[side], peak);
          }, 20);
        }
        taps.set(this, tap);
        return tap;
      },
    });
  });
}

/** Which ears have heard something since this was last asked. */
export const loudness = (
  page: Page,
): Promise<{ readonly left: boolean; readonly right: boolean }> =>
  page.evaluate(() => {
    const { left, right } = heardPeaks;
    heardPeaks = { left: 0, right: 0 };
    return { left: left > 0.02, right: right > 0.02 };
  });
