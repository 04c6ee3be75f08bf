// DevTools commands to the kiosk's Chromium over two inherited pipes: no port that other programs could find.
// Main process of the appliance.

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

/** What Chromium says unasked; `sessionId` names the target that it is about. */
export interface BrowserEvent {
  readonly method: string;
  readonly params?: unknown;
  readonly sessionId?: string | undefined;
}

export interface CommandPipe {
  readonly send: SendCommand;
  /** Called for every event from now on. */
  readonly onEvent: (listener: (event: BrowserEvent) => void) => void;
}

const browserEvent = z.object({
  method: z.string(),
  params: z.unknown().optional(),
  sessionId: z.string().optional(),
});

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Speaks the pipe protocol: JSON messages that end with a zero byte, on file descriptors 3 (to it) and 4 (from it). */
export function commandPipe(browser: ChildProcess): CommandPipe {
  const [, , , to, from] = browser.stdio;
  if (!(to instanceof Writable && from instanceof Readable)) {
    throw new TypeError('Chromium was started without its command pipes');
  }
  const waiting = new Map<number, Waiting>();
  const listeners: ((event: BrowserEvent) => void)[] = [];
  let lastId = 0;

  readMessages(from, (text) => {
    const message: unknown = JSON.parse(text);
    const event = browserEvent.safeParse(message);
    if (event.success) for (const listener of listeners) listener(event.data);
    const parsed = answer.safeParse(message);
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

  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        to.write(`${JSON.stringify({ id: lastId, method, params, sessionId })}\0`);
      }),
    onEvent: (listener) => void listeners.push(listener),
  };
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
