// Says a sentence with a local voice of its language, or sounds a tone where there is none. One at a time. Renderer.

import type { Locale } from '#core/protocol/index.ts';
import type { Tone } from './cue.ts';
import { playTone } from './tones.ts';
import { voiceFor } from './voices.ts';

export interface Speaker extends Disposable {
  /** Interrupts whatever is being said. */
  readonly say: (words: string, locale: Locale, tone: Tone) => void;
  readonly stop: () => void;
}

/** Later than that a tone belongs to something that is gone. */
const FRESH_MS = 500;

export function createSpeaker(): Speaker {
  let context: AudioContext | null = null;
  let stopTone = (): void => undefined;
  /** Asked for while the browser keeps all sound back; only the newest one, and only for so long. */
  let held: { readonly tone: Tone; readonly at: number } | null = null;

  const sound = (tone: Tone): void => {
    stopTone();
    // The page is going.
    if (context?.state === 'closed') return;
    context ??= new AudioContext();
    if (context.state === 'running') {
      stopTone = playTone(context, tone);
      return;
    }
    // Suspended until a touch where the browser insists on one; a kiosk's own browser does not. What is scheduled in a context whose clock
    // stands would stay in it for ever.
    const isWaiting = held !== null;
    held = { tone, at: performance.now() };
    if (!isWaiting) void soundOnceAwake(context);
  };
  const soundOnceAwake = async (asleep: AudioContext): Promise<void> => {
    await asleep.resume().catch(() => undefined);
    if (held !== null && asleep.state === 'running' && performance.now() - held.at < FRESH_MS) {
      stopTone = playTone(asleep, held.tone);
    }
    held = null;
  };
  const stop = (): void => {
    stopTone();
    if (held !== null) held = { ...held, at: -Infinity };
    speechSynthesis.cancel();
  };
  return {
    say(words, locale, tone) {
      stop();
      // Asked for anew each time: voices come late, and are installed while the kiosk runs.
      const voice = voiceFor(speechSynthesis.getVoices(), locale);
      if (voice === null) return sound(tone);
      const utterance = new SpeechSynthesisUtterance(words);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      utterance.addEventListener('error', ({ error }) => {
        // Whoever interrupted it has said something else.
        if (error !== 'interrupted' && error !== 'canceled') sound(tone);
      });
      speechSynthesis.speak(utterance);
    },
    stop,
    [Symbol.dispose]() {
      stop();
      void context?.close();
    },
  };
}
