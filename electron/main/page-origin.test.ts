import { expect, test } from 'vitest';
import { isOurs, PAGE_URL } from './page-origin.ts';

test.each([PAGE_URL, `${PAGE_URL}index.html?a#b`, 'gatelight://kiosk'])('%s is ours', (url) => {
  expect(isOurs(url)).toBe(true);
});

test.each([
  '',
  'null',
  'gatelight://kiosk.evil.example/',
  'gatelight://evil/',
  'gatelight://kiosk:1/',
  'gatelight://user@kiosk/',
  'gatelight:kiosk',
  'https://kiosk/',
  'file:///kiosk/index.html',
  'about:blank',
])('%j is not', (url) => {
  expect(isOurs(url)).toBe(false);
});
