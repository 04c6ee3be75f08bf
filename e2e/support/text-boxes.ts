// Looks at the words of a page as they are painted: what is cut off, out of the screen, or over other words. Node.

import type { Page } from '@playwright/test';

/** One line for each fault; none when all that is written can be read. */
export function faultsOfText(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    /** Lines of glyphs may touch; a share of a line that is hidden may not. */
    const TOUCH = 3;
    const seen: { readonly words: string; readonly box: DOMRect; readonly parent: Element }[] = [];
    const faults: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const words = node.textContent?.trim() ?? '';
      const parent = node.parentElement;
      if (words === '' || parent === null || parent.closest('.visually-hidden')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (box.width === 0) continue;
      const inside =
        box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
      if (!inside) faults.push(`out of the screen: ${words}`);
      for (let holder: Element | null = parent; holder !== null; holder = holder.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(holder);
        const isCut =
          (overflowX !== 'visible' && holder.scrollWidth > holder.clientWidth + 1) ||
          (overflowY !== 'visible' && holder.scrollHeight > holder.clientHeight + 1);
        if (isCut && holder !== document.body) faults.push(`cut: ${words}`);
      }
      // A word that is longer than its line sticks out of its box.
      if (parent.clientWidth > 0 && parent.scrollWidth > parent.clientWidth + 1)
        faults.push(`wider than its box: ${words}`);
      for (const other of seen) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (parent !== other.parent && across > TOUCH && down > TOUCH)
          faults.push(`over each other: ${words} | ${other.words}`);
      }
      seen.push({ words, box, parent });
    }
    // What is drawn between the words may not slide under the buttons below them either.
    const foot = document.querySelector('footer')?.getBoundingClientRect().top ?? innerHeight;
    for (const part of document.querySelectorAll('main *:not(:has(*))')) {
      const { bottom, width } = part.getBoundingClientRect();
      if (width > 0 && bottom > foot + 1 && part.closest('.mirror') === null)
        faults.push(`over the foot: ${part.tagName} ${part.getAttribute('class')}`);
    }
    if (seen.length === 0) faults.push('there is nothing to read');
    return faults;
  });
}

/** Buttons that a finger may miss: below 48 pixels in one direction. */
export function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button')].flatMap((button) => {
      const { width, height } = button.getBoundingClientRect();
      return width >= 48 && height >= 48 ? [] : [`${button.textContent} ${width}×${height}`];
    }),
  );
}
