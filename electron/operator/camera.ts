// What the camera shows an operator who looks after its place. Numbers are kept for seconds, pictures not at all. Main process.

import type { Frame } from '#core/frame/index.ts';
import { reportCamera } from '#core/protocol/index.ts';
import type { FrameObservation } from '#core/session/index.ts';
import type { Handlers } from './asks.ts';
import type { Attendance } from './attendance.ts';

/** Frames of the last seconds. */
const KEPT = 12;
const STALE_MS = 5000;
/** A frame comes every fifth of a second while nobody is judged. */
const IDLE_FPS = 5;
const PATIENCE_MS = 1000;

export interface CameraDesk extends Disposable {
  readonly handlers: Handlers<'camera:report'>;
}

export function createCameraDesk(attendance: Attendance): CameraDesk {
  let kept: readonly FrameObservation[] = [];
  const forget = attendance.onStep((_state, event) => {
    if (event.type === 'camera-changed') kept = [];
    if (event.type === 'frame-observed') kept = [...kept, event.observation].slice(-KEPT);
  });
  return {
    [Symbol.dispose]: forget,
    handlers: {
      async 'camera:report'() {
        const sceneLuma = await nextLuma(attendance);
        const { camera, pinned, policy } = attendance.kiosk();
        const newest = kept.at(-1)?.capturedAt ?? 0;
        const observations = kept.filter(({ capturedAt }) => newest - capturedAt < STALE_MS);
        const isLate = sceneLuma === null;
        return reportCamera(
          {
            camera: camera(),
            pinned,
            observations: isLate ? [] : observations,
            sceneLuma,
            expectedFps: IDLE_FPS,
          },
          policy.capture,
        );
      },
    },
  };
}

/** Of the next frame that comes; null when none does. */
function nextLuma(attendance: Attendance): Promise<number | null> {
  const { promise, resolve } = Promise.withResolvers<number | null>();
  const timer = setTimeout(resolve, PATIENCE_MS, null);
  const undo = attendance.onFrame((frame) => resolve(meanLuma(frame)));
  return promise.finally(() => {
    clearTimeout(timer);
    undo();
  });
}

/** One pixel in each of 32 by 32 fields says as much as all of them. */
const GRID = 32;

function meanLuma({ width, height, data }: Frame): number {
  let sum = 0;
  for (let i = 0; i < GRID * GRID; i += 1) {
    const x = Math.floor((((i % GRID) + 0.5) * width) / GRID);
    const y = Math.floor(((Math.floor(i / GRID) + 0.5) * height) / GRID);
    const at = 4 * (y * width + x);
    sum += 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
  }
  return sum / (GRID * GRID);
}
