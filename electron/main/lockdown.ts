// What Electron's window is not allowed: everything but our page and the camera. Main process.

import { PAGE_GUARD } from './lockdown-page.ts';
import { isForbiddenKey, type PressedKey } from './lockdown-shortcuts.ts';
import { isOurs } from './page-origin.ts';

interface Preventable {
  readonly preventDefault: () => void;
}

/** As much of Electron's `WebContents` as is locked. */
interface LockedContents {
  readonly setWindowOpenHandler: (handler: () => { action: 'deny' }) => void;
  readonly closeDevTools: () => void;
  readonly setZoomFactor: (factor: number) => void;
  readonly setVisualZoomLevelLimits: (lowest: number, highest: number) => Promise<void>;
  readonly executeJavaScript: (script: string) => Promise<unknown>;
  on(event: 'will-navigate', heard: (event: Preventable) => void): unknown;
  on(event: 'will-frame-navigate', heard: (event: Preventable) => void): unknown;
  on(event: 'will-redirect', heard: (event: Preventable) => void): unknown;
  on(event: 'will-attach-webview', heard: (event: Preventable) => void): unknown;
  on(event: 'before-input-event', heard: (event: Preventable, input: PressedKey) => void): unknown;
  on(event: 'devtools-opened', heard: () => void): unknown;
  on(event: 'zoom-changed', heard: () => void): unknown;
  on(event: 'dom-ready', heard: () => void): unknown;
}

/** As much of Electron's `App` as tells of its pages. */
interface PageMaker {
  on(
    event: 'web-contents-created',
    heard: (event: unknown, contents: LockedContents) => void,
  ): unknown;
}

/** As much of Electron's `Session` as is locked. */
export interface LockedSession {
  readonly setPermissionRequestHandler: (
    handler: (
      contents: unknown,
      permission: string,
      answer: (isGranted: boolean) => void,
      details: { readonly requestingUrl: string; readonly mediaTypes?: readonly string[] },
    ) => void,
  ) => void;
  readonly setPermissionCheckHandler: (
    handler: (
      contents: unknown,
      permission: string,
      origin: string,
      details: { readonly mediaType?: string },
    ) => boolean,
  ) => void;
  readonly setDevicePermissionHandler: (handler: () => boolean) => void;
  readonly webRequest: {
    readonly onBeforeRequest: (
      filter: (
        details: { readonly url: string },
        answer: (response: { cancel?: boolean }) => void,
      ) => void,
    ) => void;
  };
  on(event: 'will-download', heard: (event: Preventable) => void): unknown;
}

/** Takes from every page, ours included, what a kiosk has no use for. */
export function lockPages(app: PageMaker): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
}

function lockContents(contents: LockedContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('devtools-opened', () => contents.closeDevTools());
  // Before the page and before any menu: a page that hangs is locked as well.
  contents.on('before-input-event', (event, input) => {
    if (isForbiddenKey(input)) event.preventDefault();
  });
  contents.on('zoom-changed', () => contents.setZoomFactor(1));
  contents.on('dom-ready', () => {
    contents.setZoomFactor(1);
    void contents.setVisualZoomLevelLimits(1, 1).catch(() => undefined);
    // A page that is gone before it is guarded is loaded again, and guarded then.
    void contents.executeJavaScript(PAGE_GUARD).catch(() => undefined);
  });
}

/** Permissions are granted by default in Electron: here only the camera is, and only to our own page. */
export function lockSession(session: LockedSession): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const onlyVideo = details.mediaTypes?.length === 1 && details.mediaTypes[0] === 'video';
    answer(permission === 'media' && onlyVideo && isOurs(details.requestingUrl));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin, details) =>
      permission === 'media' && details.mediaType === 'video' && isOurs(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  // The content policy forbids it to the page; this forbids it to Chromium's own services too.
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !(isOurs(details.url) || isInside(details.url)) });
  });
}

/** Made by the page itself, in memory. */
const isInside = (url: string): boolean => url.startsWith('blob:') || url.startsWith('data:');
