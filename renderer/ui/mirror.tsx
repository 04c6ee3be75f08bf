// The oval in which the subject sees themselves as in a mirror. Its rim shows how far they have come. Renderer.

import './mirror.css';
import type { ReactElement, ReactNode } from 'react';
import { CameraVideo } from './camera-video.tsx';
import type { Side } from './motion.ts';
import { useStrings } from './page-context.ts';
import { useLiveValue, type ReadShare } from './use-live-value.ts';

export interface MirrorProps {
  /** Something is to be mended first: the rim says so too. */
  readonly hasHint: boolean;
  /** What is drawn on the rim. */
  readonly children: ReactNode;
  /** What lies over the picture. */
  readonly over: ReactNode;
}

export function Mirror({ hasHint, children, over }: MirrorProps): ReactElement {
  const strings = useStrings();
  return (
    <div className={hasHint ? 'mirror mirror--hint' : 'mirror'}>
      <div className="mirror__picture">
        <CameraVideo label={strings.capture.preview} />
      </div>
      <svg className="mirror__rim" viewBox="0 0 400 500" aria-hidden>
        <path className="rim__track" d={WHOLE} />
        {children}
      </svg>
      {over}
    </div>
  );
}

/** The rim as one path from the top, clockwise; and the half about each of its sides. */
const WHOLE = 'M200 8A192 242 0 0 1 200 492A192 242 0 0 1 200 8';
const HALVES: Readonly<Record<Side, string>> = {
  left: 'M200 8A192 242 0 0 0 200 492',
  right: 'M200 8A192 242 0 0 1 200 492',
  up: 'M8 250A192 242 0 0 1 392 250',
  down: 'M8 250A192 242 0 0 0 392 250',
};

export interface RimProps {
  readonly read: ReadShare;
}

/** Fills as the share grows. */
export function RimProgress({ read }: RimProps): ReactElement {
  const path = useLiveValue<SVGPathElement>(read);
  return <path ref={path} className="rim__value" pathLength={1} d={WHOLE} />;
}

/** Empties as time runs out. */
export function RimTime({ read }: RimProps): ReactElement {
  const path = useLiveValue<SVGPathElement>(read);
  return <path ref={path} className="rim__value rim__value--waning" pathLength={1} d={WHOLE} />;
}

/** How far the asked motion has come, on the whole way that it has to go. */
export function RimSide({ read, side }: RimProps & { readonly side: Side }): ReactElement {
  const path = useLiveValue<SVGPathElement>(read);
  return (
    <>
      <path className="rim__way" pathLength={1} d={HALVES[side]} />
      <path ref={path} className="rim__side" pathLength={1} d={HALVES[side]} />
    </>
  );
}
