// The demo camera's puppet before the real models: what the page would offer is judged by the detector, the landmarks and
// the PAD models, frame for frame, with the main side's back-pressure.

import type { BrowserContext } from '@playwright/test';
import { eyeOpenness, ms, poseFromLandmarks } from '#core/frame/index.ts';
import type { DemoBehaviour, OfferedFrame } from '#core/protocol/index.ts';
import { createInProcessInference } from '#electron/inference/in-process.ts';
import type { InferencePort } from '#electron/session/ports.ts';
import { testLibrary } from './support/assets.ts';
import { openPageAlone, type PageAlone } from './support/page-alone.ts';
import { expect, test } from './support/test.ts';

/** What the models read of one frame. */
interface Reading {
  readonly faces: number;
  readonly faceShare: number;
  readonly yaw: number;
  readonly eyes: number;
  readonly score: number;
}

let inference: InferencePort;
test.beforeAll(async () => {
  inference = createInProcessInference({ library: await testLibrary(), detectorSide: 320 });
  await inference.ready(new AbortController().signal);
});
test.afterAll(() => inference[Symbol.asyncDispose]());

test('a subject who obeys is bona fide to the models and does what is asked, to the right side', async ({
  context,
}) => {
  const { show, during } = await stage(context, 'obeys');
  await show({ phase: 'positioning', hint: null, progress: 0 });
  await during(1500);
  await show({ phase: 'passive', hint: null, progress: 0 });
  const passive = await during(3000);
  expect(passive.every(({ faces }) => faces === 1)).toBe(true);
  expect(mean(passive.map(({ faceShare }) => faceShare))).toBeGreaterThan(0.35);
  expect(mean(passive.map(({ faceShare }) => faceShare))).toBeLessThan(0.45);
  expect(mean(passive.map(({ score }) => score))).toBeGreaterThan(0.8);
  expect(Math.abs(mean(passive.map(({ yaw }) => yaw)))).toBeLessThan(5);
  const open = median(passive.map(({ eyes }) => eyes));

  await show(prompt('LOOK LEFT'));
  const left = await during(2500);
  expect(Math.max(...left.map(({ yaw }) => yaw))).toBeGreaterThan(14);
  await show(prompt(null));
  await during(1500);

  await show(prompt('BLINK'));
  const blinking = await during(4000);
  expect(Math.min(...blinking.map(({ eyes }) => eyes))).toBeLessThan(0.55 * open);
  expect(median(blinking.map(({ eyes }) => eyes))).toBeGreaterThan(0.75 * open);
  await show(prompt(null));
  await during(1000);

  await show(prompt('LOOK RIGHT'));
  const right = await during(2500);
  expect(Math.min(...right.map(({ yaw }) => yaw))).toBeLessThan(-14);
});

test('a subject who leaves is out of the picture, and nothing there is taken for a face', async ({
  context,
}) => {
  const { show, during } = await stage(context, 'leaves');
  await show({ phase: 'positioning', hint: null, progress: 0 });
  await during(2000);
  expect((await during(500)).every(({ faces }) => faces === 1)).toBe(true);
  await show(prompt('LOOK LEFT'));
  await during(2500);
  expect((await during(1500)).every(({ faces }) => faces === 0)).toBe(true);
});

test('a still is the same picture to the bit, frame after frame', async ({ context }) => {
  const { show, during, frames } = await stage(context, 'still');
  await show({ phase: 'passive', hint: null, progress: 0 });
  await during(2000);
  const [first, ...rest] = frames.map(({ data }) => Buffer.from(data).toString('base64'));
  expect(rest.length).toBeGreaterThan(5);
  expect(rest.every((frame) => frame === first)).toBe(true);
});

interface Stage extends Pick<PageAlone, 'show'> {
  /** What the models read of the frames of so many milliseconds from now. */
  readonly during: (milliseconds: number) => Promise<readonly Reading[]>;
  readonly frames: readonly OfferedFrame[];
}

async function stage(context: BrowserContext, behaviour: DemoBehaviour): Promise<Stage> {
  const readings: Reading[] = [];
  const frames: OfferedFrame[] = [];
  const { page, show } = await openPageAlone(context, {
    boot: { demo: true, demoScript: { seed: 7, behaviour }, locale: 'en' },
    onFrame: async (frame) => {
      frames.push(frame);
      readings.push(await judge(frame));
    },
  });
  const during = async (milliseconds: number): Promise<readonly Reading[]> => {
    const before = readings.length;
    await page.waitForTimeout(milliseconds);
    return readings.slice(before);
  };
  await show({ phase: 'idle' });
  await expect.poll(() => readings.length, { timeout: 30_000 }).toBeGreaterThan(0);
  return { show, during, frames };
}

async function judge(frame: OfferedFrame): Promise<Reading> {
  const { faces, landmarks, pad } = await inference.analyze(
    { ...frame, capturedAt: ms(performance.now()) },
    { landmarks: true, pad: true, embedding: false },
    new AbortController().signal,
  );
  const hasMesh = landmarks.kind === 'landmarks';
  const eyes = hasMesh ? eyeOpenness(landmarks) : { left: NaN, right: NaN };
  return {
    faces: faces.length,
    faceShare: (faces[0]?.box.height ?? NaN) / frame.height,
    yaw: hasMesh ? poseFromLandmarks(landmarks).yaw : NaN,
    eyes: (eyes.left + eyes.right) / 2,
    score: pad.kind === 'scored' ? pad.score : NaN,
  };
}

const prompt = (action: 'BLINK' | 'LOOK LEFT' | 'LOOK RIGHT' | null) =>
  ({
    phase: 'active',
    hint: null,
    challenge: { action, progress: 0, passed: 0, total: 2, timeLeft: 1 },
  }) as const;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
