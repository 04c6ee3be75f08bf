// The order in which assets are looked for, and what each place may do wrong: real folders, a real server on loopback. Node (vitest).

import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { ensureAssets } from './assets.mjs';
import type { Asset } from './manifest.mjs';
import { openStamps } from './stamps.mjs';

const RIGHT = Buffer.from('the right bytes of a model');
const WRONG = Buffer.from('some other bytes, as long!');
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

let folder = '';
let server: Server;
let base = '';
let asked: string[] = [];
let answer: (response: ServerResponse, url: string) => void = (response) => response.end(RIGHT);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelight-bootstrap-'));
  asked = [];
  answer = (response) => response.end(RIGHT);
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(response, request.url ?? '');
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => {
    server.close(closed);
  });
  await rm(folder, { recursive: true, force: true });
});

test('a file that is already in place is left alone', async () => {
  await put('models/files/m/one.onnx', RIGHT);

  await ensure();

  expect(asked).toEqual([]);
});

test('the extra folder comes before the mirrors, the mirrors before the URL', async () => {
  await put('extra/m/one.onnx', RIGHT);
  await put('mirror/m/one.onnx', RIGHT);
  const { said } = await ensure({ extraRoot: join(folder, 'extra') });
  expect(said).toEqual([expect.stringContaining(join(folder, 'extra/m/one.onnx'))]);

  await rm(join(folder, 'models'), { recursive: true });
  const second = await ensure();
  expect(second.said).toEqual([expect.stringContaining(join(folder, 'mirror/m/one.onnx'))]);
  expect(asked).toEqual([]);

  await rm(join(folder, 'models'), { recursive: true });
  await rm(join(folder, 'mirror'), { recursive: true });
  const third = await ensure();
  expect(third.said).toEqual([expect.stringContaining(`${base}/one.onnx`)]);
  expect(await placed()).toEqual(RIGHT);
});

test('redirects are followed', async () => {
  answer = (response, url) =>
    url === '/elsewhere'
      ? response.end(RIGHT)
      : response.writeHead(302, { location: '/elsewhere' }).end();

  await ensure();

  expect(asked).toEqual(['/one.onnx', '/elsewhere']);
  expect(await placed()).toEqual(RIGHT);
});

test.each([
  ['in place', 'models/files/m/one.onnx'],
  ['in a mirror', 'mirror/m/one.onnx'],
])(
  'a wrong hash %s is an error with both hashes, and nothing is looked for further',
  async (_, path) => {
    await put(path, WRONG);

    const error = await failure();

    expect(error).toContain('m/one.onnx');
    expect(error).toContain(sha256(RIGHT));
    expect(error).toContain(sha256(WRONG));
    expect(asked).toEqual([]);
  },
);

test('a wrong hash from the URL is an error, and the file does not appear', async () => {
  answer = (response) => response.end(WRONG);

  const error = await failure();

  expect(error).toContain(sha256(RIGHT));
  expect(error).toContain(sha256(WRONG));
  expect(leftovers()).toEqual([]);
});

test('a body that breaks off is an error, and no half file stays behind', async () => {
  answer = (response) => {
    response.writeHead(200, { 'content-length': RIGHT.length });
    response.write(RIGHT.subarray(0, 5), () => response.destroy());
  };

  expect(await failure()).toContain('was not received whole');
  expect(leftovers()).toEqual([]);
});

test('a short body that claims to be whole is an error', async () => {
  answer = (response) => response.end(RIGHT.subarray(0, 5));

  expect(await failure()).toContain(`expected ${RIGHT.length} bytes, got 5`);
  expect(leftovers()).toEqual([]);
});

test('an endless body is cut off at the size that the manifest lists', async () => {
  answer = (response) => {
    const more = (): void => {
      if (response.write(Buffer.alloc(65_536))) setImmediate(more);
      else response.once('drain', more);
    };
    more();
  };

  expect(await failure()).toContain('got more');
  expect(leftovers()).toEqual([]);
});

test('a server that refuses is named with its status', async () => {
  answer = (response) => response.writeHead(404).end();

  expect(await failure()).toContain('HTTP 404');
});

test('a host that does not answer is asked once, and every file gets its line', async () => {
  server.close();
  server.closeAllConnections();
  const assets = [asset(), { ...asset(), file: 'm/two.onnx' }];

  const error = await failure({ assets });

  expect(error.split('\n')).toEqual([
    expect.stringMatching(/^m\/one\.onnx could not be fetched/u),
    expect.stringMatching(/^m\/two\.onnx was not fetched/u),
  ]);
});

test('one wrong file does not keep the others from arriving', async () => {
  await put('mirror/m/one.onnx', WRONG);
  await put('mirror/m/two.onnx', RIGHT);

  await failure({ assets: [asset(), { ...asset(), file: 'm/two.onnx' }] });

  expect(existsSync(join(folder, 'models/files/m/two.onnx'))).toBe(true);
});

test('a file of our own that is published nowhere says where to put it', async () => {
  const own: Asset = { file: 'own.json', sha256: sha256(RIGHT), bytes: RIGHT.length };

  expect(await failure({ assets: [own] })).toContain(join(folder, 'mirror'));
});

test('a stamped file is hashed again only when its size or time changed', async () => {
  const path = await put('models/files/m/one.onnx', RIGHT);
  const then = new Date(1_700_000_000_000);
  await utimes(path, then, then);
  await ensure();

  await writeFile(path, WRONG);
  await utimes(path, then, then);
  await ensure();

  await utimes(path, then, new Date(1_700_000_001_000));
  expect(await failure()).toContain(sha256(WRONG));
});

interface Options {
  readonly assets?: readonly Asset[];
  readonly extraRoot?: string;
}

function asset(): Asset {
  return {
    file: 'm/one.onnx',
    sha256: sha256(RIGHT),
    bytes: RIGHT.length,
    source: `${base}/one.onnx`,
  };
}

async function ensure({ assets = [asset()], extraRoot }: Options = {}): Promise<{
  said: string[];
}> {
  const said: string[] = [];
  const stamps = openStamps(join(folder, 'stamps.json'));
  try {
    await ensureAssets({
      manifest: { mirrors: ['mirror'], assets },
      root: folder,
      extraRoot,
      report: { say: (line) => said.push(line), progress: () => undefined },
      stamps,
    });
  } finally {
    stamps.save();
  }
  return { said };
}

async function failure(options?: Options): Promise<string> {
  const error: unknown = await ensure(options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toHaveProperty('name', 'BootstrapError');
  return error instanceof Error ? error.message : '';
}

async function put(path: string, bytes: Uint8Array): Promise<string> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), bytes);
  return join(folder, path);
}

function placed(): Promise<Buffer> {
  return readFile(join(folder, 'models/files/m/one.onnx'));
}

function leftovers(): string[] {
  return readdirSync(join(folder, 'models/files/m'));
}
