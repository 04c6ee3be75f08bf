// How the page gets its frames, from the camera that Chromium itself brings for tests; and that it lets the camera go.

import type { BrowserContext } from '@playwright/test';
import type { BootSettings, OfferedFrame } from '#core/protocol/index.ts';
import { launchChromium } from './support/chromium.ts';
import { openPageAlone, type PageAlone } from './support/page-alone.ts';
import { expect, test as base } from './support/test.ts';

/** A page that starts beside other work on a small machine. */
const SLOWLY = { timeout: 30_000 };

const test = base.extend({
  context: async ({ playwright }, provide) => {
    const browser = await launchChromium(playwright, [
      '--use-fake-device-for-media-stream=device-count=2',
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
  const { frames, show, page } = await open(context, undefined, {
    missing: '**/face_landmarker.task',
  });
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

test('a covered lens, a dark place and a picture that stands still are said, and forgotten; no track is left on', async ({
  context,
}) => {
  const { show, page } = await open(context, undefined, { picture: 'dusk' });
  await show({ phase: 'idle' });
  await expect(page.getByText('It is dark here')).toBeVisible(SLOWLY);
  await expect(page.getByText('Welcome')).toBeVisible();
  for (const [picture, words] of [
    ['black', 'Something covers the camera'],
    ['still', 'The picture stands still'],
  ] as const) {
    await page.evaluate((next) => {
      shownPicture = next;
    }, picture);
    await expect(page.getByText(words)).toBeVisible(SLOWLY);
  }
  await expect.poll(() => page.evaluate(() => cameraTracks.length), SLOWLY).toBeGreaterThan(1);
  await page.evaluate(() => {
    shownPicture = 'noise';
  });
  await expect(page.getByText('Welcome')).toBeVisible(SLOWLY);
  const states = await page.evaluate(() => cameraTracks.map((track) => track.readyState));
  expect(states.filter((state) => state === 'live')).toHaveLength(1);
});

test('in a session a picture that stands still is left to the main side', async ({ context }) => {
  const { show, page, frames } = await open(context, undefined, { picture: 'still' });
  await show({ phase: 'passive', hint: null, progress: 0 });
  await expect.poll(() => frames.length, SLOWLY).toBeGreaterThan(8);
  await page.waitForTimeout(5000);
  await expect(page.getByText('Hold still')).toBeVisible();
});

test('the camera that the operator chose is opened among several, and no other is left on', async ({
  context,
}) => {
  const chosen = { label: 'fake_device_1', deviceId: null };
  const { show, page, frames } = await open(context, undefined, { camera: chosen });
  await show({ phase: 'idle' });
  await expect.poll(() => frames.length, SLOWLY).toBeGreaterThan(1);
  const tracks = await page.evaluate(() =>
    cameraTracks.map(({ label, readyState }) => [label, readyState]),
  );
  expect(tracks.filter(([, state]) => state === 'live')).toEqual([['fake_device_1', 'live']]);
});

test('a camera that opens only after the page has gone is let go as well', async ({ context }) => {
  const { page } = await open(context, undefined, { opensAfterMs: 1500 });
  await page.waitForTimeout(500);
  await page.evaluate(() => dispatchEvent(new Event('pagehide')));
  await expect
    .poll(() => page.evaluate(() => cameraTracks.map((track) => track.readyState)), SLOWLY)
    .toEqual(['ended']);
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
  /** What a camera that is drawn shows. */
  var shownPicture: DrawnPicture;
}

type DrawnPicture = 'noise' | 'dusk' | 'still' | 'black';

interface Scene {
  /** In place of Chromium's own. */
  readonly picture?: DrawnPicture;
  /** The operator's choice. */
  readonly camera?: NonNullable<BootSettings['camera']>;
  readonly opensAfterMs?: number;
  /** A file of the build that is not there. */
  readonly missing?: string;
}

interface Capture extends Pick<PageAlone, 'page' | 'show'> {
  readonly frames: readonly OfferedFrame[];
}

async function open(
  context: BrowserContext,
  judge: () => Promise<void> = () => Promise.resolve(),
  { picture, camera, opensAfterMs = 0, missing }: Scene = {},
): Promise<Capture> {
  const frames: OfferedFrame[] = [];
  await context.addInitScript(watchTracks, { picture: picture ?? null, opensAfterMs });
  const onFrame = (frame: OfferedFrame): Promise<void> => {
    frames.push(frame);
    return judge();
  };
  const boot = { demo: false, locale: 'en', ...(camera && { camera }) } as const;
  const alone = await openPageAlone(context, {
    boot,
    onFrame,
    ...(missing === undefined ? {} : { missing }),
  });
  return { ...alone, frames };
}

/** Notes the tracks that the page is given; the camera is Chromium's own or one that is drawn. Runs in the page. */
function watchTracks({
  picture,
  opensAfterMs,
}: {
  readonly picture: DrawnPicture | null;
  readonly opensAfterMs: number;
}): void {
  globalThis.cameraTracks = [];
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    await new Promise((resolve) => {
      setTimeout(resolve, opensAfterMs);
    });
    const stream = picture === null ? await ask(constraints) : drawn();
    cameraTracks.push(...stream.getTracks());
    return stream;
  };
  if (picture !== null) globalThis.shownPicture = picture;

  function drawn(): MediaStream {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 480];
    const context = canvas.getContext('2d');
    const lumas = { noise: 120, dusk: 25, still: 120, black: 0 } as const;
    let count = 0;
    setInterval(() => {
      if (context === null) return;
      const luma = lumas[shownPicture];
      context.fillStyle = `rgb(${luma} ${luma} ${luma})`;
      context.fillRect(0, 0, 640, 480);
      count += 1;
      if (shownPicture === 'still' || shownPicture === 'black') return;
      context.fillStyle = 'rgb(40 40 40)';
      context.fillRect((count * 40) % 640, 0, 60, 480);
    }, 33);
    return canvas.captureStream(30);
  }
}
