// The yardstick of the API's load: what the same picture takes to be judged by one process that nobody else asks, as `check` does it. Node.

import { readFile } from 'node:fs/promises';
import { openJudgeService } from '#electron/judging/judge-service.ts';
import { assetPath } from '../support/assets.ts';

/** The first ones load and warm it up. */
const WARM_UP = 5;

/** The median, in milliseconds. */
export async function judgedAlone(picture: string, seconds: number): Promise<number> {
  await using judge = await openJudgeService({ jobs: 1, queue: 0 });
  const still = { kind: 'still', bytes: await readFile(await assetPath(picture)) } as const;
  const times: number[] = [];
  const signal = AbortSignal.timeout(seconds * 1000);
  while (!signal.aborted || times.length <= WARM_UP) {
    const startedAt = performance.now();
    await judge.judge({ media: still, threshold: 0.5, wantsFace: false });
    times.push(performance.now() - startedAt);
  }
  const sorted = times.slice(WARM_UP).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
