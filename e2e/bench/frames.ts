// `npm run bench:frames [-- --sessions N]`: frames a second of a kiosk's sessions in its own page, with a recorded person before the camera:
// those that are judged (goal: 10) and those of the preview (goal: 24), on this machine with all that it does. Node, Linux.

import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { startAppliance } from '../support/appliance.ts';
import { launchChromium } from '../support/chromium.ts';
import { allowingVirtual, fakeCamera } from '../support/fake-camera.ts';
import { readOptions } from '../support/options.ts';
import { sessionRate, type SessionRate } from './session-rate.ts';

/** Looks at the camera for longer than a session lasts, and answers no prompt. */
const CLIP = 'samples/video/mouth-opens.mp4';

const { sessions } = readOptions({ options: { sessions: { type: 'string', default: '5' } } });
const count = Number(sessions);
if (!Number.isInteger(count) || count < 1) {
  process.stderr.write(`--sessions ${sessions}: give a whole number above 0\n`);
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), 'gatelight-frames-'));
try {
  const camera = await fakeCamera(CLIP, folder);
  process.stdout.write(`${availableParallelism()} cores; load before: ${loadOf()}\n`);
  const rates: SessionRate[] = [];
  // The first one finds nothing in the disk's cache, and is not counted.
  for (let session = 0; session <= count; session += 1) {
    const rate = await oneSession(camera);
    if (session === 0) continue;
    rates.push(rate);
    const { judged, preview } = rate;
    process.stdout.write(`judged ${judged.toFixed(1)}, preview ${preview.toFixed(1)} a second\n`);
  }
  const middle = (key: keyof SessionRate): string =>
    (rates.map((rate) => rate[key]).toSorted((a, b) => a - b)[(count - 1) >> 1] ?? NaN).toFixed(1);
  process.stdout.write(
    `middle of ${count}: judged ${middle('judged')}, preview ${middle('preview')}\n`,
  );
} finally {
  await rm(folder, { recursive: true });
}

/** A kiosk of its own: a denial would be remembered by the next session. */
async function oneSession(camera: readonly string[]): Promise<SessionRate> {
  await using browser = await launchChromium({ chromium }, camera);
  const data = await allowingVirtual(await mkdtemp(join(folder, 'session-')));
  await using kiosk = await startAppliance({ args: ['--no-browser', '--unsandboxed'], data });
  return await sessionRate(browser, kiosk);
}

function loadOf(): string {
  return (loadavg()[0] ?? 0).toFixed(2);
}
