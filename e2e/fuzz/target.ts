// What a fuzz run needs before it begins: a collection to aim at, and real files to damage. Node.

import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { assetPath } from '../support/assets.ts';
import type { Material } from './inputs.ts';
import type { Served } from '../support/served.ts';

export async function newCollection({ origin, key }: Served): Promise<string> {
  const response = await fetch(`${origin}/api/v1/collections`, {
    method: 'POST',
    headers: { 'x-api-key': key, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'fuzz' }),
  });
  const created = z.object({ data: z.object({ id: z.string() }) });
  return created.parse(await response.json()).data.id;
}

/** Small ones: a request is thousands of times sent. */
export async function readMaterial(): Promise<Material> {
  const read = async (files: readonly string[]): Promise<readonly Uint8Array[]> =>
    Promise.all(files.map(async (file) => readFile(await assetPath(file))));
  return {
    pictures: await read([
      'samples/bona-fide/minivision-t1.jpg',
      'samples/bona-fide/webcam-desk-2.jpg',
    ]),
    clips: await read(['samples/video/mouth-opens.mp4']),
  };
}
