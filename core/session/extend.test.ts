import { describe, expect, it } from 'vitest';
import { ms } from '#core/frame/index.ts';
import { productionPolicy as policy, type SessionPolicy } from './index.ts';
import { extendedPolicy } from './extend.ts';
import { Story } from './testing/story.ts';

const extended = extendedPolicy(policy);
const moreTime = (story: Story): Story => story.tell({ type: 'time-extended', at: ms(story.at) });

/** With every deadline, and the door's pulse, taken out: what is left is how a subject is judged. */
const judging = ({
  positioning,
  passive,
  active,
  sessionMs: _session,
  resultMs: _result,
  doorPulseMs: _pulse,
  ...rest
}: SessionPolicy) => ({
  ...rest,
  positioning: { ...positioning, ms: null },
  passive: { ...passive, ms: null },
  active: { ...active, challengeMs: null, centringMs: null },
});

describe('more time', () => {
  it('moves deadlines and the door’s pulse, and not one rule of judging', () => {
    expect(judging(extended)).toEqual(judging(policy));
    expect(extended.challenge).toEqual(policy.challenge);
    expect(extended.doorPulseMs).toBe(policy.extendedDoorPulseMs);
    for (const [longer, than] of [
      [extended.positioning.ms, policy.positioning.ms],
      [extended.passive.ms, policy.passive.ms],
      [extended.active.challengeMs, policy.active.challengeMs],
      [extended.active.centringMs, policy.active.centringMs],
      [extended.sessionMs, policy.sessionMs],
      [extended.resultMs, policy.resultMs],
    ] as const) {
      expect(longer / than).toBeGreaterThanOrEqual(2);
    }
  });

  it('never shortens the pulse of an entrance that is slow anyway', () => {
    expect(extendedPolicy({ ...policy, doorPulseMs: 20_000 }).doorPulseMs).toBe(20_000);
  });

  it.each([
    ['while coming into place', (story: Story) => story.start(), policy.positioning.ms],
    ['while being looked at', (story: Story) => story.start().show({}, 6), policy.passive.ms],
    [
      'while something is asked',
      (story: Story) => story.untilPrompted(),
      policy.active.challengeMs,
    ],
  ])('can be asked for %s, and puts off the end once', (_when, until, deadline) => {
    expect(until(new Story()).wait(deadline).state.phase).toBe('concluded');
    const story = moreTime(moreTime(until(new Story()))).wait(deadline);
    expect(story.state).toMatchObject({ isExtended: true });
    expect(story.wait(deadline * 1.5).state).toMatchObject({
      phase: 'concluded',
      verdict: { decision: 'deny', extendedTime: true },
    });
  });

  it('holds for every later phase of the session, and for nobody after it', () => {
    const story = moreTime(new Story().start(['BLINK']))
      .show({}, 5)
      .show({}, 8)
      .show({}, 2);
    expect(story.state).toMatchObject({ phase: 'active', isExtended: true });
    story.wait(policy.active.challengeMs + 1000);
    expect(story.state.phase).toBe('active');
    const { state } = new Story().start();
    expect(state).toMatchObject({ isExtended: false });
  });

  it('ends all the same', () => {
    const story = moreTime(new Story().start());
    for (let i = 0; i < 40; i += 1)
      story.show({}, 5).show({ score: 0.45 }, 100).show({ place: 0.2 });
    expect(story.at).toBeGreaterThan(extended.sessionMs);
    expect(story.state).toMatchObject({
      phase: 'concluded',
      verdict: { reasons: ['session-timeout'] },
    });
  });

  it('gives the door the longer pulse, and the result more time to be read', () => {
    const story = moreTime(new Story().start(['BLINK']))
      .show({}, 5)
      .show({}, 8)
      .show({}, 2);
    story.blink().show({}, 6);
    story.tell({ type: 'decision-appended', at: ms(story.at), decisionId: 'd' });
    expect(story.effects.at(-1)).toMatchObject({ pulseMs: policy.extendedDoorPulseMs });
    story.tell({ type: 'door-pulsed', at: ms(story.at) }).wait(policy.resultMs);
    expect(story.state.phase).toBe('concluded');
    expect(story.wait(extended.resultMs).state.phase).toBe('idle');
  });

  it('is nothing to a kiosk where no session runs', () => {
    const { state } = moreTime(new Story());
    expect(state).toEqual(new Story().state);
  });
});
