// The attract screen: what this is, how to start, what happens to pictures, and the way without a camera. Renderer.

import './idle.css';
import { useCallback, useState, type ReactElement } from 'react';
import { isNoticed } from '#renderer/session/store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Frame } from '#renderer/ui/frame.tsx';
import { BulbIcon, PersonIcon, StillIcon, TurnIcon } from '#renderer/ui/icons.tsx';
import { LanguageChoice } from '#renderer/ui/language-choice.tsx';
import { useKiosk, usePage, useStrings } from '#renderer/ui/page-context.ts';
import { useCue } from '#renderer/ui/use-cue.ts';
import { OtherWayButton } from './other-way-button.tsx';
import { useOtherWay } from './other-way-context.ts';
import { Privacy } from './privacy.tsx';

export interface IdleProps {
  /** Which calibration the kiosk runs; null with the default operating points. */
  readonly calibration: string | null;
  /** How long whoever was denied has to wait; null when anybody may start. */
  readonly waitSeconds: number | null;
  /** A badge or PIN has to say who it is before the camera looks. */
  readonly needsClaim: boolean;
  /** Faces are compared with those who are enrolled. */
  readonly recognises: boolean;
  /** Days for which a picture of a session may be kept; null where none is. */
  readonly keepsPicturesDays: number | null;
}

export function Idle({
  calibration,
  waitSeconds,
  needsClaim,
  recognises,
  keepsPicturesDays,
}: IdleProps): ReactElement {
  const { start, moreTime } = usePage();
  const [isReading, setReading] = useState(false);
  const close = useCallback(() => setReading(false), []);
  const isSeen = useKiosk(isNoticed);
  const isDark = useKiosk((state) => state.camera.kind === 'open' && state.camera.isDark);
  const { idle, privacy, claim } = useStrings();
  const openOtherWay = useOtherWay();
  const mayStart = waitSeconds === null && !needsClaim;
  const [stand, hold, follow] = idle.steps;
  if (isReading)
    return (
      <Privacy onClose={close} recognises={recognises} keepsPicturesDays={keepsPicturesDays} />
    );
  return (
    <Frame
      foot={
        <p className="muted small">
          {keepsPicturesDays === null ? idle.privacy : idle.privacyKept} {idle.otherWay}
          {calibration !== null && ` ${idle.calibration(calibration)}`}
        </p>
      }
    >
      <main className="idle">
        <LanguageChoice />
        <Welcome waitSeconds={waitSeconds} needsClaim={needsClaim} isSeen={isSeen} />
        {isDark && (
          <p className="idle__dark" role="status">
            <BulbIcon />
            {idle.dark}
          </p>
        )}
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
        {needsClaim && openOtherWay !== null && (
          <Button kind="primary" label={claim.open} onPress={openOtherWay} takesFocus />
        )}
        {mayStart && <Button kind="primary" label={idle.start} onPress={start} takesFocus />}
        <div className="idle__choices">
          {mayStart && <Button kind="quiet" label={idle.moreTime} onPress={moreTime} />}
          <Button kind="quiet" label={privacy.open} onPress={() => setReading(true)} />
          {!needsClaim && <OtherWayButton />}
        </div>
      </main>
    </Frame>
  );
}

interface WelcomeProps extends Pick<IdleProps, 'waitSeconds' | 'needsClaim'> {
  readonly isSeen: boolean;
}

function Welcome({ waitSeconds, needsClaim, isSeen }: WelcomeProps): ReactElement {
  const { idle, claim } = useStrings();
  const noticed = isSeen && waitSeconds === null ? idle.noticed : null;
  const greeting = noticed ?? (needsClaim ? claim : idle);
  useCue(
    noticed && { title: noticed.title, detail: noticed.text, tone: 'attention', pace: 'at-once' },
  );
  return (
    <div className={noticed === null ? 'idle__welcome' : 'idle__welcome idle__welcome--seen'}>
      <div role="status">
        <h1>{waitSeconds === null ? greeting.title : idle.waiting.title}</h1>
      </div>
      {/* A countdown is not read second by second. */}
      <p className="idle__lead" {...(waitSeconds === null && { role: 'status' })}>
        {waitSeconds === null ? greeting.text : idle.waiting.text(waitSeconds)}
      </p>
    </div>
  );
}
