// An operator's work at a real kiosk: a check that they watch and decide, the log taken out, badges, recordings for a
// calibration, letters to touch; and each section at the three sizes. Pictures, with GATELIGHT_PICTURES=1: dist/screens/.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Appliance } from './support/appliance.ts';
import {
  createAdministrator,
  expectNoBarrier,
  openConsole,
  PATIENT,
  section,
  signIn,
} from './support/console-page.ts';
import { SIZES } from './support/every-screen.ts';
import { expect, test } from './support/test.ts';
import { smallTargets } from './support/text-boxes.ts';

const SHOTS = join(import.meta.dirname, '../dist/screens');
const TAKES_PICTURES = process.env['GATELIGHT_PICTURES'] === '1';
/** A session, a recording, and a machine that has other work. */
const SLOWLY = { timeout: 90_000 } as const;

test('an operator watches and decides a check, takes the log out, and looks after badges and recordings', async ({
  demo,
}) => {
  test.setTimeout(600_000);
  const { appliance, page } = await demo('--seed', '2');
  await openConsole(page);
  await createAdministrator(page);
  await page.reload();
  await openConsole(page);
  await test.step('letters come with a field that is touched', () => touchesLetters(page));
  await signIn(page);
  await test.step('an assisted check', () => assists(page, appliance));
  await test.step('exports', () => exports(page));
  await test.step('badges and PINs', () => looksAfterBadges(page));
  await test.step('recordings', () => records(page));
  await test.step('each section at each size', () => looksAround(page));
});

async function touchesLetters(page: Page): Promise<void> {
  const name = page.getByLabel('Name', { exact: true });
  const letters = page.locator('.keyboard');
  await expect(letters).toBeHidden();
  await name.dispatchEvent('pointerdown', { pointerType: 'touch', bubbles: true });
  await expect(letters).toBeVisible();
  const touch = (key: string): Promise<void> =>
    letters.getByRole('button', { name: key, exact: true }).dispatchEvent('pointerdown');
  for (const key of ['Shift', 'A', 'd', 'b', 'Erase', 'a']) await touch(key);
  await expect(name).toHaveValue('Ada');
  await expectNoBarrier(page, 'letters');
  await touch('Done');
  await expect(letters).toBeHidden();
  await name.fill('');
  await name.focus();
}

async function assists(page: Page, appliance: Appliance): Promise<void> {
  const before = (await appliance.pulses()).length;
  await section(page, 'Assisted check');
  await page.getByRole('button', { name: 'Start the check' }).click();
  await expect(page.getByRole('heading', { name: 'The check is running' })).toBeVisible(SLOWLY);
  await expect(page.getByRole('heading', { name: 'Your decision' })).toBeVisible(SLOWLY);
  expect(await appliance.pulses(), 'its grant moves nothing').toHaveLength(before);
  const letIn = page.getByRole('button', { name: 'Let in', exact: true });
  await expect(letIn).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Do not let in' })).toBeDisabled();
  await expectNoBarrier(page, 'decide');
  await page.getByRole('button', { name: 'Known to staff' }).click();
  await letIn.click();
  await expect(page.getByText('You let the person in.')).toBeVisible(PATIENT);
  const pulses = await appliance.pulses();
  expect(pulses).toHaveLength(before + 1);
  // It moved on the operator's word, which is an entry of its own.
  expect(appliance.log().map(({ id }) => id)).not.toContain(pulses.at(-1)?.decisionId);
}

async function exports(page: Page): Promise<void> {
  await section(page, 'Decisions');
  const exported = async (button: string): Promise<readonly string[]> => {
    await page.getByRole('button', { name: button }).click();
    const told = page.getByRole('dialog').getByText('written to');
    await expect(told).toBeVisible(PATIENT);
    const [, path = ''] = (await told.innerText()).split('written to ');
    await page.keyboard.press('Escape');
    return (await readFile(path, 'utf8')).trimEnd().split(/\r?\n/u);
  };
  const [header = '', ...rows] = await exported('Export CSV');
  const lines = await exported('Export JSON lines');
  expect(header).toMatch(/^sequence,at,kind,/u);
  expect(rows.length).toBeGreaterThan(0);
  expect(lines.map((line): unknown => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ kind: 'decision', host: 'demo' }),
  );
}

async function looksAfterBadges(page: Page): Promise<void> {
  await section(page, 'People');
  const panel = page.getByRole('region', { name: 'Badges and PINs', exact: true });
  const row = panel.getByRole('row', { name: /Ben/u });
  await panel.getByLabel('Name', { exact: true }).fill('Ben');
  await panel.getByLabel('Digits of the PIN').fill('482913');
  await panel.getByLabel('Opens until').fill('2099-12-31T18:00');
  await panel.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(row).toContainText('2099-12-31', PATIENT);
  await row.getByRole('button', { name: 'Disable' }).click();
  await expect(row).toContainText('disabled', PATIENT);
  await row.getByRole('button', { name: 'Enable' }).click();
  await row.getByRole('button', { name: 'End…' }).click();
  const dialog = page.getByRole('dialog');
  await expectNoBarrier(page, 'end of a badge');
  await dialog.getByLabel('Opens until').fill('');
  await dialog.getByRole('button', { name: 'Set', exact: true }).click();
  await expect(row).toContainText('without an end', PATIENT);
}

async function records(page: Page): Promise<void> {
  await section(page, 'Calibration');
  const fit = page.getByRole('button', { name: 'Fit to this camera' });
  await expect(fit).toBeDisabled();
  await page.getByRole('button', { name: 'Record one presentation' }).click();
  await expect(page.getByText('1 of 20')).toBeVisible(SLOWLY);
  await fit.click();
  await expect(page.getByText('20 of each are needed').first()).toBeVisible(PATIENT);
  await expect(page.getByText('Not fitted')).toBeVisible();
  await page.getByRole('button', { name: 'Discard the recordings' }).click();
  await expect(fit).toBeDisabled(PATIENT);
}

const SECTIONS = [
  'Live',
  'Assisted check',
  'Enrol people',
  'Decisions',
  'Camera and light',
  'Calibration',
  'People',
  'Settings',
] as const;

async function looksAround(page: Page): Promise<void> {
  for (const name of SECTIONS) {
    await section(page, name);
    await expect(page.getByText('Loading…')).toHaveCount(0, PATIENT);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      const where = `${size.width}x${size.height}-console-${name.toLowerCase().replaceAll(' ', '-')}`;
      // The smallest has every rule to fear that another has.
      if (size === SIZES.at(-1)) await expectNoBarrier(page, where);
      expect.soft(await smallTargets(page), where).toEqual([]);
      expect.soft(await tooWide(page), where).toBe(false);
      if (TAKES_PICTURES) await page.screenshot({ path: join(SHOTS, `${where}.png`) });
    }
  }
}

/** A section may be longer than the screen, never wider. */
const tooWide = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const main = document.querySelector('main');
    return main === null || main.scrollWidth > main.clientWidth + 1;
  });
