import { expect, test } from 'vitest';
import { parseKioskArguments } from './kiosk-arguments.ts';

test('without arguments the kiosk is no demo, silent, and opens its own window', () => {
  expect(parseKioskArguments([])).toEqual({
    demo: false,
    demoScript: { seed: 1, behaviour: 'obeys' },
    port: 0,
    browser: true,
    unsandboxed: false,
    messages: false,
  });
});

test('a demo prints its messages and takes its subject from the command line', () => {
  expect(
    parseKioskArguments(['--demo', '--seed', '7', '--behaviour', 'does-the-opposite']),
  ).toMatchObject({
    demo: true,
    messages: true,
    demoScript: { seed: 7, behaviour: 'does-the-opposite' },
  });
});

test.each([
  [['--seed', 'x'], '--seed'],
  [['--seed', '-1'], '--seed'],
  [['--seed=0.5'], '--seed'],
  [['--behaviour', 'dances'], '--behaviour'],
  [['--port', '70000'], '--port'],
  [['--door', 'garage'], '--door'],
  [['garage'], 'garage'],
])('%j is refused by a line that names it', (argv, named) => {
  const refusal = parseKioskArguments(argv);
  expect(refusal).toBeTypeOf('string');
  expect(refusal).toContain(named);
});
