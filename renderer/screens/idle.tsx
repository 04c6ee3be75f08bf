// The attract screen: what this is, how to start, what happens to pictures, and the way without a camera. Renderer.

import './idle.css';
import type { ReactElement } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { Frame } from '#renderer/ui/frame.tsx';
import { PersonIcon, StillIcon, TurnIcon } from '#renderer/ui/icons.tsx';
import { LanguageChoice } from '#renderer/ui/language-choice.tsx';
import { usePage, useStrings } from '#renderer/ui/page-context.ts';
import { useCue } from '#renderer/ui/use-cue.ts';

export interface IdleProps {
  /** Which calibration the kiosk runs; null with the default operating points. */
  readonly calibration: string | null;
  /** How long whoever was denied has to wait; null when anybody may start. */
  readonly waitSeconds: number | null;
}

export function Idle({ calibration, waitSeconds }: IdleProps): ReactElement {
  const { start } = usePage();
  useCue(null);
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
        <LanguageChoice />
        <div className="idle__welcome">
          <h1>{waitSeconds === null ? idle.title : idle.waiting.title}</h1>
          <p className="idle__lead">
            {waitSeconds === null ? idle.text : idle.waiting.text(waitSeconds)}
          </p>
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
        {waitSeconds === null && (
          <Button kind="primary" label={idle.start} onPress={start} takesFocus />
        )}
      </main>
    </Frame>
  );
}
