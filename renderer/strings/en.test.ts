import { expect, test } from 'vitest';
import { CAPTURE_ISSUES } from '#core/quality/index.ts';
import { en } from './en.ts';

test.each(CAPTURE_ISSUES)('%s has a hint that fits one line of the screen', (issue) => {
  expect(en.hints[issue].length).toBeGreaterThan(5);
  expect(en.hints[issue].length).toBeLessThanOrEqual(42);
});

test('a face that is too close is asked to step back, never to come closer', () => {
  expect(en.hints.FACE_TOO_CLOSE).toMatch(/back/iu);
  expect(en.hints.FACE_TOO_CLOSE).not.toMatch(/closer/iu);
  expect(en.hints.FACE_TOO_SMALL).toMatch(/closer/iu);
});

test('no word of the page tells a subject what was measured', () => {
  const words = JSON.stringify(en, (_key, value: unknown) =>
    typeof value === 'function' ? undefined : value,
  );
  expect(words).not.toMatch(/score|probab|confidence|threshold|spoof|attack|fake/iu);
});
