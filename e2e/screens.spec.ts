// Every screen of the kiosk at the three sizes it is made for: complete, reachable, in words, without a complaint of the
// browser's. Pictures, with GATELIGHT_PICTURES=1, go to dist/screens/.

import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { SIZES, type View } from './support/every-screen.ts';
import { openPageAlone } from './support/page-alone.ts';
import { showing, standBeforeCamera } from './support/session-views.ts';
import { expect, test } from './support/test.ts';
import { outsideOf, smallTargets } from './support/text-boxes.ts';

const SHOTS = join(import.meta.dirname, '../dist/screens');
const TAKES_PICTURES = process.env['GATELIGHT_PICTURES'] === '1';
const DEMO = { demo: true, locale: 'en' } as const;

/** A name, what the main side says, and what the subject must read. */
const SCREENS: readonly (readonly [string, View, string])[] = [
  ['starting', { phase: 'starting' }, 'Getting ready'],
  ['not-ready', { phase: 'not-ready', fault: 'log-unavailable' }, 'other entrance'],
  ['idle', { phase: 'idle' }, 'Welcome'],
  ['idle-noticed', { phase: 'idle', noticed: true }, 'It starts in a moment'],
  ['idle-waiting', { phase: 'idle', waitSeconds: 8 }, 'One moment, please'],
  ['positioning', { phase: 'positioning', hint: null, progress: 0.4 }, 'Look at the camera'],
  ['hint', { phase: 'positioning', hint: 'FACE_TOO_CLOSE', progress: 0 }, 'Step back a little'],
  [
    'extended',
    { phase: 'positioning', hint: null, progress: 0.4, extended: true },
    'more time now',
  ],
  ['passive', { phase: 'passive', hint: null, progress: 0.6 }, 'Hold still'],
  ['left', showing('LOOK LEFT', 0), 'Turn your head left'],
  ['straight', showing(null, 1), 'Look straight ahead'],
  ['right', showing('LOOK RIGHT', 1), 'Turn your head right'],
  ['up', showing('LOOK UP', 0), 'Tilt your head up'],
  ['down', showing('LOOK DOWN', 1), 'Tilt your head down'],
  ['smile', showing('SMILE', 0), 'Smile'],
  ['blink', showing('BLINK', 1), 'Blink'],
  ['wait', { phase: 'concluded', result: 'wait', advice: null }, 'One moment'],
  [
    'granted',
    { phase: 'concluded', result: 'granted', advice: null, secondsLeft: 4 },
    'The door is open',
  ],
  [
    'denied',
    { phase: 'concluded', result: 'denied', advice: 'follow-prompts', secondsLeft: 5 },
    'in 5 seconds',
  ],
  [
    'staff',
    { phase: 'concluded', result: 'call-staff', advice: 'ask-staff', secondsLeft: 1 },
    'ask for help',
  ],
];

test('at each size every screen is whole, and says DEMO', async ({ context }) => {
  const { page, show, complaints } = await openPageAlone(context, { boot: DEMO });
  if (TAKES_PICTURES) await standBeforeCamera(page, show);
  for (const [screen, view, words] of SCREENS) {
    await show(view);
    await expect(page.getByText(words).first()).toBeVisible();
    await expect(page.getByText('Demo', { exact: true })).toBeVisible();
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await endMotions(page);
      const name = `${size.width}x${size.height}-${screen}`;
      expect.soft(await outsideOf(page), name).toEqual([]);
      expect.soft(await smallTargets(page), name).toEqual([]);
      if (TAKES_PICTURES) await page.screenshot({ path: join(SHOTS, `${name}.png`) });
    }
  }
  expect(complaints).toEqual([]);
});

test('the privacy notice can be read before any session, and while it is no frame leaves the page', async ({
  context,
}) => {
  let frames = 0;
  const { page, show, requests } = await openPageAlone(context, {
    boot: DEMO,
    onFrame: async () => {
      frames += 1;
    },
  });
  await show({ phase: 'idle' });
  await expect.poll(() => frames, { timeout: 30_000 }).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'What happens with my picture?' }).click();
  await expect(page.getByText('No picture.')).toBeVisible();
  expect(await smallTargets(page)).toEqual([]);
  await page.waitForTimeout(500);
  const before = frames;
  await page.waitForTimeout(1000);
  expect(frames).toBe(before);
  await page.keyboard.press('Escape');
  await expect(page.getByText('Welcome')).toBeVisible();
  await expect.poll(() => frames).toBeGreaterThan(before);
  expect(requests).toEqual([]);
});

test('a view of another version is not guessed at', async ({ context }) => {
  const { page } = await openPageAlone(context, { boot: DEMO });
  await page.evaluate(() =>
    dispatchEvent(new CustomEvent('host-view', { detail: { version: 99, phase: 'idle' } })),
  );
  await expect(page.getByText('not available right now')).toBeVisible();
  await expect(page.getByText('page-outdated')).toBeVisible();
});

test('without a camera the kiosk points to the other entrance', async ({ context }) => {
  const { page, show } = await openPageAlone(context, { boot: { demo: false, locale: 'en' } });
  await show({ phase: 'idle' });
  await expect(page.getByText('No camera is connected')).toBeVisible();
  await expect(page.getByText('other entrance')).toBeVisible();
  await expect(page.getByText('Demo', { exact: true })).toHaveCount(0);
});

/** The figure at the end of its motion, and everything painted as it is then. */
const endMotions = (page: Page): Promise<void> =>
  page.evaluate(async (endMs) => {
    for (const animation of document.getAnimations()) {
      animation.pause();
      animation.currentTime = endMs;
    }
    const painted = (): Promise<unknown> =>
      new Promise((resolve) => {
        requestAnimationFrame(resolve);
      });
    await painted();
    await painted();
  }, MOTION_MS);

const MOTION_MS = 1100;
