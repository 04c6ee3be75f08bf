// `npm run bench:api [-- --seconds N] [--json]`: how many stills a second the API answers, how long each takes, and what it refuses rather than
// let wait, at 1, 4, 16 and 64 clients. Each asks again as soon as it was answered. Node.

import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { assetPath } from '../support/assets.ts';
import { readOptions } from '../support/options.ts';
import { serve, type Served } from '../support/served.ts';

const values = readOptions({
  options: {
    seconds: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
if (!(seconds > 0)) {
  process.stderr.write(`--seconds ${values.seconds}: give a number above 0\n`);
  process.exit(2);
}

/** The last is more than may wait: what is above it has to be refused. */
const CLIENTS = [1, 4, 16, 64] as const;
const PICTURE = 'samples/bona-fide/webcam-desk-2.jpg';

interface Load {
  readonly clients: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** 429, each answered at once. */
  readonly refused: number;
}

const jobs = availableParallelism();
await using served = await serve(jobs);
const body = await pictureForm();
await held(served, 1, 2);
const loads: Load[] = [];
for (const clients of CLIENTS) loads.push(await held(served, clients, seconds));
if (values.json) process.stdout.write(`${JSON.stringify({ jobs, loads })}\n`);
else {
  process.stdout.write(`${jobs} judging processes, ${PICTURE}, ${seconds} s each\n`);
  for (const { clients, perSecond, p50Ms, p95Ms, refused } of loads) {
    process.stdout.write(
      `${String(clients).padStart(3)} clients  ${perSecond.toFixed(1).padStart(5)} stills/s  p50 ${p50Ms.toFixed(0).padStart(5)} ms  p95 ${p95Ms.toFixed(0).padStart(5)} ms  ${refused} refused\n`,
    );
  }
}

/** A client that was refused waits a tenth of what it was told to: the impatient kind. */
async function held({ origin, key, user }: Served, clients: number, span: number): Promise<Load> {
  const authorization = `Basic ${Buffer.from(`${user}:${key}`).toString('base64')}`;
  const times: number[] = [];
  let refused = 0;
  const until = performance.now() + span * 1000;
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      const startedAt = performance.now();
      const response = await fetch(`${origin}/api/v1/face/liveness`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body,
      });
      await response.arrayBuffer();
      if (response.status === 200) times.push(performance.now() - startedAt);
      else {
        refused += 1;
        await new Promise<void>((resolve) => {
          setTimeout(resolve, 100);
        });
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
  return { clients, perSecond: times.length / span, p50Ms: at(0.5), p95Ms: at(0.95), refused };
}

async function pictureForm(): Promise<string> {
  const picture = await readFile(await assetPath(PICTURE));
  return JSON.stringify({ sessionId: 'load', faceImageBase: picture.toString('base64') });
}
