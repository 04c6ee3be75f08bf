// What a subject is asked during a session: to the right side, one thing at a time, seen, read aloud, and without motion
// for those who want none.

import type { Page } from '@playwright/test';
import { ACTIONS } from '#core/challenge/index.ts';
import { CAPTURE_ISSUES } from '#core/quality/index.ts';
import { openPageAlone } from './support/page-alone.ts';
import { showing, standBeforeCamera } from './support/session-views.ts';
import { expect, test } from './support/test.ts';

const DEMO = { demo: true, locale: 'en' } as const;
/** Longer than any hint stays before the next. */
const DWELL_MS = 1000;

test('the subject sees themselves mirrored throughout, and the arrow points to the side they see move', async ({
  context,
}) => {
  const { page, show } = await openPageAlone(context, { boot: DEMO });
  await standBeforeCamera(page, show);
  const video = await page.locator('video').elementHandle();
  /** Where the middle of one thing lies from the middle of the mirror: −1, 0 or 1 along each axis. */
  const placeOf = async (selector: string): Promise<readonly [number, number]> => {
    const [thing, mirror] = [middle(page, selector), middle(page, '.mirror')];
    const [x, y] = [(await thing).x - (await mirror).x, (await thing).y - (await mirror).y];
    const side = (by: number): number => (Math.abs(by) < 10 ? 0 : Math.sign(by));
    return [side(x), side(y)];
  };
  for (const [action, place] of [
    ['LOOK LEFT', [-1, 0]],
    ['LOOK RIGHT', [1, 0]],
    ['LOOK UP', [0, -1]],
    ['LOOK DOWN', [0, 1]],
  ] as const) {
    await show(showing(action, 0));
    await expect(page.locator('.rim__side')).toHaveCount(1);
    expect(await placeOf('.chevrons'), action).toEqual(place);
    expect(await placeOf('.rim__side'), action).toEqual(place);
  }
  await show({ phase: 'passive', hint: null, progress: 0 });
  await show(showing('BLINK', 0));
  // The preview runs through all phases without a break.
  expect(await video?.evaluate((element) => element.isConnected)).toBe(true);
  const mirrored = await page
    .locator('video')
    .evaluate((video) => new DOMMatrix(getComputedStyle(video).transform).a);
  expect(mirrored).toBeLessThan(0);
});

test('how far a motion has come is seen on the rim, whatever is asked', async ({ context }) => {
  const { page, show } = await openPageAlone(context, { boot: DEMO });
  for (const action of ACTIONS) {
    const filled: number[] = [];
    for (const progress of [0, 0.5, 1]) {
      await show({
        ...showing(action, 0),
        challenge: { ...showing(action, 0).challenge, progress },
      });
      await expect(page.locator('.rim__side').first()).toHaveCSS('--value', progress.toFixed(2));
      filled.push(await filledShare(page));
    }
    expect(filled, action).toEqual([0, expect.closeTo(0.35, 2), expect.closeTo(0.7, 2)]);
  }
});

test('prompts and hints are read aloud as they change', async ({ context }) => {
  const { page, show } = await openPageAlone(context, { boot: DEMO });
  await show(showing('LOOK LEFT', 0));
  await expect(page.locator('[aria-live="assertive"]')).toHaveText('Turn your head left');
  await show({ phase: 'passive', hint: 'TOO_DARK', progress: 0 });
  await expect(page.locator('[aria-live="assertive"]')).toContainText('too dark');
});

test('one instruction at a time, and each issue with a picture of its own', async ({ context }) => {
  await context.clock.install();
  const { page, show } = await openPageAlone(context, { boot: DEMO });
  const pictures = new Set<string>();
  for (const hint of CAPTURE_ISSUES) {
    await show({ phase: 'positioning', hint, progress: 0 });
    await page.clock.runFor(DWELL_MS);
    await expect(page.locator(`[data-sign="${hint}"]`)).toBeVisible();
    await expect(page.locator('.prompt__text')).toBeHidden();
    pictures.add(await page.locator('.hint-sign').innerHTML());
  }
  expect(pictures.size).toBe(CAPTURE_ISSUES.length);
});

test('a subject who asked for less motion sees none', async ({ context }) => {
  const { page, show } = await openPageAlone(context, { boot: DEMO });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const action of ACTIONS) {
    await show(showing(action, 0));
    await page.locator('h1').waitFor();
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  }
});

async function middle(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`${selector} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** The length of the arc that is drawn, as a share of half of the rim. */
function filledShare(page: Page): Promise<number> {
  return page
    .locator('.rim__side')
    .first()
    .evaluate((arc) => Number(/[\d.]+/u.exec(getComputedStyle(arc).strokeDasharray)?.[0]));
}
