// DevTools commands to the demo's Chromium over two inherited pipes: no port that other programs could find.
// Main process of the appliance; only the demo opens it.

import type { ChildProcess } from 'node:child_process';
import { Readable, Writable } from 'node:stream';
import { z } from 'zod';

/** Sends one command; resolves with its result, rejects when Chromium refuses it or is gone. */
export type SendCommand = (
  method: string,
  params?: Readonly<Record<string, unknown>>,
  sessionId?: string,
) => Promise<unknown>;

const answer = z.object({
  id: z.number(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Speaks the pipe protocol: JSON messages that end with a zero byte, on file descriptors 3 (to it) and 4 (from it). */
export function commandPipe(browser: ChildProcess): SendCommand {
  const [, , , to, from] = browser.stdio;
  if (!(to instanceof Writable && from instanceof Readable)) {
    throw new TypeError('Chromium was started without its command pipes');
  }
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  readMessages(from, (text) => {
    const parsed = answer.safeParse(JSON.parse(text));
    if (!parsed.success) return;
    const { id, result, error } = parsed.data;
    const command = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) command?.resolve(result);
    else command?.reject(new Error(error.message));
  });
  const giveUp = (): void => {
    for (const { reject } of waiting.values()) reject(new Error('Chromium is gone'));
    waiting.clear();
  };
  browser.once('exit', giveUp);
  to.on('error', giveUp);

  return (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      to.write(`${JSON.stringify({ id: lastId, method, params, sessionId })}\0`);
    });
}

function readMessages(from: Readable, receive: (text: string) => void): void {
  let pending: Buffer[] = [];
  from.on('data', (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      receive(Buffer.concat([...pending, chunk.subarray(start, end)]).toString('utf8'));
      pending = [];
      start = end + 1;
    }
    if (start < chunk.length) pending.push(chunk.subarray(start));
  });
}
