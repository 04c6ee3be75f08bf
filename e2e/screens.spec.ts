// Every screen of the kiosk at the three sizes it is made for: complete, reachable, in words, without a complaint of the
// browser's. Screenshots go to dist/screens/.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ACTIONS } from '#core/challenge/index.ts';
import { CAPTURE_ISSUES } from '#core/quality/index.ts';
import { openPageAlone, type PageAlone } from './support/page-alone.ts';
import { expect, test } from './support/test.ts';

const SHOTS = join(import.meta.dirname, '../dist/screens');

const SIZES = [
  { width: 1080, height: 1920 },
  { width: 1920, height: 1080 },
  { width: 800, height: 480 },
] as const;

/** A frame of the preview, the numbers on the rim, and the figure at the end of its motion. */
const SETTLING_MS = 250;
const MOTION_MS = 1100;

type View = Parameters<PageAlone['show']>[0];
type Challenge = Extract<View, { phase: 'active' }>['challenge'];

const active = (action: Challenge['action'], passed: number) =>
  ({
    phase: 'active' as const,
    hint: null,
    challenge: { action, progress: 0.5, passed, total: 2, timeLeft: 0.7 },
  }) satisfies View;

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
  ['left', active('LOOK LEFT', 0), 'Turn your head left'],
  ['straight', active(null, 1), 'Look straight ahead'],
  ['right', active('LOOK RIGHT', 1), 'Turn your head right'],
  ['up', active('LOOK UP', 0), 'Tilt your head up'],
  ['down', active('LOOK DOWN', 1), 'Tilt your head down'],
  ['smile', active('SMILE', 0), 'Smile'],
  ['blink', active('BLINK', 1), 'Blink'],
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

for (const size of SIZES) {
  const name = `${size.width}x${size.height}`;
  test(`at ${name} every screen is whole, and says DEMO`, async ({ context }) => {
    mkdirSync(SHOTS, { recursive: true });
    const { page, show, complaints } = await openPageAlone(context, { boot: DEMO });
    await page.setViewportSize(size);
    await standBeforeCamera(page, show);
    for (const [screen, view, words] of SCREENS) {
      await show(view);
      await expect(page.getByText(words).first()).toBeVisible();
      await expect(page.getByText('Demo', { exact: true })).toBeVisible();
      await page.waitForTimeout(view.phase === 'active' ? MOTION_MS : SETTLING_MS);
      expect.soft(await outsideOf(page), screen).toEqual([]);
      expect.soft(await smallTargets(page), screen).toEqual([]);
      await page.screenshot({ path: join(SHOTS, `${name}-${screen}.png`) });
    }
    expect(complaints).toEqual([]);
  });
}

test('the subject sees themselves mirrored, and the arrow points to the side they see move', async ({
  context,
}) => {
  const { page, show } = await openPageAlone(context, { boot: DEMO });
  await standBeforeCamera(page, show);
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
    await show(active(action, 0));
    await expect(page.locator('.rim__side')).toHaveCount(1);
    expect(await placeOf('.chevrons'), action).toEqual(place);
    expect(await placeOf('.rim__side'), action).toEqual(place);
  }
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
      await show({ ...active(action, 0), challenge: { ...active(action, 0).challenge, progress } });
      await expect(page.locator('.rim__side').first()).toHaveCSS('--value', progress.toFixed(2));
      filled.push(await filledShare(page));
    }
    expect(filled, action).toEqual([0, expect.closeTo(0.35, 2), expect.closeTo(0.7, 2)]);
  }
});

test('the preview runs on through all phases of a session', async ({ context }) => {
  const { page, show } = await openPageAlone(context, { boot: DEMO });
  await standBeforeCamera(page, show);
  const video = await page.locator('video').elementHandle();
  await show({ phase: 'passive', hint: null, progress: 0 });
  await show(active('BLINK', 0));
  expect(await video?.evaluate((element) => element.isConnected)).toBe(true);
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

test('more time is one press away, before a session and in it', async ({ context }) => {
  const { page, show, requests } = await openPageAlone(context, { boot: DEMO });
  await show({ phase: 'idle' });
  await page.getByRole('button', { name: 'I need more time' }).click();
  for (const view of [
    { phase: 'positioning', hint: null, progress: 0 },
    { phase: 'passive', hint: null, progress: 0 },
    active('BLINK', 0),
  ] as const) {
    await show(view);
    await page.getByRole('button', { name: 'More time' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
  }
  const inSession = ['session:more-time', 'session:cancel'];
  expect(requests).toEqual(['session:more-time', ...inSession, ...inSession, ...inSession]);
});

test('a result can be left at once, and a denial tried again', async ({ context }) => {
  const { page, show, requests } = await openPageAlone(context, { boot: DEMO });
  await show({ phase: 'concluded', result: 'granted', advice: null, secondsLeft: 5 });
  await page.getByRole('button', { name: 'Done' }).click();
  await show({ phase: 'concluded', result: 'denied', advice: 'try-again', secondsLeft: 5 });
  await page.getByRole('button', { name: 'Try again' }).click();
  expect(requests).toEqual(['session:cancel', 'session:cancel', 'session:start']);
});

test('the page offers no menu, takes nothing that is dropped, does not zoom, and hides a resting pointer', async ({
  context,
}) => {
  const { page, show } = await openPageAlone(context, { boot: DEMO });
  await show({ phase: 'idle' });
  await page.getByText('Welcome').waitFor();
  const refused = await page.evaluate(() =>
    [
      new MouseEvent('contextmenu', { cancelable: true }),
      new DragEvent('dragover', { cancelable: true }),
      new DragEvent('drop', { cancelable: true }),
      new WheelEvent('wheel', { cancelable: true, ctrlKey: true }),
      new KeyboardEvent('keydown', { cancelable: true, ctrlKey: true, key: '+' }),
    ].map((event) => !document.body.dispatchEvent(event)),
  );
  expect(refused).toEqual([true, true, true, true, true]);
  expect(await cursorOf(page)).toBe('none');
  await page.mouse.move(100, 100);
  await expect.poll(() => cursorOf(page)).not.toBe('none');
  await expect.poll(() => cursorOf(page), { timeout: 8000 }).toBe('none');
});

test('Enter starts and Escape cancels, each only where it belongs', async ({ context }) => {
  const { page, show, requests } = await openPageAlone(context, { boot: DEMO });
  await show({ phase: 'idle' });
  await expect(page.getByRole('button', { name: 'Start' })).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await show({ phase: 'positioning', hint: null, progress: 0 });
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(requests).toEqual(['session:start', 'session:cancel', 'session:cancel']);
});

test('prompts and hints are read aloud as they change', async ({ context }) => {
  const { page, show } = await openPageAlone(context, { boot: DEMO });
  await show(active('LOOK LEFT', 0));
  await expect(page.locator('[aria-live="assertive"]')).toHaveText('Turn your head left');
  await show({ phase: 'passive', hint: 'TOO_DARK', progress: 0 });
  await expect(page.locator('[aria-live="assertive"]')).toContainText('too dark');
});

test('one instruction at a time, and each issue with a picture of its own', async ({ context }) => {
  const { page, show } = await openPageAlone(context, { boot: DEMO });
  const pictures = new Set<string>();
  for (const hint of CAPTURE_ISSUES) {
    await show({ phase: 'positioning', hint, progress: 0 });
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
    await show(active(action, 0));
    await page.locator('h1').waitFor();
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  }
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

const DEMO = { demo: true, locale: 'en' } as const;

const cursorOf = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.body).cursor);

/** Waits until the demo camera's subject is seen in the mirror. */
async function standBeforeCamera(page: Page, show: PageAlone['show']): Promise<void> {
  await show({ phase: 'positioning', hint: null, progress: 0 });
  await expect(page.getByText('Good. Stay like this')).toBeVisible({ timeout: 30_000 });
}

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

/** Elements that reach out of the screen. */
function outsideOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('#app *')].flatMap((element) => {
      const { left, top, right, bottom, width } = element.getBoundingClientRect();
      const isInside =
        left >= -1 && top >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
      // The preview is cut by its oval on purpose.
      const isMeant = width === 0 || element.closest('.mirror__picture') !== null;
      return isInside || isMeant ? [] : [`${element.tagName} ${element.getAttribute('class')}`];
    }),
  );
}

/** Buttons that a finger may miss: below 48 pixels in one direction. */
function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button')].flatMap((button) => {
      const { width, height } = button.getBoundingClientRect();
      return width >= 48 && height >= 48 ? [] : [`${button.textContent} ${width}×${height}`];
    }),
  );
}
