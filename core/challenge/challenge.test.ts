import { describe, expect, it } from 'vitest';
import { degrees, ms } from '#core/frame/index.ts';
import type { JudgedAction } from './action.ts';
import { openChallenge, stepChallenge, type ChallengeStep } from './challenge.ts';
import { neutralOf, type ChallengeSample, type Neutral } from './neutral.ts';
import { challengePolicy as policy } from './policy.ts';
import { turnSeen } from './turn.ts';

const neutral: Neutral = { yaw: degrees(4), pitch: degrees(-3), eyes: 0.3 };

interface Pose {
  /** From neutral; positive to the subject's own left. */
  readonly yaw?: number;
  readonly pitch?: number;
  /** Share of the neutral openness. */
  readonly eyes?: number;
}

/** One frame every 66 ms, the first of them 200 ms after the prompt at 1000 ms unless told otherwise. */
function frames(poses: readonly Pose[], from = 1200): readonly ChallengeSample[] {
  return poses.map(({ yaw = 0, pitch = 0, eyes = 1 }, i) => ({
    at: ms(from + i * 66),
    pose: {
      yaw: degrees(neutral.yaw + yaw),
      pitch: degrees(neutral.pitch + pitch),
      roll: degrees(0),
    },
    eyes: neutral.eyes * eyes,
  }));
}

function run(action: JudgedAction, samples: readonly ChallengeSample[]): ChallengeStep['kind'] {
  let step: ChallengeStep = { kind: 'open', challenge: openChallenge(action, ms(1000)) };
  for (const sample of samples) {
    if (step.kind !== 'open') break;
    step = stepChallenge(step.challenge, sample, neutral, policy);
  }
  return step.kind;
}

const still: readonly Pose[] = Array(30).fill({});
const left: readonly Pose[] = [{ yaw: 5 }, { yaw: 13 }, { yaw: 16 }];
const right: readonly Pose[] = left.map(({ yaw = 0 }) => ({ yaw: -yaw }));
const blink: readonly Pose[] = [{}, { eyes: 0.3 }, { eyes: 0.2 }, { eyes: 0.9 }];

describe('a challenge', () => {
  const table: readonly (readonly [
    string,
    JudgedAction,
    readonly Pose[],
    ChallengeStep['kind'],
  ])[] = [
    ['BLINK passes on open, closed, open', 'BLINK', blink, 'passed'],
    ['BLINK stays open on a still face', 'BLINK', still, 'open'],
    ['BLINK stays open while the eyes only close', 'BLINK', [{}, { eyes: 0.2 }], 'open'],
    ['BLINK stays open on a half-closed lid', 'BLINK', [{}, { eyes: 0.65 }, {}], 'open'],
    [
      'BLINK stays open when eyes that were shut for a second open',
      'BLINK',
      [{}, ...Array<Pose>(16).fill({ eyes: 0.2 }), {}, {}],
      'open',
    ],
    [
      'BLINK passes over a nod, which foreshortens the eyes',
      'BLINK',
      [{}, { eyes: 0.4, pitch: -20 }, { eyes: 0.4, pitch: -25 }, {}],
      'open',
    ],
    ['BLINK fails on a clear head turn', 'BLINK', [{ yaw: 21 }, { yaw: 22 }], 'failed'],
    ['BLINK tolerates a glance aside', 'BLINK', [{ yaw: 14 }, { yaw: 15 }, ...blink], 'passed'],
    ['LOOK LEFT passes on a turn to the own left', 'LOOK LEFT', left, 'passed'],
    ['LOOK RIGHT passes on a turn to the own right', 'LOOK RIGHT', right, 'passed'],
    ['LOOK LEFT fails on a turn to the right', 'LOOK LEFT', right, 'failed'],
    ['LOOK RIGHT fails on a turn to the left', 'LOOK RIGHT', left, 'failed'],
    ['LOOK LEFT stays open on a still face', 'LOOK LEFT', still, 'open'],
    ['LOOK LEFT stays open on a blink', 'LOOK LEFT', [...blink, ...blink], 'open'],
    [
      'LOOK LEFT stays open just short of the turn',
      'LOOK LEFT',
      Array(9).fill({ yaw: 11.9 }),
      'open',
    ],
    [
      'LOOK LEFT stays open on a single frame',
      'LOOK LEFT',
      [{ yaw: 13 }, {}, { yaw: 13 }, {}],
      'open',
    ],
    ['LOOK LEFT stays open on a nod', 'LOOK LEFT', Array(9).fill({ pitch: 20 }), 'open'],
  ];
  it.each(table)('%s', (_sentence, action, poses, kind) => {
    expect(run(action, frames(poses))).toBe(kind);
  });

  it('does not count a turn that was under way before anyone could have read the prompt', () => {
    const early = frames([{ yaw: 14 }, { yaw: 16 }, { yaw: 16 }, { yaw: 16 }, { yaw: 16 }], 1020);
    expect(run('LOOK LEFT', early)).toBe('open');
    expect(run('LOOK LEFT', [...early, ...frames([{}, ...left], 1400)])).toBe('passed');
  });

  it('does not count a blink that began before anyone could have read the prompt', () => {
    const early = frames([{ eyes: 0.2 }], 1020);
    expect(run('BLINK', [...early, ...frames([{ eyes: 0.2 }, {}, {}])])).toBe('open');
  });

  it('shows how far the turn has come, as a share', () => {
    const [sample] = frames([{ yaw: 6 }]);
    if (sample === undefined) throw new Error('no sample');
    const step = stepChallenge(openChallenge('LOOK LEFT', ms(1000)), sample, neutral, policy);
    expect(step).toMatchObject({ kind: 'open', challenge: { progress: 0.5 } });
  });
});

describe('a turn in a single frame', () => {
  it.each([
    [12, 'LOOK LEFT'],
    [-12, 'LOOK RIGHT'],
    [11.9, null],
    [-11.9, null],
  ])('of %d degrees from neutral is seen as %s', (yaw, seen) => {
    const [sample] = frames([{ yaw }]);
    if (sample === undefined) throw new Error('no sample');
    expect(turnSeen(sample, neutral, policy.turnDegrees)).toBe(seen);
  });
});

describe('the neutral face', () => {
  it('is the median, so that a blink and a glance during positioning do not move it', () => {
    const samples = frames([{}, { eyes: 0.1 }, {}, { yaw: 10 }, {}]);
    expect(neutralOf(samples, 5)).toEqual(neutral);
  });

  it('is unknown with too few samples', () => {
    expect(neutralOf(frames([{}, {}]), 5)).toBeNull();
  });
});
