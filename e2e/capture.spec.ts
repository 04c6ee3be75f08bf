// How the page gets its frames, from the camera that Chromium itself brings for tests; and that it lets the camera go.

import type { BrowserContext } from '@playwright/test';
import type { OfferedFrame } from '#core/protocol/index.ts';
import { launchChromium } from './support/chromium.ts';
import { openPageAlone, type PageAlone } from './support/page-alone.ts';
import { expect, test as base } from './support/test.ts';

/** A page that starts beside other work on a small machine. */
const SLOWLY = { timeout: 30_000 };

const test = base.extend({
  context: async ({ playwright }, provide) => {
    const browser = await launchChromium(playwright, [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ]);
    await provide(await browser.newContext());
    await browser.close();
  },
});

test('frames come upright at the camera’s size, one at a time', async ({ context }) => {
  let inFlight = 0;
  const most: number[] = [];
  const { frames, show } = await open(context, async () => {
    inFlight += 1;
    most.push(inFlight);
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    inFlight -= 1;
  });
  await show({ phase: 'passive', hint: null, progress: 0 });
  await expect.poll(() => frames.length, SLOWLY).toBeGreaterThan(8);
  expect(new Set(frames.map(({ width, height }) => `${width}x${height}`))).toEqual(
    new Set(['640x480']),
  );
  expect(Math.max(...most)).toBe(1);
});

test('no frame is sent before the main side is ready', async ({ context }) => {
  const { frames, show, page } = await open(context);
  await show({ phase: 'not-ready', fault: 'models-missing' });
  await page.waitForTimeout(1500);
  expect(frames).toHaveLength(0);
});

test('a browser without a track processor gives the same frames by way of a canvas', async ({
  context,
}) => {
  await context.addInitScript(() => Reflect.deleteProperty(window, 'MediaStreamTrackProcessor'));
  const { frames, show } = await open(context);
  await show({ phase: 'passive', hint: null, progress: 0 });
  await expect.poll(() => frames.length, SLOWLY).toBeGreaterThan(5);
  expect(frames[0]).toMatchObject({ width: 640, height: 480 });
  // Chromium's test picture is green with a moving disc: neither black nor all the same.
  expect(new Set(frames[0]?.data).size).toBeGreaterThan(5);
});

test('without MediaPipe the kiosk still sends frames and shows the main side’s hints', async ({
  context,
}) => {
  const { frames, show, page } = await open(context, undefined, '**/face_landmarker.task');
  await show({ phase: 'positioning', hint: 'FACE_NOT_FOUND', progress: 0 });
  await expect.poll(() => frames.length, SLOWLY).toBeGreaterThan(3);
  await expect(page.getByText('Stand in front of the camera')).toBeVisible(SLOWLY);
});

test('a camera that stops is said, and opened again', async ({ context }) => {
  const { frames, show, page } = await open(context);
  await show({ phase: 'idle' });
  await expect.poll(() => frames.length, SLOWLY).toBeGreaterThan(1);
  await page.evaluate(() => cameraTracks.at(-1)?.stop());
  await expect(page.getByText('camera-lost')).toBeVisible(SLOWLY);
  await expect(page.getByText('Welcome')).toBeVisible(SLOWLY);
  const before = frames.length;
  await expect.poll(() => frames.length, SLOWLY).toBeGreaterThan(before);
});

test('the camera is let go when the page goes', async ({ context }) => {
  const { frames, show, page } = await open(context);
  await show({ phase: 'passive', hint: null, progress: 0 });
  await expect.poll(() => frames.length, SLOWLY).toBeGreaterThan(1);
  await page.evaluate(() => dispatchEvent(new Event('pagehide')));
  await expect
    .poll(() => page.evaluate(() => cameraTracks.map((track) => track.readyState)))
    .toEqual(['ended']);
});

declare global {
  /** Every track that the page was given. */
  var cameraTracks: MediaStreamTrack[];
}

interface Capture extends Pick<PageAlone, 'page' | 'show'> {
  readonly frames: readonly OfferedFrame[];
}

async function open(
  context: BrowserContext,
  judge: () => Promise<void> = () => Promise.resolve(),
  missing?: string,
): Promise<Capture> {
  const frames: OfferedFrame[] = [];
  await context.addInitScript(() => {
    globalThis.cameraTracks = [];
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      cameraTracks.push(...stream.getTracks());
      return stream;
    };
  });
  const onFrame = (frame: OfferedFrame): Promise<void> => {
    frames.push(frame);
    return judge();
  };
  const boot = { demo: false, locale: 'en' } as const;
  const alone = await openPageAlone(context, {
    boot,
    onFrame,
    ...(missing === undefined ? {} : { missing }),
  });
  return { ...alone, frames };
}
