// The way in without a face, in the real browser: by touch, by keyboard, by badge reader.

import type { Page } from '@playwright/test';
import { openPageAlone, type PageAlone } from './support/page-alone.ts';
import { expect, test } from './support/test.ts';

const KIOSK = { demo: false, locale: 'en' } as const;
const DEMO = { demo: true, locale: 'en' } as const;
/** Slower than any reader. */
const PERSON = { delay: 120 };

type View = Parameters<PageAlone['show']>[0];
type Access = NonNullable<View['access']>;

const NOT_READY = { phase: 'not-ready', fault: 'models-missing' } as const satisfies View;
const DENIED = {
  phase: 'concluded',
  result: 'denied',
  advice: 'follow-prompts',
} as const satisfies View;

const another = (page: Page) => page.getByRole('button', { name: 'Another way in' });
const title = (page: Page) => page.getByRole('heading', { name: 'Come in without the camera' });
const key = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('from every screen on which somebody may want it, staff is two presses away', async ({
  context,
}) => {
  const { page, show, requests } = await openPageAlone(context, { boot: KIOSK });
  const views: readonly View[] = [{ phase: 'idle', waitSeconds: 8 }, NOT_READY, DENIED];
  for (const view of views) {
    await show(view);
    await another(page).click();
    await key(page, 'Call staff').click();
    await page.keyboard.press('Escape');
    await expect(title(page)).toBeHidden();
  }
  expect(requests.filter((each) => each === 'access:call')).toHaveLength(3);
});

test('a PIN is typed on the screen: dots stand for it, and it goes when it is sent', async ({
  context,
}) => {
  const { page, show, requests } = await openPageAlone(context, { boot: KIOSK });
  await show(NOT_READY);
  await another(page).click();
  for (const digit of '48291') await key(page, digit).click();
  await expect(page.locator('.pin-pad__dots')).toContainText('●●●●●');
  await expect(key(page, 'Enter the PIN')).toBeDisabled();
  await page.keyboard.press('Enter', PERSON);
  expect(requests).not.toContain('access:present pin 48291');
  await key(page, '7').click();
  await key(page, 'Delete the last digit').click();
  await key(page, '3').click();
  await expect(page.locator('.pin-pad__dots')).toContainText('6 digits typed');
  await expect(page.locator('main')).not.toContainText('482913');
  await key(page, 'Enter the PIN').click();
  await expect(page.locator('.pin-pad__dots')).toContainText('0 digits typed');
  expect(requests.filter((each) => each.startsWith('access:'))).toEqual([
    'access:present pin 482913',
  ]);
});

test('it works by keyboard alone, and Escape leaves it', async ({ context }) => {
  const { page, show, requests } = await openPageAlone(context, { boot: KIOSK });
  await show(NOT_READY);
  await expect(another(page)).toBeVisible();
  while (!(await another(page).evaluate((button) => button === document.activeElement)))
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(title(page)).toBeVisible();
  await page.keyboard.type('4829199', PERSON);
  await page.keyboard.press('Backspace', PERSON);
  await page.keyboard.press('Enter', PERSON);
  // Still at the keys: what is typed next is a new one.
  await page.keyboard.type('12', PERSON);
  await page.keyboard.press('Escape');
  await expect(title(page)).toBeHidden();
  expect(requests.filter((each) => each !== 'session:cancel')).toEqual([
    'access:present pin 482919',
  ]);
});

test('a badge is read on every quiet screen, and its Enter starts no session and presses no button', async ({
  context,
}) => {
  const { page, show, requests } = await openPageAlone(context, { boot: DEMO });
  const views: readonly View[] = [{ phase: 'idle' }, NOT_READY, DENIED];
  for (const view of views) {
    await show(view);
    await expect(another(page)).toBeVisible();
    await reader(page, '04A1B2C3');
  }
  await another(page).click();
  await reader(page, '5550123');
  const badge = 'access:present badge 04A1B2C3';
  expect(requests).toEqual([badge, badge, badge, 'session:cancel', 'access:present badge 5550123']);
  await expect(page.locator('main')).not.toContainText('5550123');
});

test('what a person types on the attract screen is no badge, and Enter still starts', async ({
  context,
}) => {
  const { page, show, requests } = await openPageAlone(context, { boot: DEMO });
  await show({ phase: 'idle' });
  await expect(page.getByRole('button', { name: 'Start' })).toBeFocused();
  await page.keyboard.type('482913', PERSON);
  await page.keyboard.press('Enter', PERSON);
  expect(requests).toEqual(['session:start']);
});

test('what came of it is said in words, aloud for screen readers, and leads back', async ({
  context,
}) => {
  const { page, show, requests } = await openPageAlone(context, { boot: KIOSK });
  await show(NOT_READY);
  await another(page).click();
  await show({ ...NOT_READY, access: { state: 'wait' } });
  await expect(page.getByRole('heading', { name: 'One moment' })).toBeVisible();
  const access: Access = { state: 'refused', reason: 'too-often', waitSeconds: 20 };
  await show({ ...NOT_READY, access });
  await expect(page.getByRole('alert')).toContainText('Wait 20 seconds');
  await key(page, 'Back').click();
  expect(requests.at(-1)).toBe('session:cancel');
  await show(NOT_READY);
  // Turned away, somebody may try again; let in, the next one begins at the start.
  await expect(title(page)).toBeVisible();
  await show({ ...NOT_READY, access: { state: 'granted' } });
  await expect(page.getByRole('alert')).toContainText('The door is open');
  await show(NOT_READY);
  await expect(another(page)).toBeVisible();
});

test('nobody there: it closes by itself, says so before, and a key begins its time anew', async ({
  context,
}) => {
  const { page, show } = await openPageAlone(context, { boot: KIOSK });
  await show(NOT_READY);
  await expect(another(page)).toBeVisible();
  await page.clock.install();
  await another(page).click();
  await page.clock.runFor(45_000);
  // The clock that was wound on goes on by itself as well.
  await expect(page.getByText(/^Back to the start in \d+ seconds?\.$/u)).toBeVisible();
  await page.keyboard.press('4');
  await page.clock.runFor(30_000);
  await expect(title(page)).toBeVisible();
  await page.clock.runFor(31_000);
  await expect(title(page)).toBeHidden();
});

/** What a reader does: keys a few milliseconds apart, then Enter. */
async function reader(page: Page, badge: string): Promise<void> {
  // Within the page, where a busy machine cannot stretch the pauses.
  await page.evaluate(
    (keys) => {
      for (const each of keys)
        (document.activeElement ?? document.body).dispatchEvent(
          new KeyboardEvent('keydown', { key: each, bubbles: true, cancelable: true }),
        );
    },
    [...badge.split(''), 'Enter'],
  );
}
