// No wait without an end: a page whose host does not answer, or is never ready, says what to do and goes on waiting.

import { openPageAlone } from './support/page-alone.ts';
import { expect, test } from './support/test.ts';

const DEMO = { demo: true, locale: 'en' } as const;
const NOT_AVAILABLE = 'This entrance is not available right now';

test.beforeEach(({ context }) => context.clock.install());

test('a page that cannot ask what kiosk it is says so in the machine’s language, and starts once it can', async ({
  browser,
}) => {
  await using context = await browser.newContext({ locale: 'de-DE' });
  await context.clock.install();
  const { page, show } = await openPageAlone(context, { boot: DEMO, missing: '**/boot.json' });
  await page.clock.runFor(11_000);
  await expect(page.getByText('Dieser Eingang ist gerade nicht verfügbar')).toBeVisible();
  await expect(page.getByText('host-unreachable')).toBeVisible();
  await context.unroute('**/boot.json');
  await show({ phase: 'idle' });
  await expect(async () => {
    await page.clock.runFor(10_000);
    await expect(page.getByText('Welcome')).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 30_000 });
});

test('a host that never says a word is named after ten seconds, and heard whenever it speaks', async ({
  context,
}) => {
  const { page, show } = await openPageAlone(context, { boot: DEMO });
  await expect(page.getByText('Getting ready')).toBeVisible();
  await page.clock.runFor(11_000);
  await expect(page.getByText(NOT_AVAILABLE)).toBeVisible();
  await expect(page.getByText('host-unreachable')).toBeVisible();
  await show({ phase: 'idle' });
  await expect(page.getByText('Welcome')).toBeVisible();
});

test('a kiosk that is never ready offers the other way in after a minute, and its own when it is', async ({
  context,
}) => {
  const { page, show } = await openPageAlone(context, { boot: DEMO });
  await show({ phase: 'starting' });
  await expect(page.getByText('Getting ready')).toBeVisible();
  await page.clock.runFor(61_000);
  await expect(page.getByText(NOT_AVAILABLE)).toBeVisible();
  await expect(page.getByText('starting-late')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Another way in' })).toBeVisible();
  await show({ phase: 'idle' });
  await expect(page.getByText('Welcome')).toBeVisible();
});
