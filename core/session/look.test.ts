import { describe, expect, it } from 'vitest';
import { isRunning, planFor, productionPolicy as policy } from './index.ts';
import { Story } from './testing/story.ts';

const hintOf = ({ state }: Story) => (isRunning(state) ? state.hint : 'over');

describe('a mouth that is covered while the subject is judged', () => {
  const votesOf = ({ state }: Story) => (state.phase === 'passive' ? state.votes.length : null);

  it('is seen within four frames, and has no votes from then on', () => {
    const story = new Story().start().show({}, 6).show({ covered: true }, 4);
    expect(hintOf(story)).toBe('FACE_IS_OCCLUDED');
    const votes = votesOf(story);
    expect(votes).toBeLessThanOrEqual(4);
    expect([votesOf(story.show({ covered: true }, 20)), hintOf(story)]).toEqual([
      votes,
      'FACE_IS_OCCLUDED',
    ]);
    expect(story.show({}, 10).state.phase).toBe('active');
  });

  it('is looked for by the mesh on one frame of four', () => {
    const story = new Story().start().show({}, 5);
    const asked = Array.from({ length: 8 }, () => {
      const { landmarks } = planFor(story.state, policy);
      story.show();
      return landmarks;
    });
    expect(asked).toEqual([false, false, false, true, false, false, false, true]);
  });
});

describe('a face that moves', () => {
  /** To and fro by so much of the picture's width a frame; 3 eye distances a second are 0.0186 of it. */
  const sway = (story: Story, by: number, times: number) => {
    for (let i = 0; i < times; i += 1) story.show({ place: 0.5 + (i % 2) * by });
    return story;
  };

  it('is asked to hold still while it comes into place, and not taken for one that did', () => {
    const story = sway(new Story().start(), 0.03, 12);
    expect([story.state.phase, hintOf(story)]).toEqual(['positioning', 'HOLD_STILL']);
  });

  it('is asked to hold still while it is judged, and has no votes meanwhile', () => {
    const story = sway(new Story().start().show({}, 6), 0.03, 20);
    expect([story.state.phase, hintOf(story)]).toEqual(['passive', 'HOLD_STILL']);
    expect(story.show({}, 12).state.phase).toBe('active');
  });

  it('is let be when it moves as people do who stand still', () => {
    expect(sway(new Story().start(), 0.012, 20).state.phase).toBe('active');
  });

  it('is what a challenge asks for', () => {
    const story = sway(new Story().untilPrompted(), 0.03, 6);
    expect([story.state.phase, hintOf(story)]).toEqual(['active', null]);
  });

  it('is not measured over a gap that nobody watched', () => {
    const story = new Story().start().show({ place: 0.5 });
    story.at += 600;
    expect(hintOf(story.show({ place: 0.58 }))).toBeNull();
  });
});
