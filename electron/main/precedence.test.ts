import { expect, test } from 'vitest';
import type { SessionView } from '#core/protocol/index.ts';
import { precedenceOf } from './precedence.ts';

const idle: SessionView = { version: 1, demo: false, phase: 'idle' };
const passive: SessionView = { version: 1, demo: false, phase: 'passive', hint: null, progress: 0 };
const over: SessionView = {
  version: 1,
  demo: false,
  phase: 'concluded',
  result: 'wait',
  advice: null,
};

function shown(first: SessionView) {
  const listeners = new Set<(view: SessionView) => void>();
  let view = first;
  return {
    listeners,
    precedence: precedenceOf({
      view: () => view,
      onView(listener) {
        listeners.add(listener);
        listener(view);
        return () => listeners.delete(listener);
      },
    }),
    show: (next: SessionView): void => {
      view = next;
      for (const listener of listeners) listener(next);
    },
  };
}

test('others wait for as long as a session of the kiosk runs, and no longer', async () => {
  const { precedence, show, listeners } = shown(idle);
  expect(precedence.isTaken()).toBe(false);
  await precedence.whenFree();
  show(passive);
  expect(precedence.isTaken()).toBe(true);
  const told: string[] = [];
  const waits = precedence.whenFree().then(() => told.push('free'));
  show({ ...passive, progress: 0.5 });
  await Promise.resolve();
  expect(told).toEqual([]);
  show(over);
  await waits;
  expect(told).toEqual(['free']);
  expect(listeners.size).toBe(0);
});
