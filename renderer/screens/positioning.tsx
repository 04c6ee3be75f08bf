// Coming into place: the one thing to mend, and how well the face sits in the oval. Renderer.

import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { hintOf, viewOf } from '#renderer/session/store.ts';
import { MatchBar } from '#renderer/ui/match-bar.tsx';
import { useKiosk, usePage, useStrings } from '#renderer/ui/page-context.ts';
import { Prompt } from '#renderer/ui/prompt.tsx';
import type { ReadShare } from '#renderer/ui/use-live-value.ts';
import { whileComing } from './instruction.ts';

export function Positioning(): ReactElement {
  const strings = useStrings();
  const hint = useKiosk(hintOf);
  const isAccepted = useKiosk((state) => {
    const view = viewOf(state);
    return view?.phase === 'positioning' && view.progress > 0;
  });
  const placement = useStore(usePage().guidance, (guidance) => guidance.placement);
  return (
    <Prompt instruction={whileComing(hint, placement, isAccepted, strings)}>
      <MatchBar label={strings.capture.match} read={readMatch} />
    </Prompt>
  );
}

/** What the main side counts is in place, whatever the page sees. */
const readMatch: ReadShare = (view, { fit }) =>
  view.phase === 'positioning' && view.progress > 0 ? 1 : fit;
