import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chromiumArguments, findChromium, writeProfile } from './chromium.ts';
import { writeLauncher } from './login-page.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelight-chromium-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function program(name: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, '#!/bin/sh\n');
  await chmod(file, 0o755);
  return file;
}

const kiosk = {
  profile: '/data/chromium',
  launcher: '/data/open here.html',
  headless: false,
  sandboxed: true,
};

test('the browser is the operator’s choice, else the first that the PATH has', async () => {
  const chrome = await program('google-chrome');
  expect(findChromium({ PATH: folder })).toBe(chrome);
  const chromium = await program('chromium');
  expect(findChromium({ PATH: `/nowhere:${folder}` })).toBe(chromium);
  expect(findChromium({ PATH: folder, GATELIGHT_CHROMIUM: chrome })).toBe(chrome);
});

test('without a browser there is none: a wrong choice is not replaced by another', async () => {
  await program('chromium');
  expect(findChromium({ PATH: '' })).toBeNull();
  expect(findChromium({})).toBeNull();
  expect(findChromium({ PATH: folder, GATELIGHT_CHROMIUM: join(folder, 'none') })).toBeNull();
});

test('a door’s window is sandboxed, takes the whole screen and obeys nobody but the process that started it', () => {
  const args = chromiumArguments(kiosk);
  expect(args).toContain('--kiosk');
  expect(args).toContain('--app=file:///data/open%20here.html');
  expect(args.filter((arg) => /no-sandbox|remote-debugging|headless|fake/u.test(arg))).toEqual([
    '--remote-debugging-pipe',
  ]);
});

test('what would weaken the window is there only when it was asked for', () => {
  const args = chromiumArguments({ ...kiosk, headless: true, sandboxed: false });
  expect(args).toContain('--headless=new');
  expect(args).toContain('--no-sandbox');
  expect(args).not.toContain('--kiosk');
});

test('no name but our own is ever resolved', () => {
  expect(chromiumArguments(kiosk)).toContain(
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  );
});

test('the profile grants the camera to our origin and nothing to anybody else', async () => {
  await writeProfile(folder, 'http://127.0.0.1:4000');
  const file = join(folder, 'Default', 'Preferences');
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
    profile: {
      content_settings: {
        exceptions: { media_stream_camera: { 'http://127.0.0.1:4000,*': { setting: 1 } } },
      },
      default_content_setting_values: {
        media_stream_camera: 2,
        media_stream_mic: 2,
        geolocation: 2,
        notifications: 2,
      },
    },
  });
});

test('the token lies in a file that only this user can read, also when the file was there before', async () => {
  const file = join(folder, 'launch.html');
  await writeFile(file, 'left over', { mode: 0o666 });
  await writeLauncher(file, 'http://127.0.0.1:4000', 'the-token');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  // Behind the `#`: a browser sends it to no server.
  expect(await readFile(file, 'utf8')).toContain('http://127.0.0.1:4000/login#the-token');
});
