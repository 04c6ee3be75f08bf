import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataFolder } from './data-folder.ts';

const linux = { env: {}, platform: 'linux', demoFolder: null } as const;

test('on Linux data lies in the XDG data folder', () => {
  expect(dataFolder({ ...linux, env: { XDG_DATA_HOME: '/xdg' } })).toBe('/xdg/gatelight');
});

test.each([{}, { XDG_DATA_HOME: '' }, { XDG_DATA_HOME: 'relative' }])(
  'without a usable XDG folder (%j) it is the default of the specification',
  (env) => {
    expect(dataFolder({ ...linux, env })).toBe(join(homedir(), '.local/share/gatelight'));
  },
);

test('a demo keeps its decisions apart from real ones', () => {
  expect(dataFolder({ ...linux, demoFolder: '/demo' })).toBe('/demo');
});

test('the operator’s choice wins over every default, in a demo too', () => {
  const env = { GATELIGHT_DATA: '/chosen', XDG_DATA_HOME: '/xdg' };
  expect(dataFolder({ ...linux, env })).toBe('/chosen');
  expect(dataFolder({ ...linux, env, demoFolder: '/demo' })).toBe('/chosen');
});

test('an empty $GATELIGHT_DATA is no choice: data never lands in the working folder', () => {
  expect(dataFolder({ ...linux, env: { GATELIGHT_DATA: '' }, demoFolder: '/demo' })).toBe('/demo');
});

test('Windows and macOS have their own places', () => {
  const env = { LOCALAPPDATA: '/local' };
  expect(dataFolder({ ...linux, env, platform: 'win32' })).toBe(join('/local', 'Gatelight'));
  expect(dataFolder({ ...linux, platform: 'darwin' })).toContain('Application Support');
});
