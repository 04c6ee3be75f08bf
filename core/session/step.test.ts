import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ms } from '#core/frame/index.ts';
import {
  allowingMedicalMasks,
  initialState,
  isRunning,
  planFor,
  productionPolicy as policy,
  strictPolicy,
  type Concluded,
} from './index.ts';
import { Story, WAKING_FRAMES, type Shot } from './testing/story.ts';

function verdictOf(story: Story): Pick<Concluded['verdict'], 'outcome' | 'decision' | 'reasons'> {
  if (story.state.phase !== 'concluded') throw new Error(`still ${story.state.phase}`);
  const { outcome, decision, reasons } = story.state.verdict;
  return { outcome, decision, reasons };
}

const denied = (outcome: 'attack' | 'non-response', reason: string) => ({
  outcome,
  decision: 'deny',
  reasons: [reason],
});

describe('a frame that is no newer than the one before', () => {
  it('is no evidence in any phase', () => {
    for (const story of [
      new Story().start(),
      new Story().start().show({}, 6),
      new Story().untilPrompted(),
    ]) {
      const { state } = story.show();
      const again = story.events.at(-1);
      if (again === undefined) throw new Error('nothing was shown');
      expect(story.tell({ ...again, at: ms(story.at + 1) }).state).toEqual(state);
    }
  });
});

describe('a session', () => {
  it('grants a bona fide subject who answers both challenges', () => {
    const story = new Story()
      .untilPrompted(['LOOK LEFT', 'BLINK'])
      .turn(16)
      .show({}, 2)
      .blink()
      .show({}, 6);
    expect(verdictOf(story)).toEqual({
      outcome: 'bona-fide',
      decision: 'grant',
      reasons: ['complete'],
    });
  });

  it('grants a subject behind a medical mask only where the policy allows it, and the verdict says so', () => {
    const masked = { masked: true };
    const session = (story: Story) =>
      story
        .start(['LOOK LEFT'])
        .show(masked, 5)
        .show(masked, 8)
        .show(masked, 6)
        .turn(16)
        .show({}, 8);
    const allowed = session(new Story(allowingMedicalMasks(policy)));
    expect(verdictOf(allowed).decision).toBe('grant');
    expect(allowed.state).toMatchObject({ verdict: { medicalMask: true } });
    expect(session(new Story()).state).toMatchObject({
      phase: 'active',
      isMasked: false,
    });
  });

  it('goes on to challenges with models that disagree, unless its policy is strict', () => {
    const doubted = (story: Story) => story.start().show({ score: 0.7, lowest: 0.45 }, 20);
    expect(doubted(new Story()).state.phase).toBe('active');
    const strict = doubted(new Story(strictPolicy));
    expect(strict.state.phase).toBe('passive');
    expect(verdictOf(strict.wait(8000))).toEqual(denied('non-response', 'passive-timeout'));
    expect(new Story(strictPolicy).untilPrompted().state.phase).toBe('active');
  });

  it('appends, then opens the door, then shows', () => {
    const story = new Story().untilPrompted().blink().show({}, 6);
    expect(story.effects.map(({ type }) => type)).toEqual([
      'hold-reference',
      'hold-outline',
      'forget-reference',
      'append-decision',
    ]);
    story.tell({ type: 'decision-appended', at: ms(story.at), decisionId: 'd1' });
    expect(story.effects.at(-1)).toEqual({
      type: 'pulse-door',
      decisionId: 'd1',
      pulseMs: policy.doorPulseMs,
    });
    expect(story.state).toMatchObject({ stage: 'opening' });
    story.tell({ type: 'door-pulsed', at: ms(story.at) });
    expect(story.state).toMatchObject({ stage: 'settled', door: 'pulsed' });
  });

  it('opens no door when the decision could not be appended', () => {
    const story = new Story().untilPrompted().blink().show({}, 6);
    story.tell({ type: 'append-failed', at: ms(story.at) });
    expect(verdictOf(story)).toEqual({
      outcome: 'bona-fide',
      decision: 'deny',
      reasons: ['complete', 'log-failed'],
    });
    expect(story.effects.map(({ type }) => type)).not.toContain('pulse-door');
  });

  it('ignores a door that answers before anything was appended', () => {
    const story = new Story().untilPrompted().blink().show({}, 6);
    story.tell({ type: 'door-pulsed', at: ms(story.at) });
    expect(story.state).toMatchObject({ phase: 'concluded', stage: 'appending', door: 'shut' });
  });

  const ends: readonly (readonly [string, (story: Story) => Story, object])[] = [
    ['nobody comes', (s) => s.start().wait(20_000), denied('non-response', 'positioning-timeout')],
    [
      'an attack still is held up: before any challenge',
      (s) => s.start().show({}, 5).show({ score: 0.05 }, 8),
      denied('attack', 'pad'),
    ],
    [
      'the evidence stays unclear',
      (s) => s.start().show({}, 5).show({ score: 0.45 }, 122),
      denied('non-response', 'passive-timeout'),
    ],
    [
      'no frame can be scored',
      (s) => s.start().show({}, 5).show({ score: null }, 122),
      denied('non-response', 'passive-timeout'),
    ],
    [
      'a still picture never blinks',
      (s) => s.untilPrompted().show({}, 152),
      denied('non-response', 'challenge-timeout'),
    ],
    [
      'the subject turns the wrong way',
      (s) => s.untilPrompted(['LOOK LEFT']).turn(-16),
      denied('non-response', 'wrong-action'),
    ],
    [
      'the subject leaves during a challenge',
      (s) => s.untilPrompted().show({ faces: 0 }, 12),
      denied('non-response', 'face-lost'),
    ],
    [
      'the face jumps to another place',
      (s) => s.untilPrompted().show({ place: 0.8 }),
      denied('non-response', 'face-lost'),
    ],
    [
      'a second person stays in the picture',
      (s) => s.untilPrompted().show({ faces: 2, place: 0.3 }, 0).show({ faces: 2 }, 20),
      denied('non-response', 'several-faces'),
    ],
    [
      'a mask is swapped in during a challenge',
      (s) => s.untilPrompted().show({ score: 0.02 }, 8),
      denied('attack', 'pad'),
    ],
    [
      'another person takes over during a challenge',
      (s) => s.untilPrompted().show({ similarity: 0.1 }, 9),
      denied('attack', 'face-changed'),
    ],
    [
      'the newest measurement at the end is of a stranger',
      (s) =>
        s
          .untilPrompted()
          .blink()
          .show({ eyes: 0.05 }, 2)
          .show({ eyes: 0.05, similarity: 0.1 }, 4)
          .show({ similarity: 0.4 }, 100),
      denied('non-response', 'identity-unconfirmed'),
    ],
    [
      'the person at the end cannot be confirmed to be the one of the beginning',
      (s) =>
        s
          .untilPrompted()
          .show({ similarity: 0.4 }, 4)
          .show({ eyes: 0.05 }, 2)
          .show({ similarity: 0.4 }, 100),
      denied('non-response', 'identity-unconfirmed'),
    ],
    [
      'the subject cancels',
      (s) => s.untilPrompted().tell({ type: 'cancelled', at: ms(s.at) }),
      denied('non-response', 'cancelled'),
    ],
    [
      'the inference process dies',
      (s) => s.untilPrompted().tell({ type: 'inference-failed', at: ms(s.at) }),
      denied('non-response', 'inference-failed'),
    ],
    [
      'another camera is opened',
      (s) => s.untilPrompted().tell({ type: 'camera-changed', at: ms(s.at) }),
      denied('non-response', 'camera-changed'),
    ],
    [
      'frames stop coming as they are taken',
      (s) => s.untilPrompted().tell({ type: 'frames-stale', at: ms(s.at) }),
      denied('non-response', 'frames-stale'),
    ],
    [
      'the recording ends',
      (s) => s.untilPrompted().tell({ type: 'input-ended', at: ms(s.at) }),
      denied('non-response', 'input-ended'),
    ],
    [
      'frames stop coming',
      (s) => s.untilPrompted().wait(10_000),
      denied('non-response', 'challenge-timeout'),
    ],
  ];
  it.each(ends)('ends in a denial when %s', (_sentence, tell, verdict) => {
    const story = tell(new Story());
    expect(verdictOf(story)).toEqual(verdict);
    expect(story.effects.map(({ type }) => type)).not.toContain('pulse-door');
  });

  it('starts over, votes and reference forgotten, when the face changes place in the passive phase', () => {
    const story = new Story().start().show({}, 5).show({}, 4).show({ place: 0.8 });
    expect(story.state).toMatchObject({ phase: 'positioning', samples: [] });
    expect(story.effects.at(-1)).toEqual({ type: 'forget-reference' });
  });

  it('opens a prompt only once the head is back and the eyes are open', () => {
    const story = new Story().start().show({}, 13).show({ yaw: 12 }, 5).show({ eyes: 0.05 }, 5);
    expect(story.state).toMatchObject({ phase: 'active', stage: { kind: 'centring' } });
    story.show({}, 2);
    expect(story.state).toMatchObject({ stage: { kind: 'prompted' } });
  });

  it('lets neither turned nor troubled frames vote', () => {
    const story = new Story()
      .start()
      .show({}, 5)
      .show({ yaw: 18, score: 0 }, 20)
      .show({ faces: 2, score: 0 }, 5);
    expect(story.state).toMatchObject({ phase: 'passive', votes: [] });
  });

  it('survives a stall of the machine, but not one in which somebody could have been replaced', () => {
    const stalled = (forMs: number): Story => {
      const story = new Story().untilPrompted();
      story.at += forMs;
      return story.show();
    };
    expect(stalled(1400).state).toMatchObject({ phase: 'active' });
    expect(verdictOf(stalled(1500))).toEqual(denied('non-response', 'face-lost'));
  });

  it('survives a few frames without a face', () => {
    const story = new Story().untilPrompted().show({ faces: 0 }, 5).show();
    expect(story.state).toMatchObject({ phase: 'active', stage: { kind: 'prompted' } });
  });

  it('ends by its deadline even when every phase is dragged out', () => {
    const story = new Story().start();
    for (let i = 0; i < 8; i += 1)
      story.show({}, 5).show({ score: 0.45 }, 110).show({ place: 0.2 }, 1);
    expect(verdictOf(story)).toEqual(denied('non-response', 'session-timeout'));
  });
});

describe('an idle kiosk', () => {
  it('asks for a draw once somebody stands before it', () => {
    const story = new Story().show({}, WAKING_FRAMES - 1);
    expect(story.effects).toEqual([]);
    story.show();
    expect(story.effects).toEqual([{ type: 'draw-challenges' }]);
    expect(story.state.phase).toBe('idle');
  });

  it('stays asleep before an empty scene', () => {
    expect(new Story().show({ faces: 0 }, 50).effects).toEqual([]);
  });

  it('does not judge a subject again who merely stays', () => {
    const story = new Story().start().wait(20_000);
    story
      .tell({ type: 'decision-appended', at: ms(story.at), decisionId: 'd' })
      .wait(policy.resultMs);
    expect(story.state).toMatchObject({ phase: 'idle', awaitingDeparture: true });
    const before = story.effects.length;
    story.show({}, 20);
    expect(story.effects).toHaveLength(before);
    story.show({ faces: 0 }, 30).show({}, WAKING_FRAMES);
    expect(story.effects.at(-1)).toEqual({ type: 'draw-challenges' });
  });

  const nothing = [
    'time-passed',
    'cancelled',
    'input-ended',
    'inference-failed',
    'camera-changed',
    'frames-stale',
    'append-failed',
    'door-pulsed',
    'door-faulted',
    'door-absent',
  ] as const;
  it.each(nothing)('does nothing on %s', (type) => {
    const story = new Story().tell({ type, at: ms(5) });
    expect(story.state).toEqual(initialState);
    expect(story.effects).toEqual([]);
  });
});

describe('whatever happens', () => {
  const shot: fc.Arbitrary<Shot> = fc.record(
    {
      yaw: fc.double({ min: -40, max: 40, noNaN: true }),
      pitch: fc.double({ min: -30, max: 30, noNaN: true }),
      eyes: fc.double({ min: 0, max: 0.5, noNaN: true }),
      score: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(null)),
      similarity: fc.double({ min: -1, max: 1, noNaN: true }),
      faces: fc.constantFrom(0, 1, 1, 1, 2),
    },
    { requiredKeys: [] },
  );
  const shots = fc.array(fc.tuple(shot, fc.integer({ min: 1, max: 40 })), { maxLength: 40 });

  it('a door is only ever asked for after a bona fide outcome with all challenges passed', () => {
    fc.assert(
      fc.property(shots, (list) => {
        const story = new Story().start(['BLINK', 'LOOK LEFT']);
        for (const [frame, times] of list) story.show(frame, times);
        if (story.state.phase === 'concluded') {
          story.tell({ type: 'decision-appended', at: ms(story.at), decisionId: 'd' });
        }
        const opened = story.effects.some(({ type }) => type === 'pulse-door');
        if (!opened) return;
        expect(story.state).toMatchObject({
          verdict: { outcome: 'bona-fide', passed: ['BLINK', 'LOOK LEFT'] },
        });
      }),
    );
  });

  it('a session is over by its deadline', () => {
    fc.assert(
      fc.property(shots, (list) => {
        const story = new Story().start(['BLINK']);
        for (const [frame, times] of list) story.show(frame, times);
        story.at = Math.max(story.at, policy.sessionMs);
        story.wait(0);
        expect(isRunning(story.state)).toBe(false);
      }),
    );
  });

  it('a frame without a score never counts as a vote', () => {
    const story = new Story().start().show({}, 5).show({ score: null }, 10);
    expect(story.state).toMatchObject({ phase: 'passive', votes: [] });
  });
});

describe('the analysis plan', () => {
  it('asks for no scores outside a judgement, and for no landmarks in the passive phase', () => {
    expect(planFor(initialState, policy)).toEqual({
      landmarks: false,
      pad: false,
      embedding: false,
    });
    const { state } = new Story().start().show({}, 5);
    expect(planFor(state, policy)).toEqual({ landmarks: false, pad: true, embedding: true });
  });
});
