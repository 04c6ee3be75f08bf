// What the main side says during a session, for specs that look at it closely; and a demo subject who has come. Node.

import { expect, type Page } from '@playwright/test';
import type { View } from './every-screen.ts';
import type { PageAlone } from './page-alone.ts';

type Challenge = Extract<View, { phase: 'active' }>['challenge'];

/** An open prompt, halfway through. */
export const showing = (action: Challenge['action'], passed: number) =>
  ({
    phase: 'active' as const,
    hint: null,
    challenge: { action, progress: 0.5, passed, total: 2, timeLeft: 0.7 },
  }) satisfies View;

/** Waits until the demo camera's subject is seen in the mirror. */
export async function standBeforeCamera(page: Page, show: PageAlone['show']): Promise<void> {
  await show({ phase: 'positioning', hint: null, progress: 0 });
  await expect(page.getByText('Good. Stay like this')).toBeVisible({ timeout: 30_000 });
}
