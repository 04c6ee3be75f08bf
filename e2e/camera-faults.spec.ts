// What goes wrong with a camera is said, each on a screen of its own, and mended by itself; and the page lets its camera go.

import { expect } from './support/test.ts';
import { open, SLOWLY, test } from './support/watched-camera.ts';

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

test('a camera that is busy, forbidden or missing is said on a screen of its own, and opened once it can be', async ({
  context,
}) => {
  const { show, page } = await open(context, undefined, { picture: 'noise' });
  await show({ phase: 'idle' });
  for (const [error, title, fault] of [
    ['NotReadableError', 'The camera is busy', 'camera-busy'],
    ['NotAllowedError', 'The camera may not be used', 'camera-forbidden'],
    ['NotFoundError', 'The camera is missing', 'camera-missing'],
  ] as const) {
    await expect(page.getByText('Welcome')).toBeVisible(SLOWLY);
    await expect.poll(() => page.evaluate(() => cameraTracks.length), SLOWLY).toBeGreaterThan(0);
    await page.evaluate((name) => {
      cameraRefusal = name;
      for (const track of cameraTracks) track.stop();
      cameraTracks.length = 0;
    }, error);
    await expect(page.getByRole('heading', { name: title })).toBeVisible(SLOWLY);
    await expect(page.getByText(`(${fault})`)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Another way in' })).toBeVisible();
    await page.evaluate(() => {
      cameraRefusal = null;
    });
  }
  await expect(page.getByText('Welcome')).toBeVisible(SLOWLY);
});

test('a camera that does not answer is said after a while, tried again, and let go when it comes too late', async ({
  context,
}) => {
  await context.clock.install();
  const { show, page } = await open(context, undefined, { picture: 'noise', opensAfterMs: 25_000 });
  await show({ phase: 'idle' });
  await expect(page.getByText('Welcome')).toBeVisible();
  await page.clock.runFor(21_000);
  await expect(page.getByText('The picture stands still')).toBeVisible();
  await page.clock.runFor(10_000);
  await expect
    .poll(() => page.evaluate(() => cameraTracks.map(({ readyState }) => readyState)))
    .toEqual(['ended']);
  await page.clock.runFor(25_000);
  await expect.poll(() => page.evaluate(() => cameraTracks.length)).toBe(2);
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
