// The operator's console in a page: opened, set up and signed in to by keys, and looked at. Node.

import { expect, type Page } from '@playwright/test';
import { installAxe, violations } from './axe.ts';

const NAME = 'Ada Lovelace';
const PASSPHRASE = 'correct horse battery';
/** What waits for models, scrypt and a door. */
export const PATIENT = { timeout: 30_000 } as const;

export async function openConsole(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'For staff' })).toBeVisible(PATIENT);
  await page.keyboard.press('F2');
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused(PATIENT);
}

export async function createAdministrator(page: Page): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(NAME);
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('Passphrase again').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Create administrator' }).click();
  await page.getByRole('button', { name: 'Continue' }).waitFor(PATIENT);
}

/** By keys alone, where the sign-in is shown. */
export async function signIn(page: Page): Promise<void> {
  // A page that has just been loaded anew may still be waiting for the host to let the former one go.
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible(PATIENT);
  await page.keyboard.type(NAME);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Operator console' })).toBeVisible(PATIENT);
}

export const section = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation').getByRole('button', { name, exact: true }).click();

export async function expectNoBarrier(page: Page, where: string): Promise<void> {
  await installAxe(page);
  expect.soft(await violations(page), where).toEqual([]);
}
