// One button a language, each in its own words: a subject who cannot read the screen finds theirs. Renderer.

import './language-choice.css';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { LOCALES, type Locale } from '#core/protocol/index.ts';
import { stringsFor } from '#renderer/strings/locales.ts';
import { usePage, useStrings } from './page-context.ts';

export function LanguageChoice(): ReactElement {
  const { choice, speech } = usePage();
  const { languages } = useStrings();
  const chosen = useStore(choice.store, ({ locale }) => locale);
  const choose = (locale: Locale): void => {
    choice.choose({ locale });
    const { idle } = stringsFor(locale);
    speech.show({ title: idle.title, detail: idle.text, tone: 'attention', pace: 'at-once' });
  };
  return (
    <div className="languages" role="group" aria-label={languages.label}>
      {LOCALES.map((locale) => (
        <button
          key={locale}
          type="button"
          className="languages__one"
          lang={locale}
          aria-pressed={locale === chosen}
          onClick={() => choose(locale)}
        >
          {stringsFor(locale).languages.own}
        </button>
      ))}
    </div>
  );
}
