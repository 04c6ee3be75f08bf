// The system's Chromium under Playwright, started as quietly as the appliance's own. Node.

import type { Browser, BrowserContext, BrowserType, Page } from '@playwright/test';
import { pathToFileURL } from 'node:url';
import { findChromium } from '#electron/appliance/chromium.ts';
import type { Appliance } from './appliance.ts';

const QUIET = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const;

export function launchChromium(
  { chromium }: { readonly chromium: BrowserType },
  args: readonly string[] = [],
): Promise<Browser> {
  const executablePath = findChromium(process.env);
  if (executablePath === null) throw new Error('no Chromium: apt-get install chromium');
  return chromium.launch({ executablePath, args: [...QUIET, ...args] });
}

/** Opens the kiosk's page the way its own window does: through the launcher file that only this user can read. */
export async function openKiosk(appliance: Appliance, context: BrowserContext): Promise<Page> {
  const line = await appliance.line(/^launcher: /u);
  const page = await context.newPage();
  await page.goto(pathToFileURL(line.replace('launcher: ', '')).href);
  await page.waitForURL(/^http:\/\/127\.0\.0\.1:\d+\/$/u);
  return page;
}
