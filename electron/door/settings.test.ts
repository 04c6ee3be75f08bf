import { expect, test } from 'vitest';
import { doorSettings } from './settings.ts';

const http = { driver: 'http', url: 'https://door.example/open', secret: 's'.repeat(32) };

test('a door that names no driver is simulated, and open at all hours', () => {
  expect(doorSettings.parse({})).toEqual({
    driver: 'simulated',
    id: 'front',
    pulseMs: 5000,
    extendedPulseMs: 15_000,
    extended: false,
    schedule: null,
    antiPassbackMs: 0,
    contact: null,
  });
});

test('hours are minutes of the day', () => {
  const schedule = { monday: [{ from: '08:30', to: '24:00' }] };
  expect(doorSettings.safeParse({ schedule }).success).toBe(false);
  expect(
    doorSettings.parse({ schedule: { monday: [{ from: '08:30', to: '00:00' }] } }).schedule,
  ).toEqual({ monday: [{ from: 510, to: 0 }] });
});

test.each([
  ['an unknown driver', { driver: 'relay' }],
  ['a driver’s setting on another driver', { url: 'http://door.example/' }],
  ['a misspelt setting', { ...http, Secret: 'x' }],
  ['a short secret', { ...http, secret: 'short' }],
  ['no secret', { driver: 'http', url: http.url }],
  ['an address of another kind', { ...http, url: 'file:///etc/passwd' }],
  ['an address with a password', { ...http, url: 'http://user:word@door.example/' }],
  ['half an address', { ...http, url: '/open' }],
  ['a pulse that never ends', { pulseMs: 3_600_000 }],
  ['a day that is none', { schedule: { someday: [] } }],
  ['an hour that is none', { schedule: { monday: [{ from: '25:00', to: '26:00' }] } }],
])('%s is refused', (_, raw) => {
  expect(doorSettings.safeParse(raw).success).toBe(false);
});

test('what is wrong with a secret is said without the secret', () => {
  const parsed = doorSettings.safeParse({ ...http, secret: 'hunter2' });
  expect(JSON.stringify(parsed.error?.issues)).not.toContain('hunter2');
});
