// The result: what it is, what the subject can do, what happens next. Never a score. Renderer.

import type { ReactElement } from 'react';
import type { ViewOf } from '#renderer/session/screen.ts';
import { viewOf } from '#renderer/session/store.ts';
import type { Tone } from '#renderer/speech/cue.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Frame } from '#renderer/ui/frame.tsx';
import { CheckIcon, PauseIcon, PersonIcon, RetryIcon } from '#renderer/ui/icons.tsx';
import { useKiosk, usePage, useStrings } from '#renderer/ui/page-context.ts';
import { useCue } from '#renderer/ui/use-cue.ts';
import { OtherWayButton } from './other-way-button.tsx';
import { Notice, type NoticeProps } from './notice.tsx';

type Props = Pick<ViewOf<'concluded'>, 'result' | 'advice'>;

const LOOKS: Readonly<Record<Props['result'], Pick<NoticeProps, 'tone' | 'sign'>>> = {
  wait: { tone: 'busy', sign: <PauseIcon /> },
  granted: { tone: 'good', sign: <CheckIcon /> },
  denied: { tone: 'caution', sign: <RetryIcon /> },
  'call-staff': { tone: 'caution', sign: <PersonIcon /> },
};

const TONES: Readonly<Record<Props['result'], Tone>> = {
  wait: 'attention',
  granted: 'success',
  denied: 'failure',
  'call-staff': 'failure',
};

export function Concluded({ result, advice }: Props): ReactElement {
  const { titles, texts, advice: advices, closes } = useStrings().concluded;
  const secondsLeft = useKiosk((state) => {
    const view = viewOf(state);
    return view?.phase === 'concluded' ? (view.secondsLeft ?? null) : null;
  });
  const lead = advice === null ? texts[result] : advices[advice];
  useCue({
    title: titles[result],
    detail: advice === null ? lead : `${lead} ${texts[result]}`,
    tone: TONES[result],
    // The result itself follows soon.
    pace: result === 'wait' ? 'settled' : 'at-once',
  });
  return (
    <Frame foot={result !== 'wait' && <Exits result={result} />}>
      <Notice
        {...LOOKS[result]}
        title={titles[result]}
        lead={lead}
        {...(advice !== null && { more: texts[result] })}
      >
        {secondsLeft !== null && <p className="muted small">{closes(secondsLeft)}</p>}
      </Notice>
    </Frame>
  );
}

/** Nobody has to wait for the end of the time; whoever was denied may try again at once. */
function Exits({ result }: Pick<Props, 'result'>): ReactElement {
  const { start, cancel } = usePage();
  const { done, again } = useStrings().concluded;
  const retry = (): void => {
    cancel();
    start();
  };
  return (
    <>
      {result === 'denied' && <Button kind="quiet" label={again} onPress={retry} />}
      {result !== 'granted' && <OtherWayButton />}
      <Button kind="quiet" label={done} onPress={cancel} />
    </>
  );
}
