import { expect, test } from 'vitest';
import { keepAwake, refusalOfProcess } from './lockdown-process.ts';

const DOOR = { demo: false, unsandboxed: false };

test.each([
  ['an ordinary user', { uid: 1000, sandboxed: true }],
  ['a user of Windows', { uid: undefined, sandboxed: true }],
])('%s may run a kiosk', (_, process) => {
  expect(refusalOfProcess(process, DOOR)).toBeNull();
});

test.each([
  ['root', { uid: 0, sandboxed: true }, 'does not run as root'],
  ['a user without a sandbox', { uid: 1000, sandboxed: false }, '--no-sandbox'],
])('%s is told why not', (_, process, why) => {
  expect(refusalOfProcess(process, DOOR)).toContain(why);
});

test('root may show a demo, which has no door, and whoever accepts the window without its sandbox', () => {
  const root = { uid: 0, sandboxed: false };
  expect(refusalOfProcess(root, { demo: true, unsandboxed: false })).toBeNull();
  expect(refusalOfProcess(root, { demo: false, unsandboxed: true })).toBeNull();
});

test('the screen stays on from the start of a kiosk to its end', () => {
  const blocked = new Set<number>();
  const blocker = {
    start(kind: string) {
      expect(kind).toBe('prevent-display-sleep');
      blocked.add(7);
      return 7;
    },
    stop: (id: number) => blocked.delete(id),
  };
  {
    using _awake = keepAwake(blocker);
    expect(blocked.size).toBe(1);
  }
  expect(blocked.size).toBe(0);
});
