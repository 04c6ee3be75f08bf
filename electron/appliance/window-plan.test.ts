import { expect, test } from 'vitest';
import { planWindow, type Machine } from './window-plan.ts';

const program = process.execPath;
const machine: Machine = {
  env: { GATELIGHT_CHROMIUM: program, DISPLAY: ':0' },
  platform: 'linux',
  uid: 1000,
};
const bare: Machine = { ...machine, env: { GATELIGHT_CHROMIUM: program } };
const kiosk = { demo: false };
const demo = { demo: true };

test('a user with a display gets a sandboxed window', () => {
  expect(planWindow(machine, kiosk)).toEqual({ program, headless: false, sandboxed: true });
  const wayland = { ...bare, env: { ...bare.env, WAYLAND_DISPLAY: 'wayland-0' } };
  expect(planWindow(wayland, kiosk)).toMatchObject({ headless: false });
});

test('a demo does without a display and, for root, without the sandbox', () => {
  expect(planWindow(bare, demo)).toEqual({ program, headless: true, sandboxed: true });
  expect(planWindow({ ...bare, uid: 0 }, demo)).toMatchObject({ sandboxed: false });
});

test.each([
  ['without a display', bare, '$DISPLAY'],
  ['with an empty display', { ...bare, env: { ...bare.env, DISPLAY: '' } }, '$DISPLAY'],
  ['without Chromium', { ...machine, env: { DISPLAY: ':0' } }, 'apt-get install chromium'],
])('a kiosk %s is refused with what to do', (_how, where, remedy) => {
  expect(planWindow(where, kiosk)).toContain(remedy);
});
