// What the mirror's rim shows in each phase. Renderer.

import type { ReactElement } from 'react';
import type { Action } from '#core/challenge/index.ts';
import { shownProgress } from '#renderer/capture/guidance.ts';
import type { CapturePhase } from '#renderer/session/screen.ts';
import { RimProgress, RimSide, RimTime } from '#renderer/ui/mirror.tsx';
import { ARCS } from '#renderer/ui/motion.ts';
import type { ReadShare } from '#renderer/ui/use-live-value.ts';

export interface RimProps {
  readonly phase: CapturePhase;
  readonly action: Action | null;
}

export function Rim({ phase, action }: RimProps): ReactElement {
  switch (phase) {
    case 'positioning':
      return <RimProgress read={readPosition} />;
    case 'passive':
      return <RimProgress read={readPassive} />;
    case 'active':
      return (
        <>
          <RimTime read={readTimeLeft} />
          {action !== null &&
            ARCS[action].map((side) => <RimSide key={side} side={side} read={readMotion} />)}
        </>
      );
  }
}

/** Half of the rim for coming into the oval, which the page sees at once, half for the frames that the main side accepts. */
const readPosition: ReadShare = (view, { fit }) => {
  const progress = view.phase === 'positioning' ? view.progress : 0;
  return progress > 0 ? (1 + progress) / 2 : fit / 2;
};

const readPassive: ReadShare = (view) => (view.phase === 'passive' ? view.progress : 0);

const readTimeLeft: ReadShare = (view) => (view.phase === 'active' ? view.challenge.timeLeft : 0);

const readMotion: ReadShare = (view, guidance) => {
  if (view.phase !== 'active' || view.challenge.action === null) return 0;
  return shownProgress(view.challenge.action, view.challenge.progress, guidance);
};
