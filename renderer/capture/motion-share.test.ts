import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACTIONS, type Action, type ChallengeSample, type Neutral } from '#core/challenge/index.ts';
import { degrees, ms } from '#core/frame/index.ts';
import { motionShare } from './motion-share.ts';

interface Change {
  readonly yaw?: number;
  readonly pitch?: number;
  /** Share of the open eye. */
  readonly eyes?: number;
  readonly wider?: number;
  readonly lift?: number;
}

/** Somebody who holds the head askew, as people do. */
const neutral: Neutral = {
  yaw: degrees(-5),
  pitch: degrees(8),
  eyes: 0.28,
  mouth: { width: 0.55, drop: 0.36 },
};
const changed = ({
  yaw = 0,
  pitch = 0,
  eyes = 1,
  wider = 0,
  lift = 0,
}: Change): ChallengeSample => ({
  at: ms(0),
  pose: {
    yaw: degrees(neutral.yaw + yaw),
    pitch: degrees(neutral.pitch + pitch),
    roll: degrees(2),
  },
  eyes: neutral.eyes * eyes,
  mouth: {
    width: neutral.mouth.width * (1 + wider),
    drop: neutral.mouth.drop - lift,
    opening: 0,
  },
});
const shareOf = (action: Action, change: Change): number =>
  motionShare(action, changed(change), neutral);

test.each(ACTIONS)('a neutral face shows nothing of %s', (action) => {
  expect(shareOf(action, {})).toBe(0);
});

test.each<readonly [Action, Change, Change]>([
  ['LOOK LEFT', { yaw: 8 }, { yaw: 17 }],
  ['LOOK RIGHT', { yaw: -8 }, { yaw: -17 }],
  ['LOOK UP', { pitch: 7 }, { pitch: 15 }],
  ['LOOK DOWN', { pitch: -7 }, { pitch: -15 }],
  ['BLINK', { eyes: 0.75 }, { eyes: 0.2 }],
  ['SMILE', { wider: 0.07, lift: 0.035 }, { wider: 0.2, lift: 0.1 }],
])(
  '%s is half there at %j, there at %j, and no other motion is seen in it',
  (action, half, all) => {
    expect(shareOf(action, half)).toBeCloseTo(0.5);
    expect(shareOf(action, all)).toBe(1);
    for (const other of ACTIONS.filter((one) => one !== action))
      expect(shareOf(other, all)).toBe(0);
  },
);

test('speech parts the corners of the mouth and a bowed head lifts them: neither is a smile', () => {
  expect(shareOf('SMILE', { wider: 0.3 })).toBe(0);
  expect(shareOf('SMILE', { lift: 0.2 })).toBe(0);
});

test('going further never shows less, and a share it is whatever was measured', () => {
  const number = fc.double({ min: -60, max: 60 });
  fc.assert(
    fc.property(number, number, fc.double({ min: -1, max: 3 }), (yaw, pitch, eyes) => {
      const of = (by: number): readonly number[] =>
        ACTIONS.map((action) => shareOf(action, { yaw: yaw + by, pitch, eyes }));
      for (const share of of(0)) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
      expect(of(1)[1]).toBeGreaterThanOrEqual(of(0)[1] ?? NaN);
    }),
  );
});
