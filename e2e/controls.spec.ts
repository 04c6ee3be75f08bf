// What can be pressed on the kiosk's page, by finger and key, and what it refuses.

import type { Page } from '@playwright/test';
import { openPageAlone } from './support/page-alone.ts';
import { showing } from './support/session-views.ts';
import { expect, test } from './support/test.ts';

const DEMO = { demo: true, locale: 'en' } as const;
/** Longer than a pointer is shown that nobody moves. */
const RESTING_MS = 5000;

test('more time is one press away, before a session and in it', async ({ context }) => {
  const { page, show, requests } = await openPageAlone(context, { boot: DEMO });
  await show({ phase: 'idle' });
  await page.getByRole('button', { name: 'I need more time' }).click();
  for (const view of [
    { phase: 'positioning', hint: null, progress: 0 },
    { phase: 'passive', hint: null, progress: 0 },
    showing('BLINK', 0),
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
  await context.clock.install();
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
  await page.clock.runFor(RESTING_MS);
  expect(await cursorOf(page)).toBe('none');
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

const cursorOf = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.body).cursor);
