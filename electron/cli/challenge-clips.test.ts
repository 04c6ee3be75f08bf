// What the challenges see in recorded people, by the real models. docs/challenges.md says what happens in each clip, and when.

import { beforeAll, afterAll, describe, expect, it, vi } from 'vitest';
import {
  challengePolicy as policy,
  neutralOf,
  openChallenge,
  stepChallenge,
  type Action,
  type ChallengeSample,
  type ChallengeStep,
  type Neutral,
} from '#core/challenge/index.ts';
import { ms, poseFromFivePoints } from '#core/frame/index.ts';
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

/** By the mesh, and beside it what the detector's five points say of the pitch. */
interface Sample extends ChallengeSample {
  readonly otherPitch: number;
}

interface Reading {
  readonly fps: number;
  readonly maxSide: number;
}
const USUAL: Reading = { fps: 15, maxSide: 720 };

const read = new Map<string, Promise<readonly Sample[]>>();

/** Each clip is read once. */
function samplesOf(clip: string, reading = USUAL): Promise<readonly Sample[]> {
  const key = `${clip} ${reading.fps} ${reading.maxSide}`;
  const samples = read.get(key) ?? readSamples(clip, reading);
  read.set(key, samples);
  return samples;
}

async function readSamples(clip: string, reading: Reading): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  const frames = openVideo(await assetPath(`samples/video/${clip}`), { ...reading, signal });
  for await (const frame of frames) {
    const plan = { landmarks: true, pad: false, embedding: false };
    const { faces, pose, eyes, mouth } = observe(await inference.analyze(frame, plan, signal));
    const [face] = faces;
    if (face === undefined || pose === null || eyes === null || mouth === null) continue;
    const otherPitch = poseFromFivePoints(face.points).pitch;
    const open = (eyes.right + eyes.left) / 2;
    samples.push({ at: frame.capturedAt, pose, eyes: open, mouth, otherPitch });
  }
  return samples;
}

type Seconds = number;

const during = <T extends ChallengeSample>(
  samples: readonly T[],
  from: Seconds,
  to: Seconds,
): readonly T[] => samples.filter(({ at }) => at >= 1000 * from - 1 && at <= 1000 * to + 1);

function neutralIn(samples: readonly ChallengeSample[], from: Seconds, to: Seconds): Neutral {
  const neutral = neutralOf(during(samples, from, to), 1);
  if (neutral === null) throw new Error('no neutral face');
  return neutral;
}

/** How a challenge ends whose neutral face was learned in the first span, and whose prompt stands over the second. */
function answer(
  action: Action,
  samples: readonly ChallengeSample[],
  neutral: Neutral,
  [from, to]: readonly [Seconds, Seconds],
): ChallengeStep['kind'] {
  let step: ChallengeStep = {
    kind: 'open',
    challenge: openChallenge(action, ms(1000 * from)),
  };
  for (const sample of during(samples, from, to)) {
    if (step.kind === 'open') step = stepChallenge(step.challenge, sample, neutral, policy);
  }
  return step.kind;
}

describe('a challenge that a recorded person answers', () => {
  it.each<readonly [Action, string, readonly [Seconds, Seconds], readonly [Seconds, Seconds]]>([
    ['BLINK', 'blinks-smiles-nods.mp4', [0, 0.2], [0.9, 1.75]],
    ['BLINK', 'selfie-talks-smiles.mp4', [0, 0.45], [1.1, 1.8]],
    ['BLINK', 'mouth-opens.mp4', [3.35, 3.65], [5.9, 6.6]],
    ['BLINK', 'blinks-gaze-smile.mp4', [0, 0.4], [0.2, 1]],
    ['LOOK LEFT', 'head-turn.gif', [0.7, 0.77], [0.6, 1.3]],
    ['LOOK DOWN', 'blinks-gaze-smile.mp4', [13.8, 14.1], [13.9, 14.7]],
    ['LOOK DOWN', 'blinks-gaze-smile.mp4', [1.9, 2.5], [3.3, 4.2]],
    ['SMILE', 'blinks-smiles-nods.mp4', [0, 0.2], [9.4, 12]],
    ['SMILE', 'selfie-talks-smiles.mp4', [0, 0.45], [6, 8.4]],
    ['SMILE', 'selfie-talks-smiles.mp4', [11.1, 11.6], [6, 8.4]],
  ])('%s passes in %s with neutral at %j s, prompt at %j s', async (action, clip, rest, prompt) => {
    const samples = await samplesOf(clip);
    expect(answer(action, samples, neutralIn(samples, ...rest), prompt)).toBe('passed');
  });
});

describe('a head that turns from its own right to its own left', () => {
  it('answers LOOK RIGHT when the recording runs backwards', async () => {
    const samples = await samplesOf('head-turn.gif');
    const neutral = neutralIn(samples, 0.7, 0.77);
    const backwards = samples
      .map((sample) => ({ ...sample, at: ms(2000 - sample.at) }))
      .toReversed();
    expect(answer('LOOK RIGHT', backwards, neutral, [1.15, 2])).toBe('passed');
    expect(answer('LOOK LEFT', backwards, neutral, [1.15, 2])).toBe('failed');
  });
});

describe('a recorded motion that is too short for an answer', () => {
  it('is a LOOK UP at half its speed, and none at its own', async () => {
    const samples = await samplesOf('blinks-smiles-nods.mp4');
    const neutral = neutralIn(samples, 18.2, 18.4);
    const slowed = samples.map((sample) => ({ ...sample, at: ms(2 * sample.at) }));
    expect(answer('LOOK UP', samples, neutral, [18.4, 19.3])).toBe('open');
    expect(answer('LOOK UP', slowed, neutral, [36.8, 38.6])).toBe('passed');
  });

  it('is no LOOK LEFT: a head that sways by 18° while it smiles', async () => {
    const samples = await samplesOf('blinks-smiles-nods.mp4');
    const neutral = neutralIn(samples, 0, 0.35);
    const swayed = during(samples, 10.4, 10.7).map(({ pose }) => pose.yaw - neutral.yaw);
    expect(Math.max(...swayed)).toBeGreaterThan(16);
    expect(answer('LOOK LEFT', samples, neutral, [9.4, 11])).toBe('open');
  });
});

describe('a small face at a low frame rate', () => {
  const small: Reading = { fps: 10, maxSide: 210 };
  it.each<readonly [Action, readonly [Seconds, Seconds]]>([
    ['BLINK', [1.1, 1.8]],
    ['SMILE', [6, 8.4]],
  ])('of 60 px and 10 frames a second still shows a %s', async (action, prompt) => {
    const samples = await samplesOf('selfie-talks-smiles.mp4', small);
    expect(answer(action, samples, neutralIn(samples, 0, 0.45), prompt)).toBe('passed');
  });

  it('of 60 px shows no smile that is not there', async () => {
    const samples = await samplesOf('selfie-talks-smiles.mp4', small);
    expect(answer('SMILE', samples, neutralIn(samples, 0, 0.45), [0, 6.2])).toBe('open');
  });
});

describe('a challenge that a recorded person does not answer', () => {
  it.each<readonly [Action, string, readonly [Seconds, Seconds], ChallengeStep['kind'], string]>([
    ['SMILE', 'mouth-opens.mp4', [3.35, 3.65], 'open', 'opens the mouth wide twice'],
    ['SMILE', 'mouth-opens.mp4', [1.65, 1.95], 'open', 'opens the mouth wide twice'],
    ['LOOK LEFT', 'mouth-opens.mp4', [3.35, 3.65], 'open', 'opens the mouth wide twice'],
    ['LOOK RIGHT', 'mouth-opens.mp4', [3.35, 3.65], 'open', 'opens the mouth wide twice'],
    ['LOOK UP', 'mouth-opens.mp4', [3.35, 3.65], 'open', 'opens the mouth wide twice'],
    ['LOOK DOWN', 'mouth-opens.mp4', [3.35, 3.65], 'open', 'opens the mouth wide twice'],
  ])('%s in %s with neutral at %j s is %s: it %s', async (action, clip, rest, kind) => {
    const samples = await samplesOf(clip);
    expect(answer(action, samples, neutralIn(samples, ...rest), [0, 60])).toBe(kind);
  });

  it.each(['LOOK LEFT', 'LOOK RIGHT', 'LOOK UP', 'LOOK DOWN', 'SMILE'] as const)(
    '%s stays open while someone talks and blinks',
    async (action) => {
      const samples = await samplesOf('selfie-talks-smiles.mp4');
      expect(answer(action, samples, neutralIn(samples, 0, 0.45), [0, 6.2])).toBe('open');
    },
  );

  it('LOOK LEFT is not answered by a head that sat askew and comes back to the middle', async () => {
    const samples = await samplesOf('blinks-smiles-nods.mp4');
    const neutral = neutralIn(samples, 7, 7.2);
    expect(neutral.yaw).toBeLessThan(-11);
    expect(answer('LOOK LEFT', samples, neutral, [7.3, 9.6])).toBe('open');
  });
});

describe('the signs of the pose', () => {
  it('are positive for a turn to the own left: a head turns from its own right to its own left', async () => {
    const samples = await samplesOf('head-turn.gif');
    const at = (seconds: Seconds) => neutralIn(samples, seconds - 0.1, seconds + 0.1).yaw;
    expect(at(0.2)).toBeLessThan(-35);
    expect(at(1.1)).toBeGreaterThan(20);
  });

  it('are positive for a look up, by the mesh and by the detector, whose five points know nothing of depth', async () => {
    const samples = await samplesOf('blinks-smiles-nods.mp4');
    const rise = (pitchOf: (sample: Sample) => number) =>
      Math.max(...during(samples, 18.75, 18.95).map(pitchOf)) -
      Math.max(...during(samples, 18.3, 18.6).map(pitchOf));
    expect(rise(({ pose }) => pose.pitch)).toBeGreaterThan(10);
    expect(rise(({ otherPitch }) => otherPitch)).toBeGreaterThan(5);
  });
});

/** When the blinks of a clip were over, in seconds, asking for the next as soon as one was seen. */
function blinksIn(samples: readonly ChallengeSample[], neutral: Neutral): readonly Seconds[] {
  const seen: Seconds[] = [];
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

const near = (times: readonly Seconds[], at: Seconds): boolean =>
  times.some((time) => Math.abs(time - at) <= 0.4);

describe('the blinks of recorded people', () => {
  it.each([
    ['mouth-opens.mp4', [3.1, 6.2], 2],
    ['selfie-talks-smiles.mp4', [1.4, 2.6, 3.4, 10.5], 4],
    ['blinks-gaze-smile.mp4', [0.5, 1.7, 2.2, 3.1, 9.5, 11.5, 12.4, 12.9, 15.3], 8],
  ])('are seen in %s, and not many that are not there', async (clip, truth, atLeast) => {
    const samples = await samplesOf(clip);
    const neutral = neutralIn(samples, 0, 60);
    const seen = blinksIn(samples, neutral);
    expect(truth.filter((at) => near(seen, at)).length).toBeGreaterThanOrEqual(atLeast);
    expect(seen.length).toBeLessThanOrEqual(truth.length + 4);
  });
});
