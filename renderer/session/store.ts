// What the page knows: a mirror of the main side's view, and the state of its own camera and connection. Renderer.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Action } from '#core/challenge/index.ts';
import type { BootSettings, SessionView } from '#core/protocol/index.ts';
import type { CaptureIssue } from '#core/quality/index.ts';
import type { CameraFault } from '#renderer/capture/camera.ts';
import type { HostNews } from './bridge.ts';

export type CameraState =
  | { readonly kind: 'opening' }
  | {
      readonly kind: 'open';
      readonly stream: MediaStream;
      /** Too little light for the camera to work well. */
      readonly isDark: boolean;
    }
  | { readonly kind: 'fault'; readonly fault: CameraFault };

export type HostState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected'; readonly view: SessionView }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'down' };

export interface KioskState {
  readonly boot: BootSettings;
  readonly host: HostState;
  readonly camera: CameraState;
  /** No frame leaves the page: whoever stands before the camera signs in at the operator's console and is no subject. */
  readonly isHeld: boolean;
  /** The host has been awaited for longer than it should take. */
  readonly isLate: boolean;
}

export type KioskStore = StoreApi<KioskState>;

export const createKioskStore = (boot: BootSettings): KioskStore =>
  createStore(() => ({
    boot,
    host: { kind: 'connecting' },
    camera: { kind: 'opening' },
    isHeld: false,
    isLate: false,
  }));

/** The state of the host after a piece of news. */
export function hostAfter(news: HostNews): HostState {
  return news.type === 'view' ? { kind: 'connected', view: news.view } : { kind: news.type };
}

/** The session's view, or null while there is none. */
export const viewOf = ({ host }: KioskState): SessionView | null =>
  host.kind === 'connected' ? host.view : null;

/** Whether a subject is before the camera and should be guided. */
export function isCapturing(state: KioskState): boolean {
  const phase = viewOf(state)?.phase;
  return phase === 'positioning' || phase === 'passive' || phase === 'active';
}

/** The one hint of the moment. */
export function hintOf(state: KioskState): CaptureIssue | null {
  const view = viewOf(state);
  return view !== null && 'hint' in view ? view.hint : null;
}

/** Whether the subject asked for more time. */
export function isExtendedIn(state: KioskState): boolean {
  const view = viewOf(state);
  return view !== null && 'extended' in view;
}

/** Somebody is seen before an idle kiosk. */
export function isNoticed(state: KioskState): boolean {
  const view = viewOf(state);
  return view?.phase === 'idle' && view.noticed === true;
}

/** The open prompt. */
export function actionOf(state: KioskState): Action | null {
  const view = viewOf(state);
  return view?.phase === 'active' ? view.challenge.action : null;
}
