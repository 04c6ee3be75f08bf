// The bridge inside Electron: the functions that the preload put on the window. Renderer.

import type { KioskApi } from '#core/protocol/index.ts';
import {
  readPush,
  readReply,
  readView,
  unavailable,
  type Bridge,
  type HostListener,
} from './bridge.ts';

/** What the preload exposes as `window.gatelight`. */
export interface PreloadApi extends KioskApi {
  /** Calls at once with the present view, then on every change. Returns its undo. */
  readonly onView: (listener: (view: unknown) => void) => () => void;
  /** What the main side tells a signed-in operator. Returns its undo. */
  readonly onLive: (listener: (push: unknown) => void) => () => void;
}

declare global {
  interface Window {
    readonly gatelight?: PreloadApi;
  }
}

export function connectElectron(api: PreloadApi, listener: HostListener): Bridge {
  const forget = api.onView((view) => listener(readView(view)));
  const isDown = (): void => listener({ type: 'down' });
  return {
    start: () => void api['session:start']({}).catch(isDown),
    cancel: () => void api['session:cancel']({}).catch(isDown),
    moreTime: () => void api['session:more-time']({}).catch(isDown),
    alive: () => void api['page:alive']({}).catch(isDown),
    cameraOpened: (camera) => void api['camera:opened'](camera).catch(isDown),
    offer: (frame) => api['frame:offer'](frame),
    present: (presented) => void api['access:present'](presented).catch(isDown),
    callStaff: () => void api['access:call']({}).catch(isDown),
    operator: {
      ask: (ask) =>
        api['operator:ask']({ ask }).then(
          (reply) => readReply(ask, reply),
          () => unavailable('the host does not answer'),
        ),
      onLive: (hear) =>
        api.onLive((raw) => {
          const push = readPush(raw);
          if (push !== null) hear(push);
        }),
    },
    [Symbol.dispose]: forget,
  };
}
