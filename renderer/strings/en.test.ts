import { expect, test } from 'vitest';
import { en } from './en.ts';

test('no word of the page tells a subject what was measured', () => {
  const words = JSON.stringify(en, (_key, value: unknown) =>
    typeof value === 'function' ? undefined : value,
  );
  expect(words).not.toMatch(/score|probab|confidence|threshold|spoof|attack|fake/iu);
});
