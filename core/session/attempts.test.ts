import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ms } from '#core/frame/index.ts';
import { isRunning, productionPolicy as policy, waitLeft } from './index.ts';
import { Story, WAKING_FRAMES } from './testing/story.ts';

const { retry } = policy;

/** Sees the prompt and turns the wrong way; the result is shown to its end. */
function fail(story: Story): Story {
  if (story.state.phase === 'idle') story.untilPrompted(['LOOK LEFT']);
  return settle(story.turn(-16));
}

function settle(story: Story): Story {
  story.tell({ type: 'decision-appended', at: ms(story.at), decisionId: 'd' });
  story.tell({ type: 'door-absent', at: ms(story.at) });
  return story.wait(policy.resultMs);
}

const failTimes = (times: number): Story => {
  const story = new Story();
  for (let i = 0; i < times; i += 1) {
    story.wait(waitOf(story));
    fail(story);
  }
  return story;
};

const waitOf = ({ state, at }: Story): number => {
  if (state.phase !== 'idle') throw new Error(`still ${state.phase}`);
  return waitLeft(state, ms(at), policy);
};
const wakes = (story: Story) =>
  story.effects.filter(({ type }) => type === 'draw-challenges').length;
const started = (story: Story) => isRunning(story.start().state);

describe('the wait after denials', () => {
  it.each([
    [0, 0],
    [1, 0],
    [retry.free, 0],
    [retry.free + 1, retry.waitMs],
    [retry.free + 2, 2 * retry.waitMs],
    [retry.free + 3, 4 * retry.waitMs],
    [retry.free + 6, retry.maxWaitMs],
  ])('after %i in a row is %i ms from the last', (failures, wait) => {
    expect(waitOf(failTimes(failures))).toBe(Math.max(0, wait - policy.resultMs));
  });

  it('lets neither a request nor the same face start a session before it is over', () => {
    const story = failTimes(retry.free + 2);
    // Nobody there for long enough, then the same person again.
    story.show({ faces: 0 }, 25).show({ similarity: 0.8 }, 10);
    expect(wakes(story)).toBe(0);
    expect(started(story)).toBe(false);
    story.wait(waitOf(story)).show({ similarity: 0.8 }, WAKING_FRAMES);
    expect(wakes(story)).toBe(1);
    expect(started(story)).toBe(true);
  });

  it('does not keep the next person out, who need not even wait until the first one has gone far', () => {
    const story = failTimes(retry.free + 2);
    const frames = Math.max(retry.otherFrames, WAKING_FRAMES) + 1;
    story.show({ similarity: 0.1 }, 2 * frames);
    expect(wakes(story)).toBeGreaterThan(0);
    expect(story.effects.filter(({ type }) => type.endsWith('-reference')).at(-1)).toEqual({
      type: 'forget-reference',
    });
    expect(started(story)).toBe(true);
  });

  it('is not lifted by turning away, which makes a face resemble nobody', () => {
    const story = failTimes(retry.free + 2).show({ similarity: 0.1, yaw: 40 }, 20);
    expect(wakes(story)).toBe(0);
    expect(started(story)).toBe(false);
  });

  it('is short where nobody knows who was denied', () => {
    const story = failTimes(retry.free + 2);
    story.wait(waitOf(story)).start().wait(policy.positioning.ms);
    settle(story);
    expect(waitOf(story)).toBe(0);
    expect(story.state).toMatchObject({ attempts: { knowsWho: false } });
  });

  it('is forgotten after a while, and the template with it', () => {
    const story = failTimes(retry.free + 1).wait(retry.memoryMs);
    expect(story.state).toMatchObject({ attempts: null });
    expect(story.effects.at(-1)).toEqual({ type: 'forget-reference' });
  });

  it('is cleared by a grant', () => {
    const story = failTimes(retry.free).untilPrompted().blink().show({}, 6);
    expect(story.state).toMatchObject({ phase: 'concluded', attempts: null });
  });
});

describe('what counts as a denial', () => {
  it.each<readonly [string, (story: Story) => Story, number]>([
    ['nobody who came', (s) => s.start().wait(policy.positioning.ms), 0],
    ['evidence that stayed unclear', (s) => s.start().show({}, 7).wait(8000), 1],
    [
      'somebody who left before anything was asked',
      (s) => s.start().show({}, 7).show({ faces: 0 }, 12).wait(20_000),
      0,
    ],
    ['an attack', (s) => s.start().show({}, 5).show({ score: 0.05 }, 8), 1],
    ['a wrong answer', (s) => s.untilPrompted(['LOOK LEFT']).turn(-16), 1],
    [
      'a prompt that was seen and declined',
      (s) => s.untilPrompted().tell({ type: 'cancelled', at: ms(s.at) }),
      1,
    ],
    [
      'a machine that failed',
      (s) => s.untilPrompted().tell({ type: 'inference-failed', at: ms(s.at) }),
      0,
    ],
  ])('%s', (_, tell, failures) => {
    const { state } = tell(new Story());
    if (state.phase !== 'concluded') throw new Error(`still ${state.phase}`);
    expect(state.attempts?.failures ?? 0).toBe(failures);
  });
});

it('holds the template of who was denied only as long as it remembers the denial', () => {
  const turns = fc.constantFrom('fail', 'grant', 'wait', 'forget', 'other', 'leave');
  fc.assert(
    fc.property(fc.array(turns, { maxLength: 12 }), (moves) => {
      const story = new Story();
      for (const move of moves) {
        if (move === 'fail') fail(story.wait(waitOf(story)));
        if (move === 'grant') settle(story.wait(waitOf(story)).untilPrompted().blink().show({}, 6));
        if (move === 'wait') story.wait(1000);
        if (move === 'forget') story.wait(retry.memoryMs);
        if (move === 'other') story.show({ similarity: 0 }, retry.otherFrames - 1);
        if (move === 'leave') settle(story.wait(waitOf(story)).start().wait(policy.positioning.ms));
        if (story.state.phase !== 'idle') story.wait(policy.resultMs);
        const held = story.effects.findLast(({ type }) => type.endsWith('-reference'));
        const holds = held?.type === 'hold-reference';
        const knows = story.state.phase === 'idle' && story.state.attempts?.knowsWho === true;
        expect(holds).toBe(knows);
      }
    }),
    { numRuns: 100 },
  );
});
