// The examples of docs/api.md, each run as a reader would run it, against a served API.

import { execFile, spawnSync } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './support/appliance.ts';
import { assetPath } from './support/assets.ts';
import { serve, type Served } from './support/served.ts';
import { expect, test } from './support/test.ts';

const run = promisify(execFile);
const BONA_FIDE = 'samples/bona-fide/webcam-desk-2.jpg';

let served: Served;
test.beforeAll(async () => {
  served = await serve(1);
});
test.afterAll(() => served[Symbol.asyncDispose]());

const has = (command: string): boolean =>
  spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;

async function example(command: string, file: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run(command, [join(ROOT, 'docs/examples', file), ...args], {
    env: {
      ...process.env,
      GATELIGHT_URL: served.origin,
      GATELIGHT_USER: served.user,
      GATELIGHT_KEY: served.key,
    },
  });
  return stdout;
}

test('in curl: a picture is checked', async () => {
  test.skip(!has('curl'), 'curl is not installed');
  expect(JSON.parse(await example('sh', 'check.sh', [await assetPath(BONA_FIDE)]))).toMatchObject({
    status: 'success',
    liveness: { rejection_reason: '' },
  });
});

test('in Python: a person is enrolled and found again', async () => {
  test.skip(!has('python3'), 'python3 is not installed');
  const other = await assetPath('samples/bona-fide/webcam-desk-1.jpg');
  const said = await example('python3', 'liveness.py', [await assetPath(BONA_FIDE), other]);
  expect(JSON.parse(said)).toMatchObject({
    enrolled: { external_id: 'ada' },
    found: { matches: [{ external_id: 'ada' }] },
  });
});

test('in TypeScript: a session over a folder of pictures ends with its one result', async () => {
  const folder = test.info().outputPath('frames');
  await mkdir(folder, { recursive: true });
  await cp(await assetPath(BONA_FIDE), join(folder, '1.jpg'));
  const lines = (await example(process.execPath, 'session.ts', [folder])).trim().split('\n');
  expect(lines.filter((line) => line.includes('final_result'))).toHaveLength(1);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ type: 'final_result', label: 'FAKE' });
});
