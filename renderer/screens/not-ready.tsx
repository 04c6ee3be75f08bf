// When no session can be run: says so calmly, shows the other way in, and leaves a word for staff. Renderer.

import type { ReactElement } from 'react';
import type { Screen } from '#renderer/session/screen.ts';
import { Frame } from '#renderer/ui/frame.tsx';
import { PauseIcon } from '#renderer/ui/icons.tsx';
import { useStrings } from '#renderer/ui/page-context.ts';
import { useCue } from '#renderer/ui/use-cue.ts';
import { Notice } from './notice.tsx';

type NotReadyScreen = Extract<Screen, { name: 'not-ready' }>;

export function NotReady({ fault, camera }: Omit<NotReadyScreen, 'name'>): ReactElement {
  const { title, otherWay, faults, code } = useStrings().notReady;
  useCue({ title, detail: otherWay, tone: 'failure', pace: 'follow-up' });
  return (
    <Frame
      foot={
        <p className="muted small">
          {code}: {faults[fault]} ({camera === null ? fault : `${fault}: ${camera}`})
        </p>
      }
    >
      <Notice tone="plain" sign={<PauseIcon />} title={title} lead={otherWay} />
    </Frame>
  );
}
