import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { startTestServer } from '../../e2e/support/api-server.ts';
import { listenerAt } from './listener-at.ts';

const portOf = (origin: string): number => Number(new URL(origin).port);

it('tells the API from another program, and both from nobody', async () => {
  const api = await startTestServer();
  const apiPort = portOf(api.origin);
  expect(await listenerAt(apiPort)).toBe('gatelight');
  await api[Symbol.asyncDispose]();
  expect(await listenerAt(apiPort)).toBe('nobody');

  const other = createServer((_request, response) => response.end('{"info": {"title": "Other"}}'));
  other.listen({ host: '127.0.0.1', port: apiPort });
  await once(other, 'listening');
  expect(await listenerAt(apiPort)).toBe('another');
  other.close();
});
