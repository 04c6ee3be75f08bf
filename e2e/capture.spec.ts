// How the page gets its frames, from the camera that Chromium itself brings for tests.

import { expect } from './support/test.ts';
import { open, SLOWLY, test } from './support/watched-camera.ts';

test('frames come upright at the camera’s size, one at a time', async ({ context }) => {
  let inFlight = 0;
  const most: number[] = [];
  const judge = async (): Promise<void> => {
    inFlight += 1;
    most.push(inFlight);
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    inFlight -= 1;
  };
  const { frames, show } = await open(context, judge, { isNew: true });
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

test('in a session a picture that stands still is left to the main side', async ({ context }) => {
  const { show, page, frames } = await open(context, undefined, { picture: 'still' });
  await show({ phase: 'passive', hint: null, progress: 0 });
  await expect.poll(() => frames.length, SLOWLY).toBeGreaterThan(8);
  await page.waitForTimeout(5000);
  await expect(page.getByText('Hold still')).toBeVisible();
});
