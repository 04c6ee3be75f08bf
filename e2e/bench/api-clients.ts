// Clients of the API who ask again as soon as they were answered. Node.

import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { assetPath } from '../support/assets.ts';

export interface Target {
  readonly origin: string;
  readonly user: string;
  readonly key: string;
}

export interface Answers {
  /** How long each judgement took, in milliseconds. */
  readonly times: readonly number[];
  /** 429, each answered at once. */
  readonly refused: number;
}

export const PICTURE = 'samples/bona-fide/webcam-desk-2.jpg';
/** A client that was refused waits a tenth of what it was told to: the impatient kind. */
const IMPATIENCE = 0.1;

/** Asks until the signal fires; what is under way then is waited for, unless `isDropped`. */
export async function askAtOnce(
  { origin, user, key }: Target,
  clients: number,
  signal: AbortSignal,
  { isDropped = false } = {},
): Promise<Answers> {
  const authorization = `Basic ${Buffer.from(`${user}:${key}`).toString('base64')}`;
  const body = await pictureForm();
  const times: number[] = [];
  let refused = 0;
  const client = async (): Promise<void> => {
    while (!signal.aborted) {
      const startedAt = performance.now();
      const response = await fetch(`${origin}/api/v1/face/liveness`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body,
        ...(isDropped && { signal }),
      });
      await response.arrayBuffer();
      if (response.status === 200) times.push(performance.now() - startedAt);
      else {
        refused += 1;
        const seconds = Number(response.headers.get('retry-after') ?? 1);
        await delay(1000 * seconds * IMPATIENCE);
      }
    }
  };
  const all = Array.from({ length: clients }, () =>
    client().catch((cause: unknown) => {
      if (!signal.aborted) throw cause;
    }),
  );
  await Promise.all(all);
  return { times, refused };
}

async function pictureForm(): Promise<string> {
  const picture = await readFile(await assetPath(PICTURE));
  return JSON.stringify({ sessionId: 'load', faceImageBase: picture.toString('base64') });
}
