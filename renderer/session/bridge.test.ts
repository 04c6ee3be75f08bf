import { expect, test } from 'vitest';
import { PROTOCOL_VERSION } from '#core/protocol/index.ts';
import { readView } from './bridge.ts';

const idle = { version: PROTOCOL_VERSION, demo: false, phase: 'idle' } as const;

test('a view of this version is read', () => {
  expect(readView(idle)).toEqual({ type: 'view', view: idle });
});

test.each([
  ['of another version', { ...idle, version: PROTOCOL_VERSION + 1 }],
  ['of an unknown phase', { ...idle, phase: 'dancing' }],
  ['without its fields', { ...idle, phase: 'active' }],
  ['that is nothing', undefined],
])('a view %s is unreadable, not guessed', (_what, view) => {
  expect(readView(view)).toEqual({ type: 'unreadable' });
});

test('a score that a view carries does not reach the page', () => {
  expect(readView({ ...idle, score: 0.97 })).toEqual({ type: 'view', view: idle });
});
