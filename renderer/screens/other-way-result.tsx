// What came of a badge, a PIN or a call for staff, and what happens next. Renderer.

import type { ReactElement } from 'react';
import type { AccessView } from '#core/protocol/index.ts';
import type { Strings } from '#renderer/strings/strings.ts';
import type { Tone } from '#renderer/speech/cue.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Frame } from '#renderer/ui/frame.tsx';
import { CheckIcon, PauseIcon, PersonIcon, RetryIcon } from '#renderer/ui/icons.tsx';
import { usePage, useStrings } from '#renderer/ui/page-context.ts';
import { useCue } from '#renderer/ui/use-cue.ts';
import { Notice, type NoticeProps } from './notice.tsx';

type State = AccessView['state'];

const LOOKS: Readonly<Record<State, Pick<NoticeProps, 'tone' | 'sign'>>> = {
  wait: { tone: 'busy', sign: <PauseIcon /> },
  granted: { tone: 'good', sign: <CheckIcon /> },
  refused: { tone: 'caution', sign: <RetryIcon /> },
  'call-staff': { tone: 'caution', sign: <PersonIcon /> },
  'staff-called': { tone: 'good', sign: <PersonIcon /> },
};

const TONES: Readonly<Record<State, Tone>> = {
  wait: 'attention',
  granted: 'success',
  refused: 'failure',
  'call-staff': 'failure',
  'staff-called': 'success',
};

export function OtherWayResult({ access }: { readonly access: AccessView }): ReactElement {
  const { state } = access;
  const { otherWay } = useStrings();
  const title = otherWay.titles[state];
  const lead = leadOf(access, otherWay);
  useCue({
    title,
    detail: lead,
    tone: TONES[state],
    pace: state === 'wait' ? 'settled' : 'at-once',
  });
  return (
    <Frame foot={state !== 'wait' && <Exits state={state} />}>
      <Notice {...LOOKS[state]} title={title} lead={lead} />
    </Frame>
  );
}

function leadOf(access: AccessView, { texts, refusals, tooOften }: Strings['otherWay']): string {
  if (access.state !== 'refused') return texts[access.state];
  return access.reason === 'too-often'
    ? tooOften(access.waitSeconds ?? 1)
    : refusals[access.reason];
}

/** Whoever was turned away is not left alone with it. */
function Exits({ state }: { readonly state: State }): ReactElement {
  const { cancel, callStaff } = usePage();
  const { back, call } = useStrings().otherWay;
  return (
    <>
      <Button kind="quiet" label={back} onPress={cancel} takesFocus />
      {state === 'refused' && <Button kind="quiet" label={call} onPress={callStaff} />}
    </>
  );
}
