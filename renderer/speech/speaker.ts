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

export function createSpeaker(): Speaker {
  let context: AudioContext | null = null;
  let stopTone = (): void => undefined;

  const sound = (tone: Tone): void => {
    stopTone();
    // The page is going.
    if (context?.state === 'closed') return;
    context ??= new AudioContext();
    // Suspended until a touch where the browser insists on one; a kiosk's own browser does not.
    void context.resume();
    stopTone = playTone(context, tone);
  };
  const stop = (): void => {
    stopTone();
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
