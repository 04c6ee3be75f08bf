// Who is let in: a door that asks who it is turns the demo's subject away, an operator enrols them, and then it knows them.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { LogEntry } from '#electron/decision-log/decision-log.ts';
import { openOperators } from '#electron/operator/operators.ts';
import type { Appliance } from './support/appliance.ts';
import { installAxe, violations } from './support/axe.ts';
import { openKiosk } from './support/chromium.ts';
import { expect, test } from './support/test.ts';

const NAME = 'Ada Lovelace';
const PASSPHRASE = 'correct horse battery';
/** What waits for models, scrypt and a whole session. */
const PATIENT = { timeout: 60_000 } as const;

test('a stranger is turned away, enrolled with their consent, and let in by their name', async ({
  appliance: start,
  context,
}) => {
  test.setTimeout(240_000);
  const data = await mkdtemp(join(tmpdir(), 'gatelight-identity-'));
  try {
    await prepare(data);
    const appliance = await start({ data, args: ['--demo', '--no-browser'] });
    const page = await openKiosk(appliance, context);
    const tryAgain = () => page.getByRole('button', { name: 'Try again' }).click(PATIENT);
    const begin = () => page.getByRole('button', { name: 'Start', exact: true }).click(PATIENT);

    expect(await judged(appliance, tryAgain)).toMatchObject({
      outcome: 'bona-fide',
      decision: 'deny',
      reasons: ['complete', 'identity-unknown'],
      identity: { demand: 'one-to-many', refusal: 'identity-unknown', similarity: null },
    });
    await expect(page.getByText('You were not recognised here')).toBeVisible();
    expect(await page.locator('body').innerText()).not.toMatch(/0\.\d/u);
    expect(await appliance.pulses()).toEqual([]);

    await signIn(page);
    await page.getByRole('button', { name: 'Enrol people' }).click();
    await page.getByLabel('Name or number of the person').fill('grace-1906');
    await expectNoBarrier(page, 'who');
    await giveConsent(page);
    const enrolment = await judged(appliance, async () => {
      await page.getByRole('button', { name: 'Try again' }).click(PATIENT);
      await giveConsent(page);
    });
    expect(enrolment).toMatchObject({ decision: 'grant', reasons: ['complete'] });
    expect(enrolment).not.toHaveProperty('identity');
    await expect(page.getByText('grace-1906 is enrolled.')).toBeVisible(PATIENT);
    await expect(page.getByRole('row', { name: /grace-1906.*Ada Lovelace/u })).toBeVisible();
    await expectNoBarrier(page, 'enrolled');
    expect(await appliance.pulses()).toEqual([]);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await begin();
    const decision = await judged(appliance, tryAgain);
    expect(decision).toMatchObject({
      decision: 'grant',
      reasons: ['complete'],
      identity: { demand: 'one-to-many', refusal: null, margin: null },
      personal: { externalId: expect.stringMatching(/^[\da-f]{64}$/u) },
    });
    await expect(page.getByText('The door is open')).toBeVisible();
    expect((await appliance.pulses()).map(({ decisionId }) => decisionId)).toEqual([decision?.id]);
  } finally {
    await rm(data, { recursive: true, force: true });
  }
});

/** A door that asks who of all its subjects are, and an administrator whom it knows. */
async function prepare(data: string): Promise<void> {
  const settings = { require: 'one-to-many', collection: 'staff', retentionDays: 30 };
  const file = join(data, 'settings.json');
  await writeFile(file, JSON.stringify({ identity: settings }), { mode: 0o600 });
  const operators = await openOperators(data);
  await operators.add({ name: NAME, role: 'administrator' }, PASSPHRASE, async () => undefined);
}

/** The decision of the next session in which the subject could answer in time: this is not about how fast the machine is. */
async function judged(
  appliance: Appliance,
  again: () => Promise<void>,
): Promise<LogEntry | undefined> {
  for (let tries = 0; ; tries += 1) {
    const { decisionId } = await appliance.session();
    const entry = appliance.log().find(({ id }) => id === decisionId);
    if (entry?.outcome !== 'non-response' || tries === 2) return entry;
    await again();
  }
}

async function signIn(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'For staff' })).toBeVisible(PATIENT);
  await page.keyboard.press('F2');
  await page.getByLabel('Name', { exact: true }).fill(NAME);
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('navigation', { name: 'Operator console' })).toBeVisible(PATIENT);
}

async function giveConsent(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Ask for their consent' }).click();
  await expect(page.getByText('under the name grace-1906')).toBeVisible();
  await expectNoBarrier(page, 'consent');
  await page.getByRole('button', { name: 'I agree', exact: true }).click();
}

async function expectNoBarrier(page: Page, where: string): Promise<void> {
  await installAxe(page);
  expect.soft(await violations(page), where).toEqual([]);
}
