import { expect, it } from 'vitest';
import { pinAfter, pinKeyOf } from './pin.ts';

it.each([
  ['4', '4'],
  ['٤', '4'],
  ['۹', '9'],
  ['Enter', 'enter'],
  ['Backspace', 'erase'],
  ['a', null],
  ['F4', null],
  ['', null],
] as const)('the key %j means %j', (key, meant) => {
  expect(pinKeyOf(key)).toBe(meant);
});

it('a PIN grows up to twelve digits and loses its last one', () => {
  expect(pinAfter('48', '2')).toBe('482');
  expect(pinAfter('482', 'erase')).toBe('48');
  expect(pinAfter('', 'erase')).toBe('');
  expect(pinAfter('123456789012', '3')).toBe('123456789012');
});
