// The operator's console on a real kiosk: set up, signed in by keys alone, its log, its settings, its door.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createAdministrator,
  expectNoBarrier,
  openConsole,
  PATIENT,
  signIn,
} from './support/console-page.ts';
import { expect, test } from './support/test.ts';

test('a stranger sets the kiosk up, and the door they try is logged under their name', async ({
  demo,
}) => {
  const { appliance, page } = await demo();
  await openConsole(page);
  await expectNoBarrier(page, 'set-up');
  await createAdministrator(page);

  await expect(page.getByRole('heading', { name: 'Camera', exact: true })).toBeVisible(PATIENT);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'What the kiosk sees' })).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Test pulse' }).click();
  await expect(page.getByText('Door opened')).toBeVisible(PATIENT);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByLabel('Language of the kiosk')).toHaveValue('en');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Start the kiosk' }).click();

  await expect(page.getByRole('navigation')).toHaveCount(0);
  expect(await appliance.pulses()).toHaveLength(1);
});

test('an administrator signs in by keys alone, reads the log, changes the settings and releases the door', async ({
  demo,
}) => {
  const { appliance, page } = await demo();
  // The demo's own visitor comes first, so that there is a decision to read.
  const { decisionId } = await appliance.session();
  await openConsole(page);
  await createAdministrator(page);
  await page.reload();

  // By keys alone: the chord, two fields, Enter.
  await openConsole(page);
  await expectNoBarrier(page, 'sign-in');
  await signIn(page);
  await page.getByRole('button', { name: 'Decisions' }).click();
  const details = page.getByRole('button', { name: `Details of ${decisionId}` });
  await expect(details).toBeVisible(PATIENT);
  // The chart counts what the table lists.
  await expect(page.getByRole('figure').first()).toContainText('Bona fide 1');
  await expectNoBarrier(page, 'decisions');
  await details.click();
  await expect(page.getByRole('dialog').getByText('Every step was passed')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Settings' }).click();
  const pulse = page.getByLabel('Pulse', { exact: true });
  await pulse.fill('50');
  await page.getByRole('button', { name: 'Preview changes' }).click();
  await expect(pulse).toHaveAttribute('aria-invalid', 'true');
  await expectNoBarrier(page, 'settings');
  await pulse.fill('4000');
  await page.getByRole('button', { name: 'Preview changes' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save and apply' }).click();
  await expect(page.getByText('The kiosk runs with the new settings')).toBeVisible(PATIENT);
  const written: unknown = JSON.parse(
    await readFile(join(appliance.data, 'settings.json'), 'utf8'),
  );
  expect(written).toMatchObject({ door: { pulseMs: 4000 } });

  const before = (await appliance.pulses()).length;
  await page.getByRole('button', { name: 'Release the door' }).click();
  const question = page.getByRole('dialog');
  const release = question.getByRole('button', { name: 'Release now' });
  await expect(release).toBeDisabled();
  await expectNoBarrier(page, 'release');
  await question.getByLabel('Reason').fill('A delivery');
  await release.click();
  await expect(question.getByText('Door opened')).toBeVisible(PATIENT);
  expect(await appliance.pulses()).toHaveLength(before + 1);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Decisions' }).click();
  await expect(
    page.getByRole('row', { name: /Released by an operator.*A delivery.*by Ada/u }),
  ).toBeVisible(PATIENT);
  await expect(page.getByRole('row', { name: /Settings changed.*door\.pulseMs/u })).toBeVisible();
  await page.getByRole('button', { name: 'Verify the log' }).click();
  await expect(page.getByText('Nothing was changed')).toBeVisible(PATIENT);
});
