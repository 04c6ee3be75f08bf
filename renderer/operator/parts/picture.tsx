// The camera's picture as in a mirror, with what the kiosk found in it drawn over it. Renderer.

import type { ReactElement } from 'react';
import type { LiveFrame } from '#core/protocol/index.ts';
import { CameraVideo } from '#renderer/ui/camera-video.tsx';
import { useWords } from '../strings/words.ts';

export interface PictureProps {
  /** Where the face is; null draws nothing. */
  readonly frame: LiveFrame | null;
}

export function Picture({ frame }: PictureProps): ReactElement {
  const words = useWords();
  const face = frame?.face ?? null;
  return (
    <div className="picture">
      <CameraVideo label={words.live.picture} />
      {frame !== null && face !== null && <FaceMarks frame={frame} face={face} />}
    </div>
  );
}

interface FaceMarksProps {
  readonly frame: LiveFrame;
  readonly face: NonNullable<LiveFrame['face']>;
}

function FaceMarks({ frame, face }: FaceMarksProps): ReactElement {
  const { x, y, width, height } = face.box;
  const tone = frame.issue === null ? 'good' : 'caution';
  return (
    <svg
      viewBox={`0 0 ${frame.width} ${frame.height}`}
      className={`marks marks--${tone}`}
      aria-hidden
    >
      <rect x={x} y={y} width={width} height={height} rx={width * 0.04} />
      {face.points.map((point, index) => (
        // Always the same five, in the same order.
        <circle key={index} cx={point.x} cy={point.y} r={frame.width / 160} />
      ))}
    </svg>
  );
}
