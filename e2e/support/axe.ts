// Runs axe-core inside a page, in place of its Playwright wrapper, which sends a megabyte into the page for every look. Node.

import type { Page } from '@playwright/test';
import axeCore from 'axe-core';

/** WCAG up to 2.2 AA, and what axe itself holds to be good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

declare global {
  var axe: Pick<typeof axeCore, 'run'>;
}

/** Once for each page. */
export const installAxe = (page: Page): Promise<unknown> => page.evaluate(axeCore.source);

/** One line for each rule that what is shown now breaks. */
export const violations = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async (values) => {
    const options = {
      runOnly: { type: 'tag' as const, values },
      resultTypes: ['violations' as const],
    };
    const found = await globalThis.axe.run(document, options);
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }, RULES);
