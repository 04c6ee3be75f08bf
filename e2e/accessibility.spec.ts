// The kiosk for people who see, hear, move or read differently: axe-core on every screen, the voice or the tones that are
// heard, colours that the system sets, and roles that a screen reader can use.

import type { Page } from '@playwright/test';
import { stringsFor } from '#renderer/strings/locales.ts';
import { installAxe, violations } from './support/axe.ts';
import { active, bringUp, everyScreen, MANY_SCREENS_MS, SIZES } from './support/every-screen.ts';
import { heard, hearTones, installVoices, spoken } from './support/heard.ts';
import { openPageAlone } from './support/page-alone.ts';
import { expect, test } from './support/test.ts';

const DWELL_MS = 1000;

/** Where the words run the other way, only on the smallest, which has least room for them. */
for (const [locale, sizes] of [
  ['en', SIZES],
  ['ar', SIZES.slice(-1)],
] as const) {
  test(`axe finds no violation on any screen in ${locale}`, async ({ context }) => {
    test.setTimeout(MANY_SCREENS_MS);
    await context.clock.install();
    const alone = await openPageAlone(context, { boot: { demo: true, locale } });
    const { page } = alone;
    await installAxe(page);
    for (const screen of everyScreen(locale)) {
      const { name, words, press } = screen;
      await bringUp(alone, screen);
      await expect(page.getByRole('heading', { name: words, exact: true })).toBeVisible();
      await expect.soft(page.getByRole('heading', { level: 1 }), name).toHaveCount(1);
      await expect.soft(page.getByRole('main'), name).toHaveCount(1);
      expect.soft(await readTwice(page), name).toEqual([]);
      // What the main side shows is read by itself; whoever went there is taken along by the focus.
      expect.soft(press === undefined ? await isRead(page) : await hasFocus(page), name).toBe(true);
      for (const size of sizes) {
        await page.setViewportSize(size);
        expect.soft(await violations(page), `${name} at ${size.width}`).toEqual([]);
      }
    }
  });
}

test('a local voice of the language says each prompt once, and a remote one never', async ({
  context,
}) => {
  await context.clock.install();
  await installVoices(context, [
    { lang: 'de-DE', localService: false },
    { lang: 'en-GB', localService: true },
    { lang: 'ar_EG', localService: true },
  ]);
  const { page, show } = await openPageAlone(context, { boot: { demo: true, locale: 'en' } });
  const says = async (view: Parameters<typeof show>[0]): Promise<void> => {
    await show(view);
    await page.clock.runFor(DWELL_MS);
  };
  await says({ phase: 'idle' });
  expect(await spoken(page)).toEqual([]);
  await says(active('LOOK LEFT'));
  await says({ ...active('LOOK LEFT'), hint: 'TOO_DARK' });
  await says({ ...active('LOOK LEFT'), hint: 'TOO_DARK' });
  await says({ phase: 'concluded', result: 'granted', advice: null });
  const { capture, hints, concluded } = stringsFor('en');
  expect(await spoken(page)).toEqual([
    ['en-GB', capture.actions['LOOK LEFT']],
    ['en-GB', hints.TOO_DARK],
    ['en-GB', `${concluded.titles.granted}. ${concluded.texts.granted}`],
  ]);
  await says({ phase: 'idle' });
  await page.getByRole('button', { name: 'العربية' }).click();
  await says(active('SMILE'));
  expect((await spoken(page)).at(-1)).toEqual(['ar_EG', stringsFor('ar').capture.actions.SMILE]);
  const before = (await spoken(page)).length;
  await says({ phase: 'idle' });
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await says(active('BLINK'));
  expect(await spoken(page), 'the only German voice is a remote one').toHaveLength(before);
});

test('without a voice a turn sounds in the ear of its own side, and the switch silences it', async ({
  context,
}) => {
  await hearTones(context);
  const { page, show } = await openPageAlone(context, { boot: { demo: true, locale: 'en' } });
  const hears = (left: boolean, right: boolean): Promise<void> =>
    expect.poll(() => heard(page), { intervals: [50], timeout: 3000 }).toEqual({ left, right });
  await show({ phase: 'idle' });
  await page.getByRole('button', { name: 'English' }).click();
  for (const [action, left, right] of [
    ['LOOK LEFT', true, false],
    ['LOOK RIGHT', false, true],
  ] as const) {
    // Again for the next person, where the machine was too busy to listen.
    await expect(async () => {
      await show({ phase: 'idle' });
      await hears(false, false);
      await show(active(action));
      await hears(left, right);
    }, action).toPass({ timeout: 30_000 });
  }
  await hears(false, false);
  const sound = page.getByRole('button', { name: 'Sound' });
  await expect(sound).toHaveAttribute('aria-pressed', 'true');
  await sound.click();
  await expect(sound).toHaveAttribute('aria-pressed', 'false');
  await show(active('LOOK LEFT'));
  await page.waitForTimeout(400);
  expect(await heard(page)).toEqual({ left: false, right: false });
});

test('a kiosk that the operator has silenced offers no switch', async ({ context }) => {
  const boot = { demo: true, locale: 'en', speech: 'off' } as const;
  const { page, show } = await openPageAlone(context, { boot });
  await show({ phase: 'idle' });
  await expect(page.getByRole('button', { name: 'English' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sound' })).toHaveCount(0);
});

test('where the system sets the colours, the chosen language and the way of a turn still show', async ({
  context,
}) => {
  const { page, show } = await openPageAlone(context, { boot: { demo: true, locale: 'en' } });
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await show({ phase: 'idle' });
  const [chosen, other] = [colours(page, 'English'), colours(page, 'Deutsch')];
  expect(await chosen).not.toEqual(await other);
  await show(active('LOOK LEFT'));
  const arrow = page.locator('.chevrons__line').first();
  await expect(arrow).toBeVisible();
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await arrow.evaluate((line) => getComputedStyle(line).stroke)).not.toBe(ground);
});

const LIVE = '[aria-live], [role=status], [role=alert]';

const isRead = (page: Page): Promise<boolean> =>
  page.locator(LIVE).evaluateAll((regions) => regions.some((each) => each.textContent !== ''));

const hasFocus = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.querySelector('#app :focus') !== null);

/** What a screen reader would be given twice. */
function readTwice(page: Page): Promise<readonly string[]> {
  return page.locator(LIVE).evaluateAll((regions) => {
    const read = regions.map(({ textContent }) => textContent).filter((words) => words !== '');
    return read.filter((words, i) => read.indexOf(words) !== i);
  });
}

function colours(page: Page, name: string): Promise<readonly string[]> {
  return page.getByRole('button', { name, exact: true }).evaluate((button) => {
    const { color, backgroundColor } = getComputedStyle(button);
    return [color, backgroundColor];
  });
}
