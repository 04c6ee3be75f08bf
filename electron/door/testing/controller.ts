// A door controller on loopback for tests: keeps what it heard, opens once for a key. Tests.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';

export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Controller extends AsyncDisposable {
  readonly url: URL;
  readonly heard: readonly Heard[];
  /** The decisions that moved the door, in order. */
  readonly opened: readonly string[];
}

export type Behaviour = (attempt: number, response: ServerResponse, confirm: () => void) => void;

/** Opens as soon as it has read a request, then answers as it is told to: what a network does to answers, it does to them. */
export async function startController(behave: Behaviour): Promise<Controller> {
  const heard: Heard[] = [];
  const opened: string[] = [];
  const server = createServer((request, response) => void serve(request, response));

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const one = await read(request);
    heard.push(one);
    const key = one.headers['idempotency-key'] ?? '';
    if (!opened.includes(key)) opened.push(key);
    behave(heard.length, response, () => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ decisionId: key, pulsed: true }));
    });
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    url: new URL(`http://127.0.0.1:${port}/open?lane=2`),
    heard,
    opened,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function read(request: IncomingMessage): Promise<Heard> {
  request.setEncoding('utf8');
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    headers,
    body,
  };
}
