// Which of the browser's voices reads a language. Only local ones: a remote voice sends what it reads to its maker. Pure; renderer.

import type { Locale } from '#core/protocol/index.ts';

export type VoiceTraits = Pick<SpeechSynthesisVoice, 'lang' | 'localService' | 'default'>;

/** The best local voice of the language; null when the machine has none. */
export function voiceFor<V extends VoiceTraits>(voices: readonly V[], locale: Locale): V | null {
  const local = voices.filter((voice) => voice.localService);
  const ranked = local.flatMap((voice) => {
    const rank = LANGUAGES[locale].findIndex((language) => language.test(tagOf(voice)));
    return rank === -1 ? [] : [{ voice, rank: voice.default ? rank - 0.5 : rank }];
  });
  return ranked.toSorted((a, b) => a.rank - b.rank)[0]?.voice ?? null;
}

/** Languages that will do, the best first. Cantonese voices read Chinese in another language. */
const LANGUAGES: Readonly<Record<Locale, readonly RegExp[]>> = {
  en: [/^en(?:-|$)/u],
  de: [/^de(?:-|$)/u],
  es: [/^es(?:-|$)/u],
  fr: [/^fr(?:-|$)/u],
  ar: [/^ar(?:-|$)/u],
  'zh-Hans': [/^(?:zh-cn|zh-hans|cmn)(?:-|$)/u, /^(?:zh|zh-sg)$/u, /^zh-(?:hant-)?tw$/u],
};

/** Some systems write `zh_CN`. */
const tagOf = ({ lang }: VoiceTraits): string => lang.toLowerCase().replaceAll('_', '-');
