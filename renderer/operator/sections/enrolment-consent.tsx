// What a subject agrees to before they are enrolled, in their own language and large; they press for themselves, or the operator for them. Renderer.

import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { LanguageChoice } from '#renderer/ui/language-choice.tsx';
import { usePage, useStrings } from '#renderer/ui/page-context.ts';
import { Action } from '../parts/action.tsx';
import { Panel } from '../parts/panel.tsx';
import { useWords } from '../strings/words.ts';

export interface ConsentProps {
  readonly name: string;
  readonly retentionDays: number | null;
  readonly onAgree: (given: 'on-screen' | 'read-out') => void;
  readonly onDecline: () => void;
}

const DAY_MS = 86_400_000;

export function Consent({ name, retentionDays, onAgree, onDecline }: ConsentProps): ReactElement {
  const { enrolment } = useWords();
  const { enrol } = useStrings();
  const locale = useStore(usePage().choice.store, (choice) => choice.locale);
  const [shownAt] = useState(() => Date.now());
  const until =
    retentionDays === null
      ? null
      : new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(
          shownAt + retentionDays * DAY_MS,
        );
  return (
    <Panel
      title={enrolment.consent}
      side={<Action kind="quiet" label={enrolment.readOut} onPress={() => onAgree('read-out')} />}
    >
      <div className="consent" lang={locale} dir={locale === 'ar' ? 'rtl' : 'ltr'}>
        <LanguageChoice />
        <h3>{enrol.title}</h3>
        <ul>
          <li>{enrol.what}</li>
          <li>{enrol.where(name)}</li>
          <li>{enrol.until(until)}</li>
          <li>{enrol.withdraw}</li>
        </ul>
        <div className="row">
          <Action kind="primary" label={enrol.agree} onPress={() => onAgree('on-screen')} />
          <Action label={enrol.decline} onPress={onDecline} />
        </div>
      </div>
    </Panel>
  );
}
