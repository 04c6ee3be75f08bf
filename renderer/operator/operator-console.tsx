// The operator's console: asks who is there, then shows the set-up, the sign-in or the desk. Renderer.

import './operator-console.css';
import './sign-in.css';
import './shell.css';
import './wizard/set-up.css';
import './parts/parts.css';
import './sections/layout.css';
import './sections/sections.css';
import { useEffect, useState, type ReactElement } from 'react';
import { usePage } from '#renderer/ui/page-context.ts';
import { createDesk, isSignedIn } from './desk.ts';
import { DeskContext, useDesk, useDeskState } from './desk-context.ts';
import { Keyboard } from './parts/keyboard.tsx';
import { Shell } from './shell.tsx';
import { SignIn } from './sign-in.tsx';
import { useAttendance } from './use-attendance.ts';
import { SetUp } from './wizard/set-up.tsx';

export function Console({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { operator } = usePage();
  const [desk] = useState(() => createDesk(operator));
  useEffect(() => {
    void desk.refresh();
    return () => {
      // Whoever leaves the console is signed in no more.
      if (isSignedIn(desk.store.getState())) void desk.ask({ ask: 'sign-out' });
      desk[Symbol.dispose]();
    };
  }, [desk]);
  return (
    <DeskContext value={desk}>
      {/* Its own language, whichever a subject has left the page in. */}
      <div className="console" lang="en" dir="ltr">
        <Place onClose={onClose} />
        <Keyboard />
      </div>
    </DeskContext>
  );
}

function Place({ onClose }: { readonly onClose: () => void }): ReactElement {
  const status = useDeskState((state) => state.status);
  const isSettingUp = useDeskState((state) => state.isSettingUp);
  const isOn = useDeskState(isSignedIn);
  useAttendance();
  useHeldFrames(!isOn);
  useWatch(isOn);
  if (isSettingUp) return <SetUp onDone={onClose} />;
  const operator = status?.operator ?? null;
  return status === null || operator === null ? (
    <SignIn onClose={onClose} />
  ) : (
    <Shell status={status} operator={operator} onClose={onClose} />
  );
}

/** Who signs in stands before the camera, and is no subject. */
function useHeldFrames(isHeld: boolean): void {
  const { store } = usePage();
  useEffect(() => {
    store.setState({ isHeld });
    return () => store.setState({ isHeld: false });
  }, [store, isHeld]);
}

/** What comes in is shown in several places: it is asked for once. */
function useWatch(isOn: boolean): void {
  const { ask } = useDesk();
  useEffect(() => {
    if (isOn) void ask({ ask: 'live:watch', on: true });
  }, [ask, isOn]);
}
