import { describe, expect, it } from 'vitest';
import { ms } from '#core/frame/index.ts';
import { productionPolicy as policy } from '#core/session/index.ts';
import { Story } from '#core/session/testing/story.ts';
import { sessionEvent } from './event-log.ts';
import { sessionMessage, type SessionMessage } from './messages.ts';
import { replay } from './replay.ts';

const told = (story: Story): readonly SessionMessage[] => replay(story.events, policy).messages;
const types = (story: Story): readonly string[] =>
  told(story).flatMap(({ type }) => (type === 'frame_result' ? [] : [type]));

const granted = (): Story => {
  const story = new Story()
    .untilPrompted(['LOOK LEFT', 'BLINK'])
    .turn(16)
    .show({}, 2)
    .blink()
    .show({}, 6);
  return story
    .tell({ type: 'decision-appended', at: ms(story.at), decisionId: 'd' })
    .tell({ type: 'door-pulsed', at: ms(story.at) });
};

describe('the story of a session', () => {
  it('tells a granted session in the order of the contract', () => {
    expect(told(granted()).filter(({ type }) => type !== 'frame_result')).toEqual([
      { type: 'phase', value: 'passive' },
      { type: 'phase', value: 'active' },
      { type: 'challenge_start', action: 'LOOK LEFT' },
      { type: 'challenge_result', action: 'LOOK LEFT', status: 'passed' },
      { type: 'challenge_start', action: 'BLINK' },
      { type: 'challenge_result', action: 'BLINK', status: 'passed' },
      { type: 'final_result', label: 'REAL', passed: ['LOOK_LEFT', 'BLINK'], confidence: 0.95 },
    ]);
  });

  it('scores every judged frame of the passive phase before the active phase begins', () => {
    const messages = told(granted());
    const between = messages.slice(
      messages.findIndex(({ type }) => type === 'phase') + 1,
      messages.findLastIndex(({ type }) => type === 'phase'),
    );
    expect(between).toEqual(
      Array(8).fill({ type: 'frame_result', confidence: 0.95, label: 'REAL' }),
    );
  });

  it('says nothing final before the door has answered', () => {
    const story = new Story().untilPrompted().blink().show({}, 6);
    story.tell({ type: 'decision-appended', at: ms(story.at), decisionId: 'd' });
    expect(types(story)).not.toContain('final_result');
  });

  it.each([
    ['a time-out', (s: Story) => s.wait(10_000)],
    ['a lost face', (s: Story) => s.show({ faces: 0 }, 12)],
    ['a dead worker', (s: Story) => s.tell({ type: 'inference-failed', at: ms(s.at) })],
  ])(
    'fails the open challenge and ends FAKE, once and without a confidence, after %s',
    (_, end) => {
      const story = end(new Story().untilPrompted(['BLINK', 'LOOK LEFT']).blink().show({}, 2));
      story
        .tell({ type: 'decision-appended', at: ms(story.at), decisionId: 'd' })
        .wait(10)
        .wait(10);
      expect(told(story).slice(-2)).toEqual([
        { type: 'challenge_result', action: 'LOOK LEFT', status: 'failed' },
        { type: 'final_result', label: 'FAKE', passed: ['BLINK'] },
      ]);
      expect(types(story).filter((type) => type === 'final_result')).toHaveLength(1);
    },
  );

  it('says FAKE when the log refused the decision, whatever was seen', () => {
    const story = new Story().untilPrompted().blink().show({}, 6);
    story.tell({ type: 'append-failed', at: ms(story.at) });
    expect(told(story).at(-1)).toMatchObject({ type: 'final_result', label: 'FAKE' });
  });

  it('tells what to mend where a frame cannot be judged', () => {
    const story = new Story().start().show({ faces: 0 });
    expect(told(story)).toEqual([{ type: 'hint', code: 'FACE_NOT_FOUND' }]);
  });

  it('tells only messages of the contract', () => {
    for (const message of told(granted())) expect(sessionMessage.parse(message)).toEqual(message);
  });
});

describe('an event log', () => {
  it('replays bit for bit after a way through JSON', () => {
    const { events, state } = granted();
    const read = events.map((event) => sessionEvent.parse(JSON.parse(JSON.stringify(event))));
    expect(read).toEqual(events);
    expect(replay(read, policy).state).toEqual(state);
  });

  it('holds no template and no picture', () => {
    expect(JSON.stringify(granted().events)).not.toMatch(/embedding|values|data/);
  });
});
