// What surrounds every screen: the brand, the demo's badge, and a foot for what is always within reach. Renderer.

import './frame.css';
import type { ReactElement, ReactNode } from 'react';
import { viewOf } from '#renderer/session/store.ts';
import { GateIcon } from './icons.tsx';
import { useKiosk, useStrings } from './page-context.ts';
import { SoundSwitch } from './sound-switch.tsx';

export interface FrameProps {
  readonly children: ReactNode;
  readonly foot?: ReactNode;
}

export function Frame({ children, foot }: FrameProps): ReactElement {
  const strings = useStrings();
  const isDemo = useKiosk((state) => state.boot.demo || (viewOf(state)?.demo ?? false));
  return (
    <div className="frame">
      <header className="frame__head">
        <div className="frame__brand">
          <GateIcon />
          {strings.product}
        </div>
        {isDemo && (
          <div className="frame__demo" role="note">
            <strong>{strings.demo.badge}</strong> · {strings.demo.explanation}
          </div>
        )}
        <SoundSwitch />
      </header>
      {children}
      <footer className="frame__foot">{foot}</footer>
    </div>
  );
}
