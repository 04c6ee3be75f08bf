// The attract screen: what this is, how to start, what happens to pictures, and the way without a camera. Renderer.

import './idle.css';
import type { ReactElement } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { Frame } from '#renderer/ui/frame.tsx';
import { PersonIcon, StillIcon, TurnIcon } from '#renderer/ui/icons.tsx';
import { usePage, useStrings } from '#renderer/ui/page-context.ts';

export interface IdleProps {
  /** Which calibration the kiosk runs; null with the default operating points. */
  readonly calibration: string | null;
}

export function Idle({ calibration }: IdleProps): ReactElement {
  const { start } = usePage();
  const { idle } = useStrings();
  const [stand, hold, follow] = idle.steps;
  return (
    <Frame
      foot={
        <p className="muted small">
          {idle.privacy} {idle.otherWay}
          {calibration !== null && ` ${idle.calibration(calibration)}`}
        </p>
      }
    >
      <main className="idle">
        <div className="idle__welcome">
          <h1>{idle.title}</h1>
          <p className="idle__lead">{idle.text}</p>
        </div>
        <ol className="idle__steps">
          <li>
            <PersonIcon />
            {stand}
          </li>
          <li>
            <StillIcon />
            {hold}
          </li>
          <li>
            <TurnIcon />
            {follow}
          </li>
        </ol>
        <Button kind="primary" label={idle.start} onPress={start} takesFocus />
      </main>
    </Frame>
  );
}
