// What Electron's window is not allowed: everything but our page and the camera. Main process.

import type { App, Session, WebContents } from 'electron';
import { PAGE_GUARD } from './lockdown-page.ts';
import { isForbiddenKey } from './lockdown-shortcuts.ts';
import { isOurs } from './page-origin.ts';

/** Takes from every page, ours included, what a kiosk has no use for. */
export function lockPages(app: App): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
}

function lockContents(contents: WebContents): void {
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
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const onlyVideo =
      'mediaTypes' in details &&
      details.mediaTypes?.length === 1 &&
      details.mediaTypes[0] === 'video';
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
