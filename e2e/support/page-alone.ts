// The built page by itself: served with a host's headers from no network at all, its bridge in the hands of the spec. Node.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import {
  PROTOCOL_VERSION,
  type BootSettings,
  type OfferedFrame,
  type SessionView,
} from '#core/protocol/index.ts';
import { PAGE_URL } from '#electron/main/page-origin.ts';
import { servePageFile } from '#electron/main/page-protocol.ts';
import { assetPath } from './assets.ts';

type ViewFields = SessionView extends infer V
  ? V extends SessionView
    ? Omit<V, 'version' | 'demo'>
    : never
  : never;

export interface PageAlone {
  readonly page: Page;
  /** Shows the page a view, as the main side would. */
  readonly show: (view: ViewFields) => Promise<void>;
  /** What the page asked for, in order. */
  readonly requests: readonly string[];
  /** Errors of the page and violations of its policy. */
  readonly complaints: readonly string[];
}

export interface PageAloneOptions {
  readonly boot: BootSettings;
  /** Judges a frame (without it they are not even brought over); the page gets its credit when this resolves. */
  readonly onFrame?: (frame: OfferedFrame) => Promise<void>;
  /** A file of the build that is not there. */
  readonly missing?: string;
}

const SUBJECT = 'samples/bona-fide/webcam-desk-2.jpg';
/** Any origin on loopback will do: requests end in `servePageFile`, and a camera needs an origin that is trusted. */
const ORIGIN = 'http://127.0.0.1:9';

export async function openPageAlone(
  context: BrowserContext,
  { boot, onFrame, missing }: PageAloneOptions,
): Promise<PageAlone> {
  const files = {
    page: join(import.meta.dirname, '../../dist/app/renderer'),
    demoSubject: boot.demo ? await readFile(await assetPath(SUBJECT)) : null,
    boot,
  };
  await context.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const response = await servePageFile(new Request(new URL(pathname, PAGE_URL)), files);
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  });
  // Routes are asked in the opposite order of their making.
  if (missing !== undefined)
    await context.route(missing, (route) => route.fulfill({ status: 404 }));

  const requests: string[] = [];
  const complaints: string[] = [];
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Failed to load/u.test(message.text()))
      complaints.push(message.text());
  });
  await page.exposeFunction('hostRequest', (name: string) => requests.push(name));
  await page.exposeFunction('hostFrame', (frame: Omit<OfferedFrame, 'data'>, base64: string) =>
    onFrame?.({ ...frame, data: Buffer.from(base64, 'base64') }),
  );
  await page.addInitScript(putBridgeOnWindow, onFrame !== undefined);
  await page.goto(`${ORIGIN}/`);
  const show = async (view: ViewFields): Promise<void> => {
    const shown = { ...view, version: PROTOCOL_VERSION, demo: boot.demo };
    await page.evaluate((detail) => dispatchEvent(new CustomEvent('host-view', { detail })), shown);
  };
  return { page, show, requests, complaints };
}

declare global {
  /** What `exposeFunction` puts into the page. */
  function hostRequest(name: string): Promise<void>;
  function hostFrame(frame: Omit<OfferedFrame, 'data'>, base64: string): Promise<void>;
}

/** What the preload puts on the window, with the spec at its other end. Runs in the page. */
function putBridgeOnWindow(wantsFrames: boolean): void {
  let latest: unknown = null;
  const listeners = new Set<(view: unknown) => void>();
  addEventListener('host-view', (event) => {
    latest = event instanceof CustomEvent ? event.detail : null;
    for (const listener of listeners) listener(latest);
  });
  Reflect.set(globalThis, 'gatelight', {
    onView(listener: (view: unknown) => void): () => void {
      listeners.add(listener);
      if (latest !== null) listener(latest);
      return () => listeners.delete(listener);
    },
    'session:start': () => hostRequest('session:start'),
    'session:cancel': () => hostRequest('session:cancel'),
    'session:more-time': () => hostRequest('session:more-time'),
    'access:present': ({ kind, value }: Readonly<Record<'kind' | 'value', string>>) =>
      hostRequest(`access:present ${kind} ${value}`),
    'access:call': () => hostRequest('access:call'),
    'page:alive': () => Promise.resolve(),
    // Which camera it is concerns the main side alone.
    'camera:opened': () => Promise.resolve(),
    'frame:offer'({ data, ...about }: InPage): Promise<void> {
      if (!wantsFrames) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const reader = new FileReader();
        reader.addEventListener('load', () => {
          const [, base64 = ''] = typeof reader.result === 'string' ? reader.result.split(',') : [];
          hostFrame(about, base64).then(resolve, reject);
        });
        reader.readAsDataURL(new Blob([data]));
      });
    },
  });
}

interface InPage extends Omit<OfferedFrame, 'data'> {
  readonly data: Uint8Array<ArrayBuffer>;
}
