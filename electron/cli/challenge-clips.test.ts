// What the challenges see in recorded people, by the real models: MODELS.md of the reference material lists what happens in each clip.

import { beforeAll, afterAll, describe, expect, it, vi } from 'vitest';
import {
  challengePolicy as policy,
  neutralOf,
  openChallenge,
  stepChallenge,
  turnSeen,
  type ChallengeSample,
  type Neutral,
} from '#core/challenge/index.ts';
import { degrees, ms } from '#core/frame/index.ts';
import { observe } from '#core/session/index.ts';
import { createInProcessInference } from '#electron/inference/in-process.ts';
import { openVideo } from '#electron/media/index.ts';
import type { InferencePort } from '#electron/session/ports.ts';
import { assetPath } from '../../e2e/support/assets.ts';

vi.setConfig({ testTimeout: 120_000 });

const signal = new AbortController().signal;
let inference: InferencePort;
beforeAll(async () => {
  inference = createInProcessInference({ detectorSide: 320 });
  await inference.ready(signal);
});
afterAll(() => inference[Symbol.asyncDispose]());

async function samplesOf(clip: string): Promise<readonly ChallengeSample[]> {
  const samples: ChallengeSample[] = [];
  const frames = openVideo(await assetPath(`samples/video/${clip}`), {
    fps: 15,
    maxSide: 720,
    signal,
  });
  for await (const frame of frames) {
    const plan = { landmarks: true, pad: false, embedding: false };
    const { pose, eyes } = observe(await inference.analyze(frame, plan, signal));
    if (pose !== null && eyes !== null) {
      samples.push({ at: frame.capturedAt, pose, eyes: (eyes.right + eyes.left) / 2 });
    }
  }
  return samples;
}

/** When the blinks of a clip were over, in seconds, asking for the next as soon as one was seen. */
function blinksIn(samples: readonly ChallengeSample[], neutral: Neutral): readonly number[] {
  const seen: number[] = [];
  let challenge = openChallenge('BLINK', ms(0));
  for (const sample of samples) {
    const step = stepChallenge(challenge, sample, neutral, policy);
    if (step.kind === 'passed') seen.push(sample.at / 1000);
    challenge =
      step.kind === 'open'
        ? step.challenge
        : openChallenge('BLINK', ms(sample.at - policy.reactionMs));
  }
  return seen;
}

const near = (times: readonly number[], at: number): boolean =>
  times.some((time) => Math.abs(time - at) <= 0.4);

describe('challenges on recorded people', () => {
  it('see LOOK RIGHT, then LOOK LEFT in a head that turns from its own right to its own left', async () => {
    const facing: Neutral = { yaw: degrees(0), pitch: degrees(0), eyes: 0.3 };
    const turns = (await samplesOf('head-turn.gif'))
      .map((sample) => turnSeen(sample, facing, policy.turnDegrees))
      .filter((turn) => turn !== null);
    // After that the head goes back.
    expect(turns.filter((turn, i) => turn !== turns[i - 1]).slice(0, 2)).toEqual([
      'LOOK RIGHT',
      'LOOK LEFT',
    ]);
  });

  it.each([
    ['mouth-opens.mp4', [3.1, 6.2], 2],
    ['selfie-talks-smiles.mp4', [1.4, 2.6, 3.4, 10.5], 4],
    ['blinks-gaze-smile.mp4', [0.5, 1.7, 2.2, 3.1, 9.5, 11.5, 12.4, 12.9, 15.3], 8],
  ])('see the blinks of %s, and not many that are not there', async (clip, truth, atLeast) => {
    const samples = await samplesOf(clip);
    const neutral = neutralOf(samples, 5);
    if (neutral === null) throw new Error('no neutral face');
    const seen = blinksIn(samples, neutral);
    expect(truth.filter((at) => near(seen, at)).length).toBeGreaterThanOrEqual(atLeast);
    expect(seen.length).toBeLessThanOrEqual(truth.length + 4);
  });

  it('see no turn in a clip without one', async () => {
    const samples = await samplesOf('mouth-opens.mp4');
    const neutral = neutralOf(samples, 5);
    if (neutral === null) throw new Error('no neutral face');
    expect(samples.some((sample) => turnSeen(sample, neutral, policy.turnDegrees) !== null)).toBe(
      false,
    );
  });
});
