// What is to be mended, as a picture: one for each capture issue and for each way into the oval, to be understood without reading. Renderer.

import './hint-sign.css';
import type { ReactElement, ReactNode } from 'react';
import type { CaptureIssue } from '#core/quality/index.ts';

/** A capture issue, or the side of the mirror to move to. */
export type Sign = CaptureIssue | 'to-left' | 'to-right';

export function HintSign({ sign }: { readonly sign: Sign }): ReactElement {
  return (
    <svg
      // Anew for each, so that its motion begins from the start.
      key={sign}
      className="hint-sign"
      data-sign={sign}
      viewBox="0 0 120 120"
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {SIGNS[sign]}
    </svg>
  );
}

interface HeadProps {
  readonly x?: number;
  readonly y?: number;
  readonly size?: number;
  /** Instead of open eyes and a straight mouth. */
  readonly children?: ReactNode;
  readonly className?: string;
}

function Head({ x = 60, y = 60, size = 1, children, className = '' }: HeadProps): ReactElement {
  return (
    <g
      className={`hint-sign__head ${className}`}
      transform={`translate(${x} ${y}) scale(${size})`}
      strokeWidth={4 / size}
    >
      <ellipse className="hint-sign__skull" rx="26" ry="33" />
      {children ?? <Face />}
    </g>
  );
}

const Eyes = (): ReactElement => (
  <path className="hint-sign__dots" d="M-10-5v.1M10-5v.1" strokeWidth="8" />
);
const Mouth = (): ReactElement => <path className="hint-sign__mouth" d="M-8 15h16" />;
const Face = (): ReactElement => (
  <>
    <Eyes />
    <Mouth />
  </>
);

/** The oval to come into. */
const Oval = (): ReactElement => (
  <ellipse className="hint-sign__oval" cx="60" cy="60" rx="42" ry="54" />
);

type Way = 'left' | 'right' | 'up' | 'down';
const TURNS: Readonly<Record<Way, number>> = { right: 0, down: 90, left: 180, up: 270 };

/** Its point is at x, y. */
const Arrow = ({
  x,
  y,
  to,
}: {
  readonly x: number;
  readonly y: number;
  readonly to: Way;
}): ReactElement => (
  <g transform={`translate(${x} ${y}) rotate(${TURNS[to]})`}>
    <path className="hint-sign__arrow" d="M-20 0H0M-9-9 0 0-9 9" />
  </g>
);

/** Rays about a disc at x, y. */
const Sun = ({ x, y }: { readonly x: number; readonly y: number }): ReactElement => (
  <g className="hint-sign__sun" transform={`translate(${x} ${y})`}>
    <circle r="8" />
    <path d="M0-15v-5M0 15v5M15 0h5M-15 0h-5M11-11l3-3M-11 11l-3 3M11 11l3 3M-11-11l-3-3" />
  </g>
);

const INWARDS = (
  <>
    <Arrow x={30} y={60} to="right" />
    <Arrow x={90} y={60} to="left" />
  </>
);

const SIGNS: Readonly<Record<Sign, ReactElement>> = {
  FACE_NOT_FOUND: (
    <>
      <Oval />
      <path
        className="hint-sign__absent"
        d="M60 36a11 11 0 1 1 0 22a11 11 0 1 1 0-22M36 92c2-15 11-20 24-20s22 5 24 20"
      />
    </>
  ),
  TOO_MANY_FACES: (
    <>
      <Head x={44} size={0.95} />
      <Head x={94} y={58} size={0.62} className="hint-sign__head--other" />
      <path className="hint-sign__cross" d="m80 40 28 36M108 40 80 76" />
    </>
  ),
  FACE_TOO_SMALL: (
    <>
      <Oval />
      <Head size={0.62} className="hint-sign__head--nearing" />
    </>
  ),
  FACE_TOO_CLOSE: (
    <>
      <Head size={1.8} className="hint-sign__head--leaving" />
      <Oval />
    </>
  ),
  FACE_CLOSE_TO_BORDER: (
    <>
      <Oval />
      <circle className="hint-sign__dot" cx="60" cy="60" r="7" />
      {INWARDS}
      <Arrow x={60} y={34} to="down" />
      <Arrow x={60} y={86} to="up" />
    </>
  ),
  FACE_CROPPED: (
    <>
      <path
        className="hint-sign__oval"
        d="M12 30V18q0-6 6-6h12M90 12h12q6 0 6 6v12M108 90v12q0 6-6 6H90M30 108H18q-6 0-6-6V90"
      />
      <Head size={1.1} />
    </>
  ),
  FACE_ANGLE_TOO_LARGE: (
    <>
      <Head y={66}>
        <g className="hint-sign__turning">
          <Face />
        </g>
      </Head>
      <path className="hint-sign__arrow" d="M26 26c8-12 22-18 36-18s26 6 33 17M97 11l-1 15-15-2" />
    </>
  ),
  FACE_IS_OCCLUDED: (
    <Head size={1.35}>
      <Eyes />
      <path className="hint-sign__cover" d="M-23 5q23-9 46 0v12q-8 15-23 15t-23-15z" />
      <path className="hint-sign__cross" d="m-13 8 26 20M13 8-13 28" strokeWidth="3.4" />
    </Head>
  ),
  TOO_DARK: (
    <>
      <Head x={46} y={70} className="hint-sign__head--dark" />
      <Sun x={96} y={26} />
    </>
  ),
  TOO_BRIGHT: (
    <>
      <g transform="translate(-72 -72) scale(2.2)">
        <Sun x={60} y={60} />
      </g>
      <path className="hint-sign__strike" d="M14 14l92 92" />
    </>
  ),
  BLURRED: (
    <>
      <Head x={50} className="hint-sign__head--ghost" />
      <Head x={70} className="hint-sign__head--ghost" />
      <Head />
    </>
  ),
  EYES_CLOSED: (
    <>
      <path className="hint-sign__lid" d="M18 64c18-30 66-30 84 0" />
      <path className="hint-sign__lid" d="M18 64c18 26 66 26 84 0" />
      <circle className="hint-sign__iris" cx="60" cy="62" r="13" />
      <path className="hint-sign__lashes" d="M30 34l-6-9M60 26V14M90 34l6-9" />
    </>
  ),
  HOLD_STILL: (
    <>
      <Head />
      <path className="hint-sign__arrow" d="M20 38v44M100 38v44" />
    </>
  ),
  'to-left': (
    <>
      <Oval />
      <Head x={88} size={0.75} />
      <Arrow x={34} y={60} to="left" />
    </>
  ),
  'to-right': (
    <>
      <Oval />
      <Head x={32} size={0.75} />
      <Arrow x={86} y={60} to="right" />
    </>
  ),
};
