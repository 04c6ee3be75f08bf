import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PAGE_URL } from './page-origin.ts';
import { servePageFile, type PageFiles } from './page-protocol.ts';

let folder = '';
let files: PageFiles;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelight-protocol-'));
  await mkdir(join(folder, 'page', 'assets'), { recursive: true });
  await mkdir(join(folder, 'page-of-another'));
  await writeFile(join(folder, 'page', 'index.html'), '<!doctype html>kiosk');
  await writeFile(join(folder, 'page', 'assets', 'vision.wasm'), 'wasm');
  await writeFile(join(folder, 'page-of-another', 'index.html'), 'outside');
  await writeFile(join(folder, 'settings.json'), 'outside');
  files = {
    page: join(folder, 'page'),
    demoSubject: null,
    boot: { demo: false, locale: 'en' },
  };
});
afterEach(() => rm(folder, { recursive: true }));

const get = (path: string, with_: Partial<PageFiles> = {}): Promise<Response> =>
  servePageFile(new Request(`${PAGE_URL}${path}`), { ...files, ...with_ });

test('the page is served with its type and with the policy that binds it', async () => {
  const response = await get('');
  expect(await response.text()).toBe('<!doctype html>kiosk');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('WebAssembly has the type that streaming compilation asks for', async () => {
  const response = await get('assets/vision.wasm');
  expect(response.headers.get('content-type')).toBe('application/wasm');
});

test('the page is told what it is', async () => {
  expect(await (await get('boot.json')).json()).toEqual({ demo: false, locale: 'en' });
});

test.each([
  '../settings.json',
  '%2e%2e/settings.json',
  '..%2fsettings.json',
  '%2e%2e%2fsettings.json',
  'assets/..%2f..%2fsettings.json',
  '..%5csettings.json',
  '..%2fpage-of-another/index.html',
  '%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2fetc/hostname',
  'index.html%00',
  '%',
  'assets',
  'none',
])('%s leads to nothing outside the page’s folder', async (path) => {
  const response = await get(path);
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(await response.text()).toBe('');
});

test('another host of the scheme, and another method, are refused', async () => {
  expect((await servePageFile(new Request('gatelight://other/'), files)).status).toBe(403);
  const post = new Request(PAGE_URL, { method: 'POST', body: 'x' });
  expect((await servePageFile(post, files)).status).toBe(405);
});

test('the demo camera’s still is there in a demo only', async () => {
  expect((await get('demo/subject.jpg')).status).toBe(404);
  const response = await get('demo/subject.jpg', { demoSubject: new TextEncoder().encode('jpeg') });
  expect([await response.text(), response.headers.get('content-type')]).toEqual([
    'jpeg',
    'image/jpeg',
  ]);
});
