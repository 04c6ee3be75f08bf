// The page at `/` of a served API, in the real browser: a picture by each contract, and a session with the browser's camera.

import { mkdir } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { assetPath, stillsIn } from './support/assets.ts';
import { launchChromium } from './support/chromium.ts';
import { fakeCamera } from './support/fake-camera.ts';
import { serve, type Served } from './support/served.ts';
import { expect, test } from './support/test.ts';

let served: Served;
test.beforeAll(async () => {
  served = await serve(1);
});
test.afterAll(() => served[Symbol.asyncDispose]());

const BONA_FIDE = 'samples/bona-fide/webcam-desk-2.jpg';

async function open(page: Page): Promise<void> {
  await page.goto(served.origin);
  await page.getByLabel('Key').fill(served.key);
}

const drop = (page: Page, file: string): Promise<void> =>
  page.locator('input[type=file]').setInputFiles(file);

test('a picture is judged by each contract, and the request is shown without the key', async ({
  context,
}) => {
  const page = await context.newPage();
  await open(page);
  await drop(page, await assetPath(BONA_FIDE));
  const verdict = page.locator('#verdict');
  await expect(verdict).toHaveText(/^Live, score 0\.\d+$/u);
  for (const contract of ['check.json: rejection reasons', 'Physical access: capture errors']) {
    await page.getByLabel('Contract').selectOption(contract);
    await expect(verdict).toHaveText(/^Live, score 0\.\d+$/u);
  }
  const [print = ''] = await stillsIn('samples/attack/print');
  await page.getByLabel('Contract').selectOption('check.json: rejection reasons');
  await drop(page, print);
  await expect(verdict).toHaveText(/^Rejected: spoof/u);
  await expect(page.locator('#request')).toContainText('curl http://127.0.0.1');
  await expect(page.locator('body')).not.toContainText(served.key);
});

test('without a key the page says what to do', async ({ context }) => {
  const page = await context.newPage();
  await page.goto(served.origin);
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.locator('#verdict')).toHaveText(/Paste the key/u);
});

test('a session runs with the browser’s camera, which is off afterwards', async ({
  playwright,
}, testInfo) => {
  const folder = testInfo.outputPath('camera');
  await mkdir(folder, { recursive: true });
  const camera = await fakeCamera(BONA_FIDE, folder);
  await using browser = await launchChromium(playwright, camera);
  const context = await browser.newContext({ permissions: ['camera'] });
  const page = await context.newPage();
  const offences: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') offences.push(message.text());
  });
  await open(page);
  await page.getByRole('button', { name: 'Start' }).click();
  // A still picture answers no prompt.
  await expect(page.locator('#prompt')).toHaveText('Not confirmed as live', { timeout: 60_000 });
  await expect(page.locator('#messages')).toContainText('"type":"final_result","label":"FAKE"');
  await expect(page.getByRole('button', { name: 'Start' })).toBeEnabled();
  expect(
    await page
      .locator('video')
      .evaluate((video) => 'srcObject' in video && video.srcObject === null),
  ).toBe(true);
  expect(offences).toEqual([]);
});
