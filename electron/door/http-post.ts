// One POST on a connection of its own: no redirect, a time limit for the whole of it, a short answer. Main process.

import { request as requestPlain, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';

/** What a controller has to say fits in far less; more is not read. */
const MAX_ANSWER_BYTES = 4096;

export interface Post {
  readonly url: URL;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly ca: Buffer | undefined;
}

export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  readonly body: string;
}

/** `unreachable` only where no request can have gone out; after that nobody knows what was done with it. */
export interface PostFault {
  readonly kind: 'fault';
  readonly code: 'unreachable' | 'timed-out' | 'unconfirmed';
  readonly why: string;
}

export async function post({
  url,
  body,
  headers,
  timeoutMs,
  signal,
  ca,
}: Post): Promise<Answer | PostFault> {
  const limit = AbortSignal.timeout(timeoutMs);
  const bytes = Buffer.from(body);
  const options = {
    method: 'POST',
    // A connection that is kept would be one more thing to die unseen.
    agent: false,
    headers: { ...headers, 'content-length': bytes.length, connection: 'close' },
    signal: AbortSignal.any([limit, signal]),
    ...(ca !== undefined && { ca }),
  };
  let connected = false;
  try {
    const request = (url.protocol === 'https:' ? requestSecure : requestPlain)(url, options);
    const secured = url.protocol === 'https:' ? 'secureConnect' : 'connect';
    request.once('socket', (socket) => socket.once(secured, () => (connected = true)));
    const response = await responseTo(request, bytes);
    return { kind: 'answer', status: response.statusCode ?? 0, body: await readShort(response) };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    if (limit.aborted) return { kind: 'fault', code: 'timed-out', why: `none in ${timeoutMs} ms` };
    return { kind: 'fault', code: connected ? 'unconfirmed' : 'unreachable', why };
  }
}

function responseTo(request: ClientRequest, body: Buffer): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request.once('response', resolve);
  request.on('error', reject);
  request.end(body);
  return promise;
}

async function readShort(response: IncomingMessage): Promise<string> {
  // One byte a character, so that the limit counts bytes; what is read here is ASCII.
  response.setEncoding('latin1');
  let text = '';
  for await (const chunk of response) {
    text += String(chunk);
    if (text.length > MAX_ANSWER_BYTES) {
      response.destroy();
      throw new Error(`the answer is longer than ${MAX_ANSWER_BYTES} bytes`);
    }
  }
  return text;
}
