import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { lockPages, lockSession, type LockedSession } from './lockdown.ts';
import { PAGE_GUARD } from './lockdown-page.ts';
import { PAGE_URL } from './page-origin.ts';

type RequestHandler = Parameters<LockedSession['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<LockedSession['setPermissionCheckHandler']>[0];
type RequestFilter = Parameters<LockedSession['webRequest']['onBeforeRequest']>[0];

/** Electron's session, as far as the lockdown touches it. */
function lockedSession() {
  const asked: { request?: RequestHandler; check?: CheckHandler; filter?: RequestFilter } = {};
  let device: (() => boolean) | undefined;
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: (handler: RequestHandler) => (asked.request = handler),
    setPermissionCheckHandler: (handler: CheckHandler) => (asked.check = handler),
    setDevicePermissionHandler: (handler: () => boolean) => (device = handler),
    webRequest: { onBeforeRequest: (filter: RequestFilter) => (asked.filter = filter) },
  });
  lockSession(session);
  const request = (
    permission: string,
    details: Parameters<RequestHandler>[3],
  ): boolean | undefined => {
    let granted: boolean | undefined;
    asked.request?.(null, permission, (answer) => (granted = answer), details);
    return granted;
  };
  const check = (
    permission: string,
    origin: string,
    details: Parameters<CheckHandler>[3],
  ): boolean | undefined => asked.check?.(null, permission, origin, details);
  const loads = (url: string): boolean => {
    let cancelled: boolean | undefined;
    asked.filter?.({ url }, ({ cancel }) => (cancelled = cancel));
    return cancelled === false;
  };
  return { session, request, check, loads, device: () => device?.() };
}

const video = { mediaTypes: ['video'], requestingUrl: PAGE_URL };

test('our page gets the camera', () => {
  const { request, check } = lockedSession();
  expect(request('media', video)).toBe(true);
  expect(check('media', PAGE_URL, { mediaType: 'video' })).toBe(true);
});

test.each([
  ['the microphone', 'media', { ...video, mediaTypes: ['audio'] }],
  ['camera and microphone together', 'media', { ...video, mediaTypes: ['video', 'audio'] }],
  ['media of no kind', 'media', { ...video, mediaTypes: [] }],
  ['media of an unsaid kind', 'media', { requestingUrl: PAGE_URL }],
  ['the camera, for another site', 'media', { ...video, requestingUrl: 'https://evil.example/' }],
  ['the camera, for a file', 'media', { ...video, requestingUrl: 'file:///kiosk/' }],
  ['the place', 'geolocation', video],
  ['notifications', 'notifications', video],
  ['the screen', 'display-capture', video],
  ['the clipboard', 'clipboard-read', video],
  ['USB', 'usb', video],
  ['a file system', 'fileSystem', video],
  ['an outside program', 'openExternal', video],
  ['what is not invented yet', 'teleport', video],
])('nobody gets %s', (_what, permission, details) => {
  expect(lockedSession().request(permission, details)).toBe(false);
});

test.each([
  ['media', PAGE_URL, { mediaType: 'audio' }],
  ['media', PAGE_URL, { mediaType: 'unknown' }],
  ['media', PAGE_URL, {}],
  ['media', 'https://evil.example', { mediaType: 'video' }],
  ['serial', PAGE_URL, { mediaType: 'video' }],
])('a check for %s by %s with %j fails', (permission, origin, details) => {
  expect(lockedSession().check(permission, origin, details)).toBe(false);
});

test('no device is handed out, and nothing is downloaded', () => {
  const { session, device } = lockedSession();
  expect(device()).toBe(false);
  let prevented = false;
  session.emit('will-download', { preventDefault: () => (prevented = true) });
  expect(prevented).toBe(true);
});

test('nothing is loaded but our page and what it made itself', () => {
  const { loads } = lockedSession();
  expect(loads(`${PAGE_URL}index.html`)).toBe(true);
  expect(loads('blob:gatelight://kiosk/1')).toBe(true);
  for (const url of [
    'https://evil.example/',
    'http://127.0.0.1/',
    'wss://evil.example/',
    'file:///etc/hostname',
    'chrome://gpu',
  ]) {
    expect([url, loads(url)]).toEqual([url, false]);
  }
});

test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
  'no page can cause %s',
  (event) => {
    const app = new EventEmitter();
    lockPages(app);
    const contents = Object.assign(new EventEmitter(), {
      setWindowOpenHandler: () => undefined,
      closeDevTools: () => undefined,
    });
    app.emit('web-contents-created', {}, contents);
    let prevented = false;
    contents.emit(event, { preventDefault: () => (prevented = true) });
    expect(prevented).toBe(true);
  },
);

test('no page opens a window, and developer tools do not stay open', () => {
  const app = new EventEmitter();
  lockPages(app);
  let opens: (() => unknown) | undefined;
  let closed = 0;
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: () => unknown) => (opens = handler),
    closeDevTools: () => (closed += 1),
  });
  app.emit('web-contents-created', {}, contents);
  expect(opens?.()).toEqual({ action: 'deny' });
  contents.emit('devtools-opened');
  expect(closed).toBe(1);
});

/** The contents of a window that was just made, and what was asked of them. */
function lockedContents() {
  const app = new EventEmitter();
  lockPages(app);
  const asked: string[] = [];
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: () => undefined,
    closeDevTools: () => undefined,
    setZoomFactor: (factor: number) => asked.push(`zoom ${factor}`),
    setVisualZoomLevelLimits: async (low: number, high: number) => {
      asked.push(`pinch ${low} to ${high}`);
    },
    executeJavaScript: async (script: string) => {
      asked.push(script === PAGE_GUARD ? 'guard' : 'another script');
    },
  });
  app.emit('web-contents-created', {}, contents);
  return { contents, asked };
}

test('a shortcut is kept back before the page hears it, and what is typed is not', () => {
  const { contents } = lockedContents();
  const isKept = (key: string, control: boolean): boolean => {
    let prevented = false;
    const event = { preventDefault: () => (prevented = true) };
    contents.emit('before-input-event', event, { key, control, alt: false, meta: false });
    return prevented;
  };
  expect([isKept('w', true), isKept('F12', false), isKept('w', false)]).toEqual([
    true,
    true,
    false,
  ]);
});

test('the page is guarded and cannot be zoomed, by wheel or by fingers', () => {
  const { contents, asked } = lockedContents();
  contents.emit('dom-ready');
  contents.emit('zoom-changed');
  expect(asked).toEqual(['zoom 1', 'pinch 1 to 1', 'guard', 'zoom 1']);
});
