// The fixtures of the kiosk's specs: one browser for all, an appliance and a page for each. Node.

import { test as base, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { startAppliance, type Appliance, type ApplianceOptions } from './appliance.ts';
import { launchChromium, openKiosk } from './chromium.ts';

interface Fixtures {
  /** A context that nothing is remembered from. */
  readonly context: BrowserContext;
  readonly appliance: (options: ApplianceOptions) => Promise<Appliance>;
  /** A demo kiosk and its page; the window is Playwright's. */
  readonly demo: (...args: readonly string[]) => Promise<{ appliance: Appliance; page: Page }>;
}

interface WorkerFixtures {
  readonly browser: Browser;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  browser: [
    async ({ playwright }, provide) => {
      const browser = await launchChromium(playwright);
      await provide(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ browser }, provide) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await provide(context);
    await context.close();
  },
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from this pattern that no other fixture is needed
  appliance: async ({}, provide) => {
    const running: Appliance[] = [];
    await provide(async (options) => {
      const appliance = await startAppliance(options);
      running.push(appliance);
      return appliance;
    });
    for (const appliance of running.toReversed()) await appliance[Symbol.asyncDispose]();
  },
  demo: async ({ appliance, context }, provide) => {
    await provide(async (...args) => {
      const kiosk = await appliance({ args: ['--demo', '--no-browser', ...args] });
      return { appliance: kiosk, page: await openKiosk(kiosk, context) };
    });
  },
});

export { expect } from '@playwright/test';
