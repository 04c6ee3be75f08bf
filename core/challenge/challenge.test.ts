import { describe, expect, it } from 'vitest';
import { degrees, ms } from '#core/frame/index.ts';
import { ACTIONS, type Action } from './action.ts';
import { openChallenge, stepChallenge, type ChallengeStep } from './challenge.ts';
import { neutralOf, type ChallengeSample, type Neutral } from './neutral.ts';
import { challengePolicy as policy } from './policy.ts';
import { isNeutral } from './start.ts';

const neutral: Neutral = {
  yaw: degrees(2),
  pitch: degrees(-3),
  eyes: 0.3,
  mouth: { width: 0.55, drop: 0.34 },
};

interface Face {
  /** From neutral; positive to the subject's own left. */
  readonly yaw?: number;
  /** From neutral; positive upwards. */
  readonly pitch?: number;
  /** Share of the neutral openness. */
  readonly eyes?: number;
  /** Widening of the mouth, as a share, and lift of its corners. */
  readonly wider?: number;
  readonly lift?: number;
  readonly opening?: number;
}

/** One frame every 66 ms, the first of them 200 ms after the prompt at 1000 ms unless told otherwise. */
function frames(faces: readonly Face[], from = 1200, of = neutral): readonly ChallengeSample[] {
  return faces.map(({ yaw = 0, pitch = 0, eyes = 1, wider = 0, lift = 0, opening = 0 }, i) => ({
    at: ms(from + i * 66),
    pose: { yaw: degrees(of.yaw + yaw), pitch: degrees(of.pitch + pitch), roll: degrees(0) },
    eyes: of.eyes * eyes,
    mouth: { width: of.mouth.width * (1 + wider), drop: of.mouth.drop - lift, opening },
  }));
}

function run(
  action: Action,
  samples: readonly ChallengeSample[],
  of: Neutral = neutral,
): ChallengeStep['kind'] {
  let step: ChallengeStep = { kind: 'open', challenge: openChallenge(action, ms(1000)) };
  for (const sample of samples) {
    if (step.kind !== 'open') break;
    step = stepChallenge(step.challenge, sample, of, policy);
  }
  return step.kind;
}

const times = (count: number, face: Face): readonly Face[] => Array<Face>(count).fill(face);

const still = times(30, {});
const blink: readonly Face[] = [{}, { eyes: 0.3 }, { eyes: 0.2 }, { eyes: 0.9 }];
const left: readonly Face[] = [{ yaw: 5 }, ...times(4, { yaw: 13 }), { yaw: 16 }];
const right: readonly Face[] = left.map(({ yaw = 0 }) => ({ yaw: -yaw }));
const up: readonly Face[] = [{ pitch: 5 }, ...times(4, { pitch: 13 }), { pitch: 16 }];
const down: readonly Face[] = up.map(({ pitch = 0 }) => ({ pitch: -pitch }));
const smiling: Face = { wider: 0.15, lift: 0.08 };
const broad: Face = { wider: 0.3, lift: 0.13, opening: 0.15 };
const smile = [{ wider: 0.08, lift: 0.04 }, ...times(9, smiling)];
/** A vowel that parts the lips like a smile, one that rounds them, and so on. */
const talk: readonly Face[] = Array.from({ length: 6 }, () => [
  ...times(4, { wider: 0.24, lift: 0.075, opening: 0.12, pitch: -3 }),
  ...times(3, { wider: -0.1, lift: -0.05, opening: 0.1, pitch: 3 }),
]).flat();

type Row = readonly [string, Action, readonly Face[], ChallengeStep['kind']];

describe('a challenge', () => {
  const asked: readonly Row[] = [
    ['BLINK passes on open, closed, open', 'BLINK', blink, 'passed'],
    ['LOOK LEFT passes on a turn to the own left', 'LOOK LEFT', left, 'passed'],
    ['LOOK RIGHT passes on a turn to the own right', 'LOOK RIGHT', right, 'passed'],
    ['LOOK UP passes on a head that tilts back', 'LOOK UP', up, 'passed'],
    ['LOOK DOWN passes on a head that bows', 'LOOK DOWN', down, 'passed'],
    ['SMILE passes on a smile that stays', 'SMILE', smile, 'passed'],
    ['SMILE passes on a broad one that shows the teeth', 'SMILE', times(9, broad), 'passed'],
  ];
  const short: readonly Row[] = [
    ['BLINK stays open while the eyes only close', 'BLINK', [{}, { eyes: 0.2 }], 'open'],
    ['BLINK stays open on a half-closed lid', 'BLINK', [{}, { eyes: 0.65 }, {}], 'open'],
    [
      'BLINK stays open when eyes that were shut for a second open',
      'BLINK',
      [{}, ...times(16, { eyes: 0.2 }), {}, {}],
      'open',
    ],
    [
      'BLINK passes over a nod, which foreshortens the eyes',
      'BLINK',
      [{}, { eyes: 0.4, pitch: -14 }, { eyes: 0.4, pitch: -16 }, {}],
      'open',
    ],
    ['LOOK LEFT stays open just short of the turn', 'LOOK LEFT', times(9, { yaw: 11.9 }), 'open'],
    [
      'LOOK LEFT stays open on single frames',
      'LOOK LEFT',
      [{ yaw: 13 }, {}, { yaw: 13 }, {}],
      'open',
    ],
    ['LOOK LEFT stays open on a sway', 'LOOK LEFT', [...times(4, { yaw: 14 }), {}], 'open'],
    ['BLINK stays open on a far sway', 'BLINK', [...times(4, { yaw: 25 }), {}], 'open'],
    ['LOOK UP stays open just short of the nod', 'LOOK UP', times(9, { pitch: 11.9 }), 'open'],
    ['LOOK DOWN stays open just short of the nod', 'LOOK DOWN', times(9, { pitch: -11.9 }), 'open'],
    [
      'LOOK DOWN stays open on single frames',
      'LOOK DOWN',
      [{ pitch: -13 }, {}, { pitch: -13 }],
      'open',
    ],
    ['SMILE stays open on a smile that only flashes', 'SMILE', [...times(6, smiling), {}], 'open'],
    ['SMILE stays open on speech', 'SMILE', talk, 'open'],
    [
      'SMILE stays open on a mouth that is wide open',
      'SMILE',
      times(20, { ...broad, opening: 0.4 }),
      'open',
    ],
    ['SMILE stays open on a mouth that only widens', 'SMILE', times(20, { wider: 0.3 }), 'open'],
    ['SMILE stays open on corners that only rise', 'SMILE', times(20, { lift: 0.12 }), 'open'],
    [
      'SMILE passes over a bowed head, which lifts the corners',
      'SMILE',
      Array.from({ length: 4 }, () => [...times(4, { ...smiling, pitch: -13 }), {}]).flat(),
      'open',
    ],
  ];
  const wrong: readonly Row[] = [
    ['LOOK LEFT fails on a turn to the right', 'LOOK LEFT', right, 'failed'],
    ['LOOK RIGHT fails on a turn to the left', 'LOOK RIGHT', left, 'failed'],
    ['LOOK UP fails on a bow', 'LOOK UP', down, 'failed'],
    ['LOOK DOWN fails on a head that tilts back', 'LOOK DOWN', up, 'failed'],
    ...(['BLINK', 'LOOK UP', 'LOOK DOWN', 'SMILE'] as const).flatMap((action): readonly Row[] => [
      [`${action} fails on a clear turn`, action, times(5, { yaw: 21 }), 'failed'],
      [`${action} fails on a clear turn to the right`, action, times(5, { yaw: -21 }), 'failed'],
      [`${action} fails on a turn that is just complete`, action, times(5, { yaw: 13 }), 'failed'],
      [`${action} tolerates a glance aside`, action, times(9, { yaw: 11 }), 'open'],
      [`${action} tolerates a sway`, action, [...times(4, { yaw: 14 }), {}], 'open'],
    ]),
    ...(['BLINK', 'LOOK LEFT', 'LOOK RIGHT', 'SMILE'] as const).flatMap(
      (action): readonly Row[] => [
        [`${action} fails on a deep bow`, action, times(5, { pitch: -21 }), 'failed'],
        [`${action} fails on a head thrown back`, action, times(5, { pitch: 21 }), 'failed'],
        [
          `${action} fails on a nod that is just complete`,
          action,
          times(5, { pitch: -13 }),
          'failed',
        ],
        [`${action} tolerates a small nod`, action, times(9, { pitch: -11 }), 'open'],
        [`${action} tolerates a quick nod`, action, [...times(4, { pitch: -14 }), {}], 'open'],
      ],
    ),
    ...(
      [
        ['LOOK LEFT', { yaw: 8 }, { pitch: -14 }, { pitch: -21 }],
        ['LOOK RIGHT', { yaw: -8 }, { pitch: 14 }, { pitch: 21 }],
        ['LOOK UP', { pitch: 8 }, { yaw: 14 }, { yaw: 21 }],
        ['LOOK DOWN', { pitch: -8 }, { yaw: -14 }, { yaw: -21 }],
      ] as const
    ).flatMap(([action, begun, tilted, far]): readonly Row[] => [
      [`${action} tolerates a slant once begun`, action, times(9, { ...begun, ...tilted }), 'open'],
      [`${action} fails on a wide slant`, action, times(5, { ...begun, ...far }), 'failed'],
    ]),
    ...ACTIONS.filter((action) => action !== 'SMILE').flatMap((action): readonly Row[] => [
      [`${action} fails on a broad smile that stays`, action, times(9, broad), 'failed'],
      [`${action} tolerates a friendly face`, action, times(20, smiling), 'open'],
      [`${action} tolerates speech`, action, talk, 'open'],
    ]),
    ...ACTIONS.filter((action) => action !== 'BLINK').map((action): Row => [
      `${action} tolerates blinks`,
      action,
      [...blink, ...blink, ...blink],
      'open',
    ]),
    ...ACTIONS.map((action): Row => [
      `${action} stays open on a still face`,
      action,
      still,
      'open',
    ]),
    [
      'BLINK fails on a broad smile that stays while the head sways',
      'BLINK',
      [...times(3, broad), ...times(2, { ...broad, yaw: 14 }), ...times(4, broad)],
      'failed',
    ],
  ];
  it.each([...asked, ...short, ...wrong])('%s', (_sentence, action, faces, kind) => {
    expect(run(action, frames(faces))).toBe(kind);
  });

  const motions: readonly (readonly [Action, readonly Face[]])[] = [
    ['BLINK', [{}, { eyes: 0.2 }, {}]],
    ['LOOK LEFT', left],
    ['LOOK RIGHT', right],
    ['LOOK UP', up],
    ['LOOK DOWN', down],
    ['SMILE', smile],
  ];
  it.each(motions)(
    'does not count a %s that was under way before anyone could have read the prompt',
    (action, faces) => {
      const [widest = {}] = faces.slice(action === 'BLINK' ? 1 : -1);
      const early = frames(times(9, widest), 1020);
      expect(run(action, early)).toBe('open');
      expect(run(action, [...early, ...frames([...times(2, {}), ...faces], 1700)])).toBe('passed');
    },
  );

  it('shows how far the motion has come, as a share', () => {
    const shown = (action: Action, face: Face) => {
      const [sample] = frames([face]);
      if (sample === undefined) throw new Error('no sample');
      return stepChallenge(openChallenge(action, ms(1000)), sample, neutral, policy);
    };
    expect(shown('LOOK LEFT', { yaw: 6 })).toMatchObject({ challenge: { progress: 0.5 } });
    expect(shown('LOOK DOWN', { pitch: -3 })).toMatchObject({ challenge: { progress: 0.25 } });
    expect(shown('LOOK LEFT', { yaw: -6 })).toMatchObject({ challenge: { progress: 0 } });
    expect(shown('SMILE', smiling)).toMatchObject({ challenge: { progress: 1 } });
  });
});

describe('a motion that was cut to', () => {
  const jump = [...times(2, {}), ...times(8, { yaw: 16 })];

  it.each<readonly [string, readonly Face[], ChallengeStep['kind']]>([
    ['is none, however long it is shown', jump, 'open'],
    [
      'nor is it one when the picture trembles',
      [{}, { yaw: 16 }, { yaw: 17 }, ...times(6, { yaw: 15.5 })],
      'open',
    ],
    [
      'it counts once it was taken back and made',
      [...jump, {}, ...left, ...times(3, { yaw: 16 })],
      'passed',
    ],
    [
      'is told from a quick, large turn, which goes on',
      [{}, { yaw: 14 }, ...times(5, { yaw: 30 })],
      'passed',
    ],
    [
      'is told from a turn that was seen on its way',
      [{}, { yaw: 7 }, ...times(5, { yaw: 16 })],
      'passed',
    ],
  ])('%s', (_, faces, kind) => {
    expect(run('LOOK LEFT', frames(faces))).toBe(kind);
  });

  it('is not told where frames are missing', () => {
    const before = frames(times(2, {}));
    const after = frames(times(6, { yaw: 16 }), 1600);
    expect(run('LOOK LEFT', [...before, ...after])).toBe('passed');
  });
});

describe('a neutral that was learned off-centre', () => {
  const askew = { ...neutral, yaw: degrees(-16) };
  const bowed = { ...neutral, pitch: degrees(-22) };
  const thrownBack = { ...neutral, pitch: degrees(20) };
  it.each<readonly [string, Action, Neutral, readonly Face[], ChallengeStep['kind']]>([
    ['a head that comes back to the middle', 'LOOK LEFT', askew, times(9, { yaw: 25 }), 'open'],
    ['a head that turns beyond it', 'LOOK LEFT', askew, times(5, { yaw: 27 }), 'passed'],
    ['a head that turns further aside', 'LOOK RIGHT', askew, times(5, { yaw: -12 }), 'passed'],
    ['a bowed head that comes up', 'LOOK UP', bowed, times(9, { pitch: 20 }), 'open'],
    ['a bowed head that tilts back', 'LOOK UP', bowed, times(5, { pitch: 22 }), 'passed'],
    [
      'a head thrown back that comes down',
      'LOOK DOWN',
      thrownBack,
      times(9, { pitch: -20 }),
      'open',
    ],
    ['a head thrown back that bows', 'LOOK DOWN', thrownBack, times(5, { pitch: -23 }), 'passed'],
  ])('judges %s at %s by where it ends up too', (_, action, of, faces, kind) => {
    expect(run(action, frames(faces, 1200, of), of)).toBe(kind);
  });
});

describe('the start of a challenge', () => {
  it.each<readonly [string, Face, boolean]>([
    ['a calm face', {}, true],
    ['a mouth that speaks a little', { wider: 0.05, lift: 0.03, opening: 0.1 }, true],
    ['a head 6° aside and 6° down', { yaw: 6, pitch: -6 }, true],
    ['a turned head', { yaw: 8 }, false],
    ['a bowed head', { pitch: -8 }, false],
    ['a head tilted back', { pitch: 8 }, false],
    ['closed eyes', { eyes: 0.5 }, false],
    ['a smile', smiling, false],
  ])('of %s is neutral: %o, %o', (_, face, expected) => {
    const [sample] = frames([face]);
    if (sample === undefined) throw new Error('no sample');
    expect(isNeutral(sample, neutral, policy)).toBe(expected);
  });
});

describe('the neutral face', () => {
  it('is the median, so that a blink, a glance and a word during positioning do not move it', () => {
    const samples = frames([{}, { eyes: 0.1 }, {}, { yaw: 10, wider: 0.2, lift: 0.05 }, {}]);
    expect(neutralOf(samples, 5)).toEqual(neutral);
  });

  it('is unknown with too few samples', () => {
    expect(neutralOf(frames([{}, {}]), 5)).toBeNull();
  });
});
