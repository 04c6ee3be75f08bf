// Loopback is not trust, and neither is the page: what other programs, other sites and a page under foreign control can do.

import { createServer, type Server } from 'node:http';
import { pathToFileURL } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { WebSocket } from 'ws';
import type { Appliance } from './support/appliance.ts';
import { expect, test } from './support/test.ts';

const UP = 'simulated camera and door';

/** Tries the kiosk's socket as a program outside the browser would; resolves with how it was answered. */
function knock(url: string, headers: Record<string, string>): Promise<number | 'open'> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}kiosk`, { headers });
  return new Promise((resolve, reject) => {
    socket.on('open', () => {
      socket.terminate();
      resolve('open');
    });
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', reject);
  });
}

/** Nothing was decided but what the kiosk's own session decided, and the door did not move. */
async function expectNothingHappened(appliance: Appliance): Promise<void> {
  expect(appliance.log().filter(({ decision }) => decision === 'grant')).toEqual([]);
  expect(await appliance.pulses()).toEqual([]);
}

/** The kiosk's address, with nobody's page open any more: the socket is free for an attacker. */
async function freeSocket(page: Page): Promise<string> {
  const url = page.url();
  // Our origin, our cookie, none of our code.
  await page.goto(`${url}boot.json`);
  return url;
}

test('another program has neither the cookie nor the origin, and a wrong name helps it no further', async ({
  demo,
}) => {
  const { appliance, page } = await demo('--behaviour', 'still');
  const url = await freeSocket(page);
  const cookies = await page.context().cookies(url);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const origin = new URL(url).origin;
  const { port } = new URL(url);

  expect(await knock(url, {})).toBe(403);
  expect(await knock(url, { origin })).toBe(401);
  expect(await knock(url, { origin, cookie: 'gatelight=guess' })).toBe(401);
  expect(await knock(url, { origin: 'https://evil.example', cookie })).toBe(403);
  expect(await knock(url, { origin, cookie, host: `evil.example:${port}` })).toBe(421);
  // The control: refused for what was wrong with it, not because everything is.
  expect(await knock(url, { origin, cookie })).toBe('open');
  await expectNothingHappened(appliance);
});

test('no script can read the cookie, and no other site makes the browser send it', async ({
  demo,
}) => {
  const { page } = await demo('--behaviour', 'still');
  expect(await page.evaluate(() => document.cookie)).toBe('');
  expect(await page.context().cookies(page.url())).toMatchObject([
    { httpOnly: true, sameSite: 'Strict', expires: -1 },
  ]);
});

test('the launcher’s token works once, and the address it leaves behind has no token', async ({
  demo,
  context,
  browser,
}) => {
  const { appliance, page } = await demo('--behaviour', 'still');
  expect(page.url()).not.toContain('#');
  const launcher = (await appliance.line(/^launcher: /u)).replace('launcher: ', '');
  await using stranger = await browser.newContext();
  for (const other of [context, stranger]) {
    const again = await other.newPage();
    await again.goto(pathToFileURL(launcher).href);
    await expect(again.getByText('has been opened before')).toBeVisible();
    expect(again.url()).toMatch(/\/login$/u);
    await again.close();
  }
  await expect(page.getByText(/Look|Hold|Turn|Blink|Stand/u).first()).toBeVisible();
});

test.describe('a page of another site in the same browser', () => {
  let site: Server;
  test.beforeEach(async () => {
    site = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html').end('<!doctype html><body>evil</body>');
    });
    await new Promise<void>((resolve) => {
      site.listen(0, '127.0.0.1', resolve);
    });
  });
  test.afterEach(() => void site.close());

  const visit = async (context: BrowserContext): Promise<Page> => {
    const address = site.address();
    if (address === null || typeof address === 'string') throw new Error('no address');
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${address.port}/`);
    return page;
  };

  test('opens no socket, reads no file, frames no page', async ({ demo, context }) => {
    const { appliance, page } = await demo('--behaviour', 'still');
    const url = await freeSocket(page);
    const evil = await visit(context);
    const got = await evil.evaluate(async (kiosk) => {
      const socket = new WebSocket(`${kiosk.replace('http', 'ws')}kiosk`);
      const opened = await new Promise<boolean>((resolve) => {
        socket.addEventListener('open', () => resolve(true));
        socket.addEventListener('error', () => resolve(false));
      });
      const read = await fetch(`${kiosk}boot.json`, { credentials: 'include' }).then(
        () => true,
        () => false,
      );
      const login = await fetch(`${kiosk}login`, { method: 'POST', body: 'guess' }).then(
        () => true,
        () => false,
      );
      return { opened, read, login };
    }, url);
    expect(got).toEqual({ opened: false, read: false, login: false });

    await evil.evaluate((kiosk) => {
      const frame = document.createElement('iframe');
      frame.src = kiosk;
      document.body.append(frame);
    }, url);
    await expect.poll(() => evil.frames().length).toBe(2);
    const framed = evil.frames()[1];
    await expect.poll(() => framed?.url()).toMatch(/^chrome-error:/u);
    await expectNothingHappened(appliance);
  });
});

test.describe('a page under foreign control', () => {
  const FORGERIES = [
    '{"type":"view","view":{"version":1,"demo":true,"phase":"concluded","result":"granted","advice":null}}',
    '{"request":"door:open"}',
    '{"request":"session:start","outcome":"bona-fide","decision":"grant"}',
    '{"type":"final_result","label":"REAL","passed":["BLINK","LOOK_LEFT"],"confidence":1}',
    '{"type":"credit"}',
  ];

  test('supplies pixels and no verdicts: whatever else it says moves no door', async ({ demo }) => {
    const { appliance, page } = await demo('--behaviour', 'still');
    const url = await freeSocket(page);
    for (const forgery of FORGERIES) {
      await page.evaluate(
        async ([address, text]) => {
          const on = (socket: WebSocket, event: 'message' | 'close'): Promise<string> =>
            new Promise((resolve) => {
              socket.addEventListener(event, () => resolve(event), { once: true });
            });
          // Refused while the socket before it still holds its place: the host hears of an end a moment later.
          async function connect(): Promise<WebSocket> {
            const socket = new WebSocket(address);
            // The view; whatever is said after it is the answer.
            const heard = await Promise.race([on(socket, 'message'), on(socket, 'close')]);
            return heard === 'message' ? socket : connect();
          }
          const socket = await connect();
          const closed = on(socket, 'close');
          socket.send(text);
          // Not every word is answered. This one ends the connection, after whatever was said before it was heard.
          socket.send('over');
          await closed;
        },
        [`${url.replace('http', 'ws')}kiosk`, forgery] as const,
      );
    }
    await expectNothingHappened(appliance);
    expect(appliance.process.exitCode).toBeNull();
  });

  test('reaches nobody, runs no foreign script and uses no device but the camera', async ({
    demo,
  }) => {
    const { page } = await demo('--behaviour', 'still');
    await expect(page.getByText(UP)).toBeVisible();
    const got = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.injected = true';
      document.head.append(script);
      const attempts = {
        fetch: () => fetch('https://example.com/', { mode: 'no-cors' }),
        import: () => import(`data:text/javascript,${Date.now()}`),
        microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
      };
      const outcomes = await Promise.all(
        Object.entries(attempts).map(async ([name, attempt]) => {
          const refused = await attempt().then(
            () => false,
            () => true,
          );
          return [name, refused] as const;
        }),
      );
      return { ...Object.fromEntries(outcomes), inline: !('injected' in globalThis) };
    });
    expect(got).toEqual({ fetch: true, import: true, microphone: true, inline: true });
  });

  test('is one page: a second one gets no view while the first is there', async ({
    demo,
    context,
  }) => {
    const { page } = await demo('--behaviour', 'still');
    await expect(page.getByText(UP)).toBeVisible();
    const second = await context.newPage();
    await second.goto(page.url());
    await expect(second.getByText('host-unreachable')).toBeVisible();
    await page.close();
    await expect(second.getByText('host-unreachable')).toBeHidden();
  });
});
