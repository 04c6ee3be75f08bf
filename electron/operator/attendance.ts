// The kiosk that is attended: another one after its settings changed, and none in between. Main process.

import type { Frame } from '#core/frame/index.ts';
import type { StepListener } from '#electron/session/attended-kiosk.ts';
import type { Attended } from './attended.ts';
import { busy } from './refused.ts';

export interface Attendance {
  /** Throws `OperatorRefused` while there is none. */
  readonly kiosk: () => Attended;
  /** Null while it is composed anew. */
  readonly take: (kiosk: Attended | null) => void;
  /** Whether somebody sits at the desk: no subject's session begins meanwhile. Holds for the next kiosk as well. */
  readonly hold: (isHeld: boolean) => void;
  readonly onStep: (listener: StepListener) => () => void;
  readonly onFrame: (listener: (frame: Frame) => void) => () => void;
}

export function createAttendance(): Attendance {
  let current: Attended | null = null;
  let isHeld = false;
  let undo: readonly (() => void)[] = [];
  const steps = new Set<StepListener>();
  const lookers = new Set<(frame: Frame) => void>();
  let stopLooking: (() => void) | null = null;

  const look = (): void => {
    stopLooking?.();
    stopLooking = null;
    if (lookers.size === 0 || current === null) return;
    stopLooking = current.onFrame((frame) => {
      for (const looker of lookers) looker(frame);
    });
  };

  return {
    kiosk() {
      if (current === null) throw busy('the kiosk is taking its new settings');
      return current;
    },
    take(kiosk) {
      for (const each of undo) each();
      current = kiosk;
      undo = [];
      look();
      if (kiosk === null) return;
      kiosk.hold(isHeld);
      undo = [
        kiosk.onStep((state, event) => {
          for (const step of steps) step(state, event);
        }),
      ];
    },
    hold(held) {
      isHeld = held;
      current?.hold(held);
    },
    onStep(listener) {
      steps.add(listener);
      return () => steps.delete(listener);
    },
    onFrame(listener) {
      lookers.add(listener);
      look();
      return () => {
        lookers.delete(listener);
        look();
      };
    },
  };
}
