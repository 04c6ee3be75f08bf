// The demo camera's puppet before the real models: what the page would offer is judged by the detector, the landmarks, the PAD models and
// the challenges themselves, frame for frame, with the main side's back-pressure.

import type { BrowserContext } from '@playwright/test';
import {
  ACTIONS,
  challengePolicy,
  neutralOf,
  openChallenge,
  stepChallenge,
  type Action,
  type ChallengeSample,
  type ChallengeStep,
  type Neutral,
} from '#core/challenge/index.ts';
import { ms } from '#core/frame/index.ts';
import type { DemoBehaviour, OfferedFrame } from '#core/protocol/index.ts';
import { observe } from '#core/session/index.ts';
import { createInProcessInference } from '#electron/inference/in-process.ts';
import type { InferencePort } from '#electron/session/ports.ts';
import { testLibrary } from './support/assets.ts';
import { openPageAlone, type PageAlone } from './support/page-alone.ts';
import { isLong } from './support/length.ts';
import { expect, test } from './support/test.ts';

/** What the models read of one frame. */
interface Reading {
  readonly faces: number;
  readonly faceShare: number;
  readonly sample: ChallengeSample | null;
  readonly score: number;
}

let inference: InferencePort;
test.beforeAll(async () => {
  inference = createInProcessInference({ library: await testLibrary(), detectorSide: 320 });
  await inference.ready(new AbortController().signal);
});
test.afterAll(() => inference[Symbol.asyncDispose]());

for (const seed of isLong ? [7, 8] : [7]) {
  test(`a subject who obeys (seed ${seed}) is bona fide to the models and does all that the main side can ask`, async ({
    context,
  }) => {
    const { show, during } = await stage(context, 'obeys', seed);
    await show({ phase: 'positioning', hint: null, progress: 0 });
    await during(1500);
    await show({ phase: 'passive', hint: null, progress: 0 });
    const passive = await during(3000);
    expect(passive.every(({ faces }) => faces === 1)).toBe(true);
    expect(mean(passive.map(({ faceShare }) => faceShare))).toBeGreaterThan(0.3);
    expect(mean(passive.map(({ faceShare }) => faceShare))).toBeLessThan(0.5);
    expect(mean(passive.map(({ score }) => score))).toBeGreaterThan(0.8);
    const neutral = neutralOf(samplesIn(passive), 5);
    if (neutral === null) throw new Error('no face mesh while looking straight ahead');
    expect(Math.abs(neutral.yaw)).toBeLessThan(5);

    for (const action of ACTIONS) {
      await show(prompt(action));
      const seen = await during(action === 'BLINK' ? 4000 : 2500);
      expect.soft(endOf(action, samplesIn(seen), neutral), action).toBe('passed');
      await show(prompt(null));
      await during(1500);
    }
  });
}

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

async function stage(context: BrowserContext, behaviour: DemoBehaviour, seed = 7): Promise<Stage> {
  const readings: Reading[] = [];
  const frames: OfferedFrame[] = [];
  const { page, show } = await openPageAlone(context, {
    boot: { demo: true, demoScript: { seed, behaviour }, locale: 'en' },
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
  const analysis = await inference.analyze(
    { ...frame, capturedAt: ms(performance.now()) },
    { landmarks: true, pad: true, embedding: false },
    new AbortController().signal,
  );
  const { capturedAt: at, faces, pose, eyes, mouth } = observe(analysis);
  const isRead = pose !== null && eyes !== null && mouth !== null;
  return {
    faces: faces.length,
    faceShare: (faces[0]?.box.height ?? NaN) / frame.height,
    sample: isRead ? { at, pose, eyes: (eyes.right + eyes.left) / 2, mouth } : null,
    score: analysis.pad.kind === 'scored' ? analysis.pad.score : NaN,
  };
}

/** How the main side's own challenge ends, opened as the first of these frames came. */
function endOf(
  action: Action,
  samples: readonly ChallengeSample[],
  neutral: Neutral,
): ChallengeStep['kind'] {
  const [first] = samples;
  if (first === undefined) throw new Error('no frames');
  let step: ChallengeStep = { kind: 'open', challenge: openChallenge(action, first.at) };
  for (const sample of samples) {
    if (step.kind !== 'open') break;
    step = stepChallenge(step.challenge, sample, neutral, challengePolicy);
  }
  return step.kind;
}

const samplesIn = (readings: readonly Reading[]): readonly ChallengeSample[] =>
  readings.flatMap(({ sample }) => (sample === null ? [] : [sample]));

const prompt = (action: Action | null) =>
  ({
    phase: 'active',
    hint: null,
    challenge: { action, progress: 0, passed: 0, total: 2, timeLeft: 1 },
  }) as const;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
