// The screen of a running session: the mirror, one prompt, one hint at a time. The preview runs through all of it. Renderer.

import './capture.css';
import type { ReactElement } from 'react';
import type { CapturePhase } from '#renderer/session/screen.ts';
import { actionOf, hintOf, isExtendedIn } from '#renderer/session/store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Chevrons } from '#renderer/ui/chevrons.tsx';
import { Frame } from '#renderer/ui/frame.tsx';
import { Mirror } from '#renderer/ui/mirror.tsx';
import { WAYS } from '#renderer/ui/motion.ts';
import { useKiosk, usePage, useStrings } from '#renderer/ui/page-context.ts';
import { Active } from './active.tsx';
import { Passive } from './passive.tsx';
import { Positioning } from './positioning.tsx';
import { Rim } from './rim.tsx';

const WORDS: Readonly<Record<CapturePhase, () => ReactElement>> = {
  positioning: Positioning,
  passive: Passive,
  active: Active,
};

export function Capture({ phase }: { readonly phase: CapturePhase }): ReactElement {
  const { cancel, moreTime } = usePage();
  const { capture } = useStrings();
  const hasHint = useKiosk((state) => hintOf(state) !== null);
  const action = useKiosk(actionOf);
  const isExtended = useKiosk(isExtendedIn);
  const way = action === null ? null : WAYS[action];
  const Words = WORDS[phase];
  return (
    <Frame
      foot={
        <>
          <Button kind="quiet" label={capture.cancel} onPress={cancel} />
          {isExtended ? (
            <p className="muted small" role="status">
              {capture.moreTimeGiven}
            </p>
          ) : (
            <Button kind="quiet" label={capture.moreTime} onPress={moreTime} />
          )}
        </>
      }
    >
      <main className="capture">
        <Mirror hasHint={hasHint} over={way !== null && <Chevrons side={way} />}>
          <Rim phase={phase} action={action} />
        </Mirror>
        <Words />
      </main>
    </Frame>
  );
}
