// Looks at the words of a page as they are painted: what is cut off, out of the screen, or over other words. Node.

import type { Page } from '@playwright/test';

/** One line for each fault; none when all that is written can be read. */
export function faultsOfText(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    /** Lines of glyphs may touch; a share of a line that is hidden may not. */
    const TOUCH = 3;
    const seen: { readonly words: string; readonly box: DOMRect; readonly parent: Element }[] = [];
    const faults: string[] = [];
    const isOver = (a: DOMRect, b: DOMRect, by: number): boolean =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > by &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > by;
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
        if (parent !== other.parent && isOver(box, other.box, TOUCH))
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
    // A finger must not hit two things, nor cover what it would read.
    const buttons = [...document.querySelectorAll('button')].map((parent) => ({
      words: parent.textContent || parent.className,
      box: parent.getBoundingClientRect(),
      parent,
    }));
    for (const [index, { words, box, parent }] of buttons.entries()) {
      for (const other of [...seen, ...buttons.slice(index + 1)]) {
        if (isOver(box, other.box, 1) && !parent.contains(other.parent))
          faults.push(`over each other: ${words} | ${other.words}`);
      }
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
      const isHidden = width === 0 && height === 0;
      return isHidden || (width >= 48 && height >= 48)
        ? []
        : [`${button.textContent} ${width}×${height}`];
    }),
  );
}

/** Elements that reach out of the screen. */
export function outsideOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('#app *')].flatMap((element) => {
      const { left, top, right, bottom, width } = element.getBoundingClientRect();
      const isInside =
        left >= -1 && top >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
      // The preview is cut by its oval on purpose.
      const isMeant = width === 0 || element.closest('.mirror__picture') !== null;
      return isInside || isMeant ? [] : [`${element.tagName} ${element.getAttribute('class')}`];
    }),
  );
}
