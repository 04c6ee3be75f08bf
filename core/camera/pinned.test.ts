import { expect, test } from 'vitest';
import { findPinned } from './pinned.ts';

const CAMERAS = [
  { label: 'Built-in', deviceId: 'a' },
  { label: 'C920', deviceId: 'b' },
  { label: 'C920', deviceId: 'c' },
];

test.each([
  ['the very device among two of a name', { label: 'C920', deviceId: 'c' }, 'c'],
  ['one of its name, where its id is of another profile', { label: 'C920', deviceId: 'old' }, 'b'],
  ['one of its name, where the name alone is pinned', { label: 'Built-in', deviceId: null }, 'a'],
  ['none, where none bears its name', { label: 'Brio', deviceId: 'a' }, null],
] as const)('%s', (_what, pinned, found) => {
  expect(findPinned(CAMERAS, pinned)).toBe(found);
});

test('cameras that the browser does not name yet are nobody’s', () => {
  expect(findPinned([{ label: '', deviceId: '' }], { label: '', deviceId: null })).toBeNull();
});
