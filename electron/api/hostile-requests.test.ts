// Bytes that are no HTTP, and paths that would like to be files: raw sockets against the real server.
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../e2e/support/api-server.ts';
import { head, JSON_OF, open } from '../../e2e/support/raw-client.ts';

let api: TestServer;
beforeAll(async () => {
  api = await startTestServer();
});
afterAll(() => api[Symbol.asyncDispose]());

describe('bytes that are no request', () => {
  const close = 'Connection: close';
  it.each([
    ['noise', () => '\u0000\u0001\u0002\r\n\r\n'],
    ['the greeting of TLS', () => '\u0016\u0003\u0001\u0002\u0000\u0001\u0000'],
    ['no version', () => 'GET /\r\n\r\n'],
    ['a header without a name', () => `${head(api, [': x', close])}\r\n`],
    ['a folded header', () => `${head(api, ['X-A: 1\r\n 2', close])}\r\n`],
    ['a header with a null byte', () => `${head(api, ['X-A: \u0000', close])}\r\n`],
    ['two lengths', () => `${head(api, ['Content-Length: 2', 'Content-Length: 3', close])}\r\n{}`],
    ['a negative length', () => `${head(api, ['Content-Length: -1', close])}\r\n`],
    ['a length that is no number', () => `${head(api, ['Content-Length: 0x2', close])}\r\n{}`],
    [
      'a length and chunks',
      () => `${head(api, [...JSON_OF(4), 'Transfer-Encoding: chunked', close])}\r\n0\r\n\r\n`,
    ],
    [
      'chunks of no length',
      () =>
        `${head(api, ['Content-Type: application/json', 'Transfer-Encoding: chunked', close])}\r\nxyz\r\n`,
    ],
    ['two hosts', () => `${head(api, ['Host: attacker.example', close])}\r\n`],
  ])('are refused, with an id: %s', async (_, bytes) => {
    const asked = api.asked.length;
    const { socket, heard } = open(api, bytes());
    await once(socket, 'close');
    expect(heard()).toMatch(/^HTTP\/1\.1 4\d\d [^]*x-request-id: req_[^]*"success":false/u);
    expect(api.asked).toHaveLength(asked);
  });

  it('are refused where the headers are too many', async () => {
    const many = Array.from({ length: 400 }, (_, i) => `X-${i}: ${'x'.repeat(60)}`);
    const { socket, heard } = open(api, `${head(api, many)}\r\n`);
    await once(socket, 'close');
    expect(heard()).toMatch(/^HTTP\/1\.1 431 /u);
  });
});

describe('a path', () => {
  it.each([
    '/../../../etc/passwd',
    '/..%2f..%2f..%2fetc%2fpasswd',
    '/%2e%2e/%2e%2e/api-keys.json',
    '/%252e%252e/api-keys.json',
    '/..\\..\\api-keys.json',
    '/page/index.html',
    '/try-it.js/../../keys.ts',
    '/try-it.js/..%2f..%2fkeys.ts',
    '/./keys.ts',
    '//etc/passwd',
    '/%00',
    '/index.html%00.js',
    '/%zz',
    '/%c0%ae%c0%ae/api-keys.json',
    `/${'a'.repeat(8000)}`,
    '/api/v1/collections/..%2f..%2fapi-keys.json/faces',
    '/api/v1/collections/%2e%2e/faces/%2e%2e',
    '/api/v1/collections/%00/faces',
    `/api/v1/collections/${'a'.repeat(200)}/faces`,
    '/api/v1/collections/x/faces/..%2f..%2fidentity.sqlite',
    "/api/v1/collections/x'%20OR%20'1'='1/faces",
  ])('leads to no file: %s', async (path) => {
    const get = head(api, ['Connection: close'], path).replace('POST', 'GET');
    const { socket, heard } = open(api, `${get}\r\n`);
    await once(socket, 'close');
    expect(heard()).toMatch(/^HTTP\/1\.1 4(00|04|14) [^]*x-request-id: req_[^]*"success":false/u);
    expect(heard()).not.toMatch(/root:|sha256"|import /u);
  });

  it.each(['TRACE', 'PUT', 'PATCH', 'OPTIONS', 'PROPFIND', 'CONNECT'])(
    'is for no other method: %s',
    async (method) => {
      const asked = head(api, ['Connection: close', 'Access-Control-Request-Method: POST']);
      const { socket, heard } = open(api, `${asked.replace('POST', method)}\r\n`);
      await once(socket, 'close');
      expect(heard()).toMatch(/^(HTTP\/1\.1 4\d\d |$)/u);
      expect(heard()).not.toMatch(/access-control-|x-api-key/iu);
    },
  );
});
