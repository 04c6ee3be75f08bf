// Who listens on a port of this machine: the API, another program, or nobody. CLI process.

import { createServer } from 'node:net';
import { z } from 'zod';

export type Listener = 'nobody' | 'gatelight' | 'another';

const ours = z.object({ info: z.object({ title: z.string().startsWith('Gatelight') }) });
const ANSWER_MS = 2000;

export async function listenerAt(port: number): Promise<Listener> {
  if (await isFree(port)) return 'nobody';
  const signal = AbortSignal.timeout(ANSWER_MS);
  const told: unknown = await fetch(`http://127.0.0.1:${port}/openapi.json`, { signal })
    .then((response) => response.json())
    .catch(() => null);
  return ours.safeParse(told).success ? 'gatelight' : 'another';
}

function isFree(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const server = createServer();
  server.once('error', () => resolve(false));
  server.listen({ host: '127.0.0.1', port, exclusive: true }, () =>
    server.close(() => resolve(true)),
  );
  return promise;
}
