// Which screen to show. Pure; renderer.

import type { KioskFault, SessionView } from '#core/protocol/index.ts';
import type { CameraFault } from '#renderer/capture/camera.ts';
import type { KioskState } from './store.ts';

/** Everything that keeps the kiosk from running a session: the main side's faults and the page's own. */
export type Fault =
  | KioskFault
  | CameraFault
  | 'host-unreachable'
  /** The host answers, and is still not ready. */
  | 'starting-late'
  | 'page-outdated';

export type Screen =
  | { readonly name: 'starting' }
  | {
      readonly name: 'not-ready';
      readonly fault: Fault;
      /** The camera that was refused; null where the fault is another. */
      readonly camera: string | null;
    }
  | {
      readonly name: 'idle';
      readonly calibration: string | null;
      /** How long whoever was denied has to wait; null when anybody may start. */
      readonly waitSeconds: number | null;
      /** A badge or PIN has to say who it is first. */
      readonly needsClaim: boolean;
      readonly recognises: boolean;
      /** Null where no picture is kept. */
      readonly keepsPicturesDays: number | null;
    }
  | { readonly name: 'capture'; readonly phase: CapturePhase }
  | { readonly name: 'concluded'; readonly view: ViewOf<'concluded'> };

export type ViewOf<P extends SessionView['phase']> = Extract<SessionView, { phase: P }>;
export type CapturePhase = 'positioning' | 'passive' | 'active';

/** The phases of the capture share one screen: the preview has to run through them without a break. */
export function screenOf({ host, camera, isLate }: KioskState): Screen {
  switch (host.kind) {
    case 'connecting':
      return isLate ? notReady('host-unreachable') : { name: 'starting' };
    case 'down':
      return notReady('host-unreachable');
    case 'unreadable':
      return notReady('page-outdated');
    case 'connected':
      return isLate && host.view.phase === 'starting'
        ? notReady('starting-late')
        : screenOfView(host.view, camera);
  }
}

const notReady = (fault: Fault, camera: string | null = null): Screen => ({
  name: 'not-ready',
  fault,
  camera,
});

function screenOfView(view: SessionView, camera: KioskState['camera']): Screen {
  switch (view.phase) {
    case 'starting':
      return { name: 'starting' };
    case 'not-ready':
      return notReady(view.fault, view.camera);
    case 'concluded':
      return { name: 'concluded', view };
    case 'idle':
    case 'positioning':
    case 'passive':
    case 'active':
      // Without a camera nothing can be captured; a result that is already there is shown all the same.
      if (camera.kind === 'fault') return notReady(camera.fault);
      return view.phase === 'idle'
        ? {
            name: 'idle',
            calibration: view.calibration ?? null,
            waitSeconds: view.waitSeconds ?? null,
            needsClaim: view.needsClaim ?? false,
            recognises: view.recognises ?? false,
            keepsPicturesDays: view.keepsPicturesDays ?? null,
          }
        : { name: 'capture', phase: view.phase };
  }
}

/** Two screens that look alike, so that a view that changed only in its numbers renders nothing anew. */
export function isSameScreen(a: Screen, b: Screen): boolean {
  if (a.name === 'not-ready' && b.name === 'not-ready') {
    return a.fault === b.fault && a.camera === b.camera;
  }
  if (a.name === 'capture' && b.name === 'capture') return a.phase === b.phase;
  if (a.name === 'concluded' && b.name === 'concluded') {
    return a.view.result === b.view.result && a.view.advice === b.view.advice;
  }
  if (a.name === 'idle' && b.name === 'idle') {
    return (
      a.calibration === b.calibration &&
      a.waitSeconds === b.waitSeconds &&
      a.needsClaim === b.needsClaim &&
      a.recognises === b.recognises &&
      a.keepsPicturesDays === b.keepsPicturesDays
    );
  }
  return a.name === b.name;
}
