// A picture of 12 megapixels, as a phone takes it, judged as `gatelight check` does. Node.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { judgeFile } from '#electron/judging/judge-file.ts';
import { createInProcessInference } from '#electron/inference/in-process.ts';
import { assetPath, testLibrary } from '../support/assets.ts';
import { measureStage, type Quantiles } from './timing.ts';

const SAMPLE = 'samples/bona-fide/webcam-desk-2.jpg';

export async function measureLargeStill(runs: number): Promise<Quantiles> {
  const folder = await mkdtemp(join(tmpdir(), 'gatelight-bench-'));
  try {
    const file = join(folder, 'phone.jpg');
    await sharp(await assetPath(SAMPLE))
      .resize(4000, 3000)
      .jpeg({ quality: 90 })
      .toFile(file);
    const signal = new AbortController().signal;
    const library = await testLibrary();
    await using inference = createInProcessInference({ detectorSide: 640, library });
    await inference.ready(signal);
    const options = { threshold: 0.6, strict: false, inference, signal };
    return await measureStage(() => judgeFile(file, options), runs);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
