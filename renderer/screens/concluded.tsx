// The result: what it is, what the subject can do, what happens next. Never a score. Renderer.

import type { ReactElement } from 'react';
import type { ViewOf } from '#renderer/session/screen.ts';
import { Frame } from '#renderer/ui/frame.tsx';
import { CheckIcon, PauseIcon, PersonIcon, RetryIcon } from '#renderer/ui/icons.tsx';
import { useStrings } from '#renderer/ui/page-context.ts';
import { Notice, type NoticeProps } from './notice.tsx';

type Props = Pick<ViewOf<'concluded'>, 'result' | 'advice'>;

const LOOKS: Readonly<Record<Props['result'], Pick<NoticeProps, 'tone' | 'sign'>>> = {
  wait: { tone: 'busy', sign: <PauseIcon /> },
  granted: { tone: 'good', sign: <CheckIcon /> },
  denied: { tone: 'caution', sign: <RetryIcon /> },
  'call-staff': { tone: 'caution', sign: <PersonIcon /> },
};

export function Concluded({ result, advice }: Props): ReactElement {
  const { titles, texts, advice: advices } = useStrings().concluded;
  return (
    <Frame>
      <Notice
        {...LOOKS[result]}
        title={titles[result]}
        lead={advice === null ? texts[result] : advices[advice]}
      >
        {advice !== null && <p className="muted">{texts[result]}</p>}
      </Notice>
    </Frame>
  );
}
