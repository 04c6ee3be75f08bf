// The camera that a kiosk looks through: which one was opened, whether it is accepted, and whether its frames come as they are taken. Main process.

import {
  paceAfter,
  type AcceptedCamera,
  type CameraJudgement,
  type OpenedCamera,
  type Pace,
} from '#core/camera/index.ts';
import type { ReceivedFrame } from '#core/protocol/index.ts';

export interface OpenCamera extends AcceptedCamera {
  readonly opened: OpenedCamera;
}

export interface KioskCamera {
  /** Null when there is none any more. */
  readonly use: (opened: OpenedCamera | null) => void;
  /** Null while there is none that was accepted. */
  readonly accepted: () => OpenCamera | null;
  /** The name of the one that was refused; null where none was. */
  readonly refused: () => string | null;
  /** `lost`: for seconds no frame came as it was taken. Only a fresh one is evidence. */
  readonly freshnessOf: (received: ReceivedFrame) => ReturnType<typeof paceAfter>['freshness'];
}

export function createKioskCamera(
  judgeCamera: (opened: OpenedCamera) => CameraJudgement,
): KioskCamera {
  let current: { readonly opened: OpenedCamera; readonly judged: CameraJudgement } | null = null;
  let pace: Pace | null = null;
  return {
    use(opened) {
      current = opened && { opened, judged: judgeCamera(opened) };
      pace = null;
    },
    accepted: () =>
      current?.judged.kind === 'accepted'
        ? { ...current.judged.camera, opened: current.opened }
        : null,
    refused: () => (current?.judged.kind === 'refused' ? current.judged.label : null),
    freshnessOf({ frame, takenAtMs }) {
      const after = paceAfter(pace, { takenAtMs, receivedAt: frame.capturedAt });
      pace = after.pace;
      return after.freshness;
    },
  };
}
