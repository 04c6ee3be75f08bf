// When no session can be run: says what it is, what the subject can do and what staff can. It goes as the fault goes. Renderer.

import type { ReactElement } from 'react';
import type { Fault, Screen } from '#renderer/session/screen.ts';
import type { Strings } from '#renderer/strings/strings.ts';
import { FaultSign } from '#renderer/ui/fault-sign.tsx';
import { Frame } from '#renderer/ui/frame.tsx';
import { useStrings } from '#renderer/ui/page-context.ts';
import { useCue } from '#renderer/ui/use-cue.ts';
import { Notice } from './notice.tsx';
import { OtherWayButton } from './other-way-button.tsx';

type NotReadyScreen = Extract<Screen, { name: 'not-ready' }>;

export function NotReady({ fault, camera }: Omit<NotReadyScreen, 'name'>): ReactElement {
  const words = useStrings().notReady;
  const { title, lead, more } = toSubject(fault, words);
  useCue({ title, detail: lead, tone: 'failure', pace: 'follow-up' });
  return (
    <Frame
      foot={
        <p className="muted small">
          {words.code}: {words.faults[fault]} {words.mend[fault]} (
          {camera === null ? fault : `${fault}: ${camera}`})
        </p>
      }
    >
      <Notice
        tone="plain"
        sign={<FaultSign fault={fault} />}
        title={title}
        lead={lead}
        {...(more !== null && { more })}
      >
        <OtherWayButton />
      </Notice>
    </Frame>
  );
}

interface Said {
  readonly title: string;
  readonly lead: string;
  readonly more: string | null;
}

/** What a subject can mend or wait for comes first; the other way in always stands there. */
function toSubject(
  fault: Fault,
  { title, otherWay, camera, uncover, recovers }: Strings['notReady'],
): Said {
  switch (fault) {
    case 'camera-covered':
      return { title: camera[fault], lead: uncover, more: otherWay };
    case 'camera-frozen':
    case 'camera-lost':
      return { title: camera[fault], lead: recovers, more: otherWay };
    case 'camera-missing':
    case 'camera-forbidden':
    case 'camera-busy':
      return { title: camera[fault], lead: otherWay, more: null };
    default:
      return { title, lead: otherWay, more: null };
  }
}
