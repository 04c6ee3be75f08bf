// What the kiosk's own window refuses, in the system's Chromium: started and locked as the appliance does it, then worked at through
// a second session of DevTools, as a hostile page and as hands at a keyboard.

import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { chromiumArguments, findChromium, writeProfile } from '#electron/appliance/chromium.ts';
import { commandPipe } from '#electron/appliance/devtools.ts';
import { lockWindow } from '#electron/appliance/window-lock.ts';
import { expect, test } from './support/test.ts';

const targets = z.object({
  targetInfos: z.array(z.object({ targetId: z.string(), type: z.string(), url: z.string() })),
});
const attached = z.object({ sessionId: z.string() });
const evaluated = z.object({ result: z.object({ value: z.unknown().optional() }) });

const CONTROL = 2;
const ALT = 1;
const SHIFT = 8;

/** What would close, reload, leave, search, print, save, show the source or open the tools; and two that must go through. */
const KEYS: readonly (readonly [string, number, boolean])[] = [
  ['w', CONTROL, true],
  ['r', CONTROL, true],
  ['p', CONTROL, true],
  ['u', CONTROL, true],
  ['s', CONTROL, true],
  ['n', CONTROL, true],
  ['I', CONTROL | SHIFT, true],
  ['J', CONTROL | SHIFT, true],
  ['+', CONTROL, true],
  ['F5', 0, true],
  ['F11', 0, true],
  ['F12', 0, true],
  ['F4', ALT, true],
  ['ArrowLeft', ALT, true],
  ['a', 0, false],
  ['Enter', 0, false],
];

test('the window opens, leaves, saves, prints and zooms nothing, and says when its page crashes', async ({
  appliance,
}) => {
  const kiosk = await appliance({ args: ['--demo', '--no-browser', '--behaviour', 'still'] });
  const launcher = (await kiosk.line(/^launcher: /u)).replace('launcher: ', '');
  await using window = await openWindow(launcher, await originOf(launcher));
  const { evaluate, send, command } = window;

  await test.step('keys', async () => {
    await evaluate(`globalThis.heard = [];
      addEventListener('keydown', ({ key, defaultPrevented }) => heard.push([key, defaultPrevented]));`);
    for (const [key, modifiers] of KEYS) {
      await send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, modifiers });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', key, modifiers });
    }
    const heard = await evaluate('heard');
    expect(heard).toEqual(KEYS.map(([key, , isRefused]) => [key, isRefused]));
  });

  await test.step('the context menu, and what is dragged in', async () => {
    await evaluate(`globalThis.refused = [];
      for (const type of ['contextmenu', 'drop', 'wheel'])
        addEventListener(type, (event) => refused.push([type, event.defaultPrevented]));`);
    const at = { x: 10, y: 10 };
    const right = { ...at, button: 'right', clickCount: 1 };
    await send('Input.dispatchMouseEvent', { type: 'mousePressed', ...right });
    await send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...right });
    const data = { items: [], files: ['/etc/hostname'], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop']) {
      await send('Input.dispatchDragEvent', { type, ...at, data });
    }
    const wheel = { type: 'mouseWheel', ...at, deltaX: 0, deltaY: -200, modifiers: CONTROL };
    await send('Input.dispatchMouseEvent', wheel);
    await expect
      .poll(() => evaluate('refused'))
      .toEqual([
        ['contextmenu', true],
        ['drop', true],
        ['wheel', true],
      ]);
  });

  await test.step('two fingers', async () => {
    await send('Input.synthesizePinchGesture', { x: 300, y: 300, scaleFactor: 2 });
    expect(await evaluate('[visualViewport.scale, devicePixelRatio]')).toEqual([1, 1]);
  });

  await test.step('leaving', async () => {
    await evaluate('globalThis.stayed = true');
    for (const url of [
      'http://127.0.0.1:9/',
      'https://example.com/',
      pathToFileURL(launcher).href,
      `view-source:${pathToFileURL('/etc/hostname').href}`,
      'chrome://version/',
    ]) {
      await evaluate(`location.href = ${JSON.stringify(url)}`);
    }
    await evaluate('history.back()');
    await evaluate('new Promise((resolve) => setTimeout(resolve, 300))');
    expect(await evaluate('[stayed, location.pathname]')).toEqual([true, '/']);
  });

  await test.step('other windows', async () => {
    expect(await evaluate("open('about:blank') === null")).toBe(true);
    await evaluate(`const link = document.createElement('a');
      Object.assign(link, { href: location.href, target: '_blank' });
      link.click();`);
    await command('Target.createTarget', { url: 'about:blank' }).catch(() => undefined);
    await expect.poll(window.pages).toHaveLength(1);
  });

  await test.step('saving, printing, asking', async () => {
    await evaluate(`const blob = document.createElement('a');
      Object.assign(blob, { href: URL.createObjectURL(new Blob(['x'])), download: 'saved.txt' });
      blob.click();`);
    await evaluate('print(); alert(1); globalThis.went = "on"');
    expect(await evaluate('went')).toBe('on');
    expect(
      await evaluate("Object.getOwnPropertyDescriptor(globalThis, 'print').configurable"),
    ).toBe(false);
    expect(await window.saved()).toEqual([]);
  });

  expect(window.lost()).toEqual([]);
  void send('Page.crash').catch(() => undefined);
  await expect.poll(window.lost).toEqual(['its page has crashed']);
});

async function originOf(launcher: string): Promise<string> {
  const [origin] = /http:\/\/127\.0\.0\.1:\d+/u.exec(await readFile(launcher, 'utf8')) ?? [];
  if (origin === undefined) throw new Error('the launcher names no address');
  return origin;
}

/** Chromium as the kiosk starts it, with a home of its own, and a second hand on its commands. */
async function openWindow(launcher: string, origin: string) {
  const program = findChromium(process.env);
  if (program === null) throw new Error('no Chromium');
  const home = await mkdtemp(join(tmpdir(), 'gatelight-window-'));
  const profile = join(home, 'profile');
  await writeProfile(profile, origin);
  const sandboxed = process.getuid?.() !== 0;
  const browser = spawn(
    program,
    chromiumArguments({ profile, launcher, headless: true, sandboxed }),
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: home } },
  );
  const lost: string[] = [];
  const pipe = commandPipe(browser);
  await lockWindow(pipe, {
    origin,
    launcher,
    onLost: (why) => lost.push(why),
  });
  const pages = async () => {
    const { targetInfos } = targets.parse(await pipe.send('Target.getTargets'));
    return targetInfos.filter(({ type }) => type === 'page');
  };
  await expect.poll(async () => (await pages())[0]?.url, { timeout: 30_000 }).toBe(`${origin}/`);
  const [page] = await pages();
  const { sessionId } = attached.parse(
    await pipe.send('Target.attachToTarget', { targetId: page?.targetId, flatten: true }),
  );
  const send = (method: string, params: Readonly<Record<string, unknown>> = {}) =>
    pipe.send(method, params, sessionId);
  const evaluate = async (expression: string): Promise<unknown> => {
    const how = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
    return evaluated.parse(await send('Runtime.evaluate', how)).result.value;
  };
  return {
    command: pipe.send,
    send,
    pages,
    lost: () => lost,
    evaluate,
    async saved(): Promise<readonly string[]> {
      const all = await readdir(home, { recursive: true });
      return all.filter((name) => name.includes('saved'));
    },
    async [Symbol.asyncDispose]() {
      const gone = new Promise((resolve) => {
        browser.once('exit', resolve);
      });
      if (browser.exitCode === null) {
        browser.kill('SIGTERM');
        await gone;
      }
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
