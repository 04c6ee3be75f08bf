// The short form of `npm run fuzz`: a few hundred damaged files and wrong requests against a served API, and a judging process that is killed.

import { setTimeout as delay } from 'node:timers/promises';
import { childrenOf } from './support/processes.ts';
import { expect, test } from './support/test.ts';
import { isLong } from './support/length.ts';
import { fuzz } from './fuzz/fuzz.ts';
import { drawInputs } from './fuzz/inputs.ts';
import { serve, type Served } from './support/served.ts';
import { newCollection, readMaterial } from './fuzz/target.ts';

const INPUTS = isLong ? 5000 : 200;

test('what nobody honest sends is answered, and never as a bug is', async () => {
  test.setTimeout(isLong ? 1_800_000 : 120_000);
  await using served = await serve(2);
  const target = { ...served, collection: await newCollection(served) };
  const inputs = drawInputs(7, INPUTS, target, await readMaterial());
  const report = await fuzz(inputs, served, { lanes: 4, onInput: () => undefined });
  expect(report.failures).toEqual([]);
  expect(served.complaints.filter((line) => line.startsWith('req_'))).toEqual([]);
  // The pool of file handles of the runtime itself is warm by then.
  expect(report.handles.after).toBeLessThan(report.handles.before + 30);
});

test('a judging process that is killed in the middle of a request costs that request, and no other', async () => {
  await using served = await serve(1);
  const { clips } = await readMaterial();
  const killed = ask(served, clips[0] ?? new Uint8Array());
  // The clip takes seconds.
  await delay(700);
  const [judge] = childrenOf(served.pid);
  if (judge === undefined) throw new Error('no judging process');
  process.kill(judge, 'SIGKILL');
  expect(await killed).toMatchObject({ status: 503, body: { status: 'failed' } });
  await expect
    .poll(async () => (await ask(served, clips[0] ?? new Uint8Array())).status, { timeout: 30_000 })
    .toBe(200);
});

async function ask({ origin, key }: Served, clip: Uint8Array) {
  const form = new FormData();
  form.set('model', 'face-liveness');
  form.set('video', new Blob([new Uint8Array(clip)]), 'clip.mp4');
  const response = await fetch(`${origin}/v1/inference`, {
    method: 'POST',
    headers: { 'x-api-key': key },
    body: form,
  });
  const body: unknown = await response.json();
  return { status: response.status, body };
}
