// The kiosk in its six languages: chosen by the subject, whole on each screen, read from the right where it must be, and
// with every left and right where the subject's own are. Pictures, with GATELIGHT_PICTURES=1, go to dist/test/languages/.

import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { LOCALES, type Locale } from '#core/protocol/index.ts';
import { directionOf, stringsFor } from '#renderer/strings/locales.ts';
import { active, bringUp, everyScreen, MANY_SCREENS_MS, SIZES } from './support/every-screen.ts';
import { openPageAlone, type PageAlone } from './support/page-alone.ts';
import { expect, test } from './support/test.ts';
import { faultsOfText, smallTargets } from './support/text-boxes.ts';

const SHOTS = join(import.meta.dirname, '../dist/test/languages');
const TAKES_PICTURES = process.env['GATELIGHT_PICTURES'] === '1';
const DEMO = { demo: true, locale: 'en' } as const;

test('every screen can be read in every language, at each size', async ({ context }) => {
  test.setTimeout(MANY_SCREENS_MS);
  await context.clock.install();
  const alone = await openPageAlone(context, { boot: DEMO });
  const { page, complaints } = alone;
  for (const locale of LOCALES) {
    await alone.show({ phase: 'idle' });
    await choose(page, locale);
    for (const screen of everyScreen(locale)) {
      await bringUp(alone, screen);
      await expect(page.getByRole('heading', { name: screen.words, exact: true })).toBeVisible();
      for (const size of SIZES) {
        await page.setViewportSize(size);
        const name = `${size.width}x${size.height}-${locale}-${screen.name}`;
        expect.soft(await faultsOfText(page), name).toEqual([]);
        expect.soft(await smallTargets(page), name).toEqual([]);
        if (TAKES_PICTURES) await page.screenshot({ path: join(SHOTS, `${name}.png`) });
      }
    }
  }
  expect(complaints).toEqual([]);
});

test('the document says which language it is in, and its letters come with the page', async ({
  context,
}) => {
  const { page, show, complaints } = await openPageAlone(context, { boot: DEMO });
  await show({ phase: 'idle' });
  for (const locale of LOCALES) {
    await choose(page, locale);
    await expect(page.locator('html')).toHaveAttribute('lang', locale);
    await expect(page.locator('html')).toHaveAttribute('dir', directionOf(locale));
  }
  await page.evaluate(() => document.fonts.ready);
  const families = await page.evaluate(() =>
    [...document.fonts].flatMap(({ family, status }) => (status === 'loaded' ? [family] : [])),
  );
  expect(new Set(families.map((family) => family.replaceAll(/["']/gu, '')))).toEqual(
    new Set(['Inter Variable', 'Noto Sans Arabic Variable', 'Noto Sans SC']),
  );
  expect(complaints).toEqual([]);
});

test('a language is chosen with the keyboard alone, and the start is still one key away', async ({
  context,
}) => {
  const { page, show, requests } = await openPageAlone(context, { boot: DEMO });
  await show({ phase: 'idle' });
  const german = page.getByRole('button', { name: 'Deutsch' });
  for (let tabs = 0; tabs < 30; tabs += 1) {
    if (await german.evaluate((button) => button === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(stringsFor('de').idle.title);
  await expect(german).toHaveAttribute('aria-pressed', 'true');
  expect(requests).toEqual([]);
  await page.getByRole('button', { name: stringsFor('de').idle.start }).focus();
  await page.keyboard.press('Enter');
  expect(requests).toEqual(['session:start']);
});

test('the next person finds the language of the site', async ({ context }) => {
  await context.clock.install();
  const { page, show } = await openPageAlone(context, { boot: { demo: true, locale: 'fr' } });
  const html = page.locator('html');
  await show({ phase: 'idle' });
  await expect(html).toHaveAttribute('lang', 'fr');
  await choose(page, 'ar');
  await show({ phase: 'concluded', result: 'granted', advice: null });
  await expect(html).toHaveAttribute('dir', 'rtl');
  await show({ phase: 'idle' });
  await expect(html).toHaveAttribute('lang', 'fr');
  await expect(html).toHaveAttribute('dir', 'ltr');

  await choose(page, 'zh-Hans');
  await page.clock.runFor(29_000);
  await expect(html).toHaveAttribute('lang', 'zh-Hans');
  await page.clock.runFor(2000);
  await expect(html).toHaveAttribute('lang', 'fr');
});

for (const locale of ['en', 'ar'] as const) {
  test(`in ${locale} left and right are those of the subject’s own body`, async ({ context }) => {
    const { page, show } = await openPageAlone(context, { boot: { demo: true, locale } });
    await show(active('LOOK LEFT'));
    await expect(page.locator('html')).toHaveAttribute('dir', directionOf(locale));
    for (const [action, side] of [
      ['LOOK LEFT', -1],
      ['LOOK RIGHT', 1],
    ] as const) {
      await show(active(action));
      await expect(page.getByRole('heading')).toHaveText(
        stringsFor(locale).capture.actions[action],
      );
      expect(await sideOf(page, '.chevrons', '.mirror'), action).toBe(side);
      expect(await sideOf(page, '.rim__side', '.mirror'), action).toBe(side);
      // The figure as well, at the end of its motion: where it rests without any.
      await page.emulateMedia({ reducedMotion: 'reduce' });
      expect(await sideOf(page, '.figure__nose', '.figure__skull'), action).toBe(side);
    }
    const mirrored = await page
      .locator('video')
      .evaluate((video) => new DOMMatrix(getComputedStyle(video).transform).a);
    expect(mirrored).toBeLessThan(0);
  });
}

test('a screen that is read from the right begins at the right', async ({ context }) => {
  const { page, show } = await openPageAlone(context, { boot: DEMO });
  const brand = async (): Promise<number> => (await centre(page, '.frame__brand')) / 1280;
  await show({ phase: 'idle' });
  expect(await brand()).toBeLessThan(0.2);
  await choose(page, 'ar');
  expect(await brand()).toBeGreaterThan(0.8);
  await show(active('BLINK'));
  await expect(page.getByRole('heading')).toHaveText(stringsFor('ar').capture.actions.BLINK);
  expect(await sideOf(page, '.prompt', '.mirror')).toBe(-1);
});

async function choose(page: PageAlone['page'], locale: Locale): Promise<void> {
  await page.getByRole('button', { name: stringsFor(locale).languages.own, exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', locale);
}

/** On which side of another thing's middle one lies: −1 is left, 1 right. */
async function sideOf(page: Page, thing: string, other: string): Promise<number> {
  const by = (await centre(page, thing)) - (await centre(page, other));
  return Math.abs(by) < 1 ? 0 : Math.sign(by);
}

async function centre(page: Page, selector: string): Promise<number> {
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`${selector} is not on the screen`);
  return box.x + box.width / 2;
}
