// How often one session's pictures come: those that are judged, and those that its subject sees of themselves. Node.

import type { Browser, Page } from '@playwright/test';
import { sessionView, socketPush } from '#core/protocol/index.ts';
import type { Appliance } from '../support/appliance.ts';
import { openKiosk } from '../support/chromium.ts';

export interface SessionRate {
  /** Judged frames a second, from the session's beginning to its end. */
  readonly judged: number;
  /** Frames of the preview that the browser composed, a second. */
  readonly preview: number;
}

const SESSION_MS = 60_000;

/** Of the first session before a kiosk that has just been started. Rejects when none comes to its end in a minute. */
export async function sessionRate(browser: Browser, kiosk: Appliance): Promise<SessionRate> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const patience = setTimeout(() => reject(new Error('no session came to its end')), SESSION_MS);
  let credits: number[] = [];
  let isRunning = false;
  await context.addInitScript(countPreview);
  context.on('page', (page) => {
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => {
        const push = socketPush.parse(JSON.parse(payload.toString()));
        if (push.type === 'credit' && isRunning) credits.push(performance.now());
        if (push.type !== 'view') return;
        const { phase } = sessionView.parse(push.view);
        const runs = phase === 'positioning' || phase === 'passive' || phase === 'active';
        if (runs && !isRunning) credits = [];
        if (!runs && isRunning) resolve(rateOf(credits));
        isRunning = runs;
      });
    });
  });
  try {
    const page = await openKiosk(kiosk, context);
    const judged = await promise;
    return { judged, preview: await previewRate(page) };
  } finally {
    clearTimeout(patience);
    await context.close();
  }
}

/** In the page: notes when each frame of the newest video was composed. A session shows one video, the mirror. */
function countPreview(): void {
  let watched: HTMLVideoElement | null = null;
  const times: number[] = [];
  Reflect.set(globalThis, 'previewTimes', times);
  const watch = (video: HTMLVideoElement): void => {
    const note = (at: number): void => {
      if (video !== watched || !video.isConnected) return;
      times.push(at);
      video.requestVideoFrameCallback(note);
    };
    video.requestVideoFrameCallback(note);
  };
  new MutationObserver(() => {
    const video = document.querySelector('video');
    if (video === watched) return;
    watched = video;
    if (video !== null) watch(video);
  }).observe(document, { childList: true, subtree: true });
}

async function previewRate(page: Page): Promise<number> {
  const times: unknown = await page.evaluate((): unknown =>
    Reflect.get(globalThis, 'previewTimes'),
  );
  return rateOf(Array.isArray(times) ? times.map(Number) : []);
}

function rateOf(times: readonly number[]): number {
  const [first = 0] = times;
  const last = times.at(-1) ?? 0;
  return ((times.length - 1) * 1000) / (last - first);
}
