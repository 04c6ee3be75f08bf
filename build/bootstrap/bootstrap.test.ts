// The smaller decisions of the bootstrap: downloads' deadlines and protocols, what counts as installed, what is remembered. Node (vitest).

import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { fetchStream } from './download.mjs';
import { readManifest } from './manifest.mjs';
import { holds } from './packages.mjs';
import { findProgram } from './programs.mjs';
import { bytes, createReport } from './report.mjs';
import { openStamps } from './stamps.mjs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelight-bootstrap-'));
});
const undo: (() => void)[] = [];
afterEach(async () => {
  for (const close of undo.splice(0)) close();
  await rm(folder, { recursive: true, force: true });
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  undo.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function drain(stream: AsyncIterable<Uint8Array>): Promise<number> {
  let size = 0;
  for await (const chunk of stream) size += chunk.byteLength;
  return size;
}

describe('a download', () => {
  test('without an answer ends at its deadline', async () => {
    const url = await serve(() => undefined);

    await expect(fetchStream(url, { firstAnswerMs: 50 })).rejects.toThrow('no answer');
  });

  test('that falls silent ends at its deadline', async () => {
    const url = await serve((_, response) => {
      response.write('a beginning');
    });

    const stream = await fetchStream(url, { silenceMs: 50 });

    await expect(drain(stream)).rejects.toThrow('fell silent');
  });

  test('over plain HTTP is refused before anything is sent', async () => {
    await expect(fetchStream('http://example.invalid/x')).rejects.toThrow('not HTTPS');
  });

  test('is not led off HTTPS by a redirect', async () => {
    const url = await serve((_, response) => {
      response.writeHead(302, { location: 'http://example.invalid/x' }).end();
    });

    await expect(fetchStream(url)).rejects.toThrow('http://example.invalid/x is not HTTPS');
  });

  test('that is redirected in a circle ends', async () => {
    const url = await serve((_, response) => {
      response.writeHead(302, { location: '/' }).end();
    });

    await expect(fetchStream(url)).rejects.toThrow('too many redirects');
  });
});

describe('an installed tree', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b-darwin': { version: '2.0.0', optional: true },
    },
  };

  test.each([
    ['all of it', { 'node_modules/a': { version: '1.0.0' } }, true],
    ['another version', { 'node_modules/a': { version: '1.0.1' } }, false],
    ['nothing', {}, false],
    [
      'another version of an optional package',
      { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b-darwin': { version: '2.0.1' } },
      false,
    ],
  ])('with %s', (_, packages, expected) => {
    expect(holds({ packages }, lock)).toBe(expected);
  });
});

describe('the memory between runs', () => {
  const path = (): string => join(folder, 'deep/stamps.json');

  test('keeps a failure for a day, also when the clock was set back', () => {
    const first = openStamps(path(), { now: () => 1_000_000_000 });
    first.rememberFailure('electron');
    first.save();

    const at = (now: number): boolean =>
      openStamps(path(), { now: () => now }).failedLately('electron');
    expect(at(1_000_000_000 + 3_600_000)).toBe(true);
    expect(at(1_000_000_000 + 90_000_000)).toBe(false);
    expect(at(1_000_000_000 - 90_000_000)).toBe(false);
  });

  test('forgets failures when asked to', () => {
    const first = openStamps(path());
    first.rememberFailure('electron');
    first.save();

    expect(openStamps(path(), { forgetFailures: true }).failedLately('electron')).toBe(false);
  });

  test('that cannot be read is an empty one', async () => {
    await writeFile(join(folder, 'broken.json'), '{');

    expect(openStamps(join(folder, 'broken.json')).file('a')).toBeUndefined();
  });
});

describe('the manifest', () => {
  test.each([
    ['a path out of the folder', { file: '../x' }],
    ['a missing hash', { sha256: '' }],
    ['a size of nothing', { bytes: 0 }],
  ])('with %s stops the bootstrap', async (_, wrong) => {
    const asset = { file: 'a', sha256: '0'.repeat(64), bytes: 1, ...wrong };
    await writeFile(join(folder, 'm.json'), JSON.stringify({ mirrors: [], assets: [asset] }));

    expect(() => readManifest(join(folder, 'm.json'))).toThrow('cannot be used');
  });
});

test('a program counts as found only where it may be executed', async () => {
  await writeFile(join(folder, 'tool'), '');
  expect(findProgram(['tool'], folder)).toBeUndefined();
  await chmod(join(folder, 'tool'), 0o755);
  expect(findProgram(['other', 'tool'], `/nowhere:${folder}`)).toBe(join(folder, 'tool'));
});

test('progress is shown in bytes, and a finished line replaces it', () => {
  const stream = Object.assign(new PassThrough(), { isTTY: true });
  const report = createReport(stream, { everyMs: 0 });

  report.progress('model', 512_000, 3_200_000);
  report.say('model done');

  expect(String(stream.read())).toBe('model: 512 kB of 3.2 MB\r\u001B[Kmodel done\n');
});

test.each([
  [999, '999 B'],
  [64_000, '64 kB'],
  [3_973_728, '4.0 MB'],
])('%i bytes read as %s', (count, text) => {
  expect(bytes(count)).toBe(text);
});
