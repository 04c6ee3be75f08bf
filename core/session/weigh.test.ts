import { describe, expect, it } from 'vitest';
import { ms } from '#core/frame/index.ts';
import { withoutCues } from '#core/pad/index.ts';
import { replay, sessionEvent } from '#core/protocol/index.ts';
import { productionPolicy as policy, simulatedPolicy } from './index.ts';
import { Story } from './testing/story.ts';

const frozen = (from: Story, frames: number): Story => from.show({ novelty: 'unchanged' }, frames);
const endOf = ({ state }: Story) =>
  state.phase === 'concluded' ? [state.verdict.outcome, ...state.verdict.reasons] : state.phase;

describe('a stream that repeats itself', () => {
  it('is an attack once a whole window of it has been seen, however bona fide it scores', () => {
    const prompted = new Story().untilPrompted();
    // 21 of the 23 frames that have one before them in the window are 0.91, 22 are 0.96.
    expect(endOf(frozen(prompted, 21))).toBe('active');
    expect(endOf(frozen(prompted, 1))).toEqual(['attack', 'repeated-frames']);
  });

  it('is an attack when it is a film that begins again', () => {
    const story = new Story().untilPrompted();
    for (let i = 0; i < 12; i += 1) story.show({}, 1).show({ novelty: 'recurred' }, 1);
    expect(endOf(story)).toEqual(['attack', 'repeated-frames']);
  });

  it('is let pass while it only stutters', () => {
    const story = new Story().untilPrompted();
    for (let i = 0; i < 20; i += 1) story.show({}, 1).show({ novelty: 'unchanged' }, 2);
    expect(endOf(story)).toBe('active');
  });

  it('is not heard where the cue is off, as for the demo camera, which repeats itself by nature', () => {
    const off = { ...policy, cues: withoutCues(policy.cues, 'repeated-frames') };
    expect(endOf(frozen(new Story(off).untilPrompted(), 40))).toBe('active');
    expect(endOf(frozen(new Story(simulatedPolicy).untilPrompted(), 40))).toBe('active');
  });

  it('is told as FAKE with a confidence below the threshold, and replays to the same end', () => {
    const story = frozen(new Story().untilPrompted(), 24);
    story.tell({ type: 'decision-appended', at: ms(story.at), decisionId: 'd' });
    const read = story.events.map((event) => sessionEvent.parse(JSON.parse(JSON.stringify(event))));
    const again = replay(read, policy);
    expect(again.state).toEqual(story.state);
    expect(again.messages.at(-1)).toMatchObject({ type: 'final_result', label: 'FAKE' });
    expect(again.messages.at(-1)).toHaveProperty('confidence', policy.fusion.bonaFideAt - 0.0001);
  });

  it('is not looked for in an event log from before it was measured', () => {
    const story = new Story().untilPrompted();
    const old: unknown = JSON.parse(
      JSON.stringify(story.events.at(-1), (key: string, value: unknown) =>
        key === 'novelty' ? undefined : value,
      ),
    );
    expect(sessionEvent.parse(old)).toMatchObject({ observation: { novelty: null } });
  });
});

describe('a face that turned with the prompts', () => {
  const answered = (residual: number, frames: number) =>
    new Story()
      .untilPrompted(['LOOK LEFT'])
      .show({}, 4)
      .show({ yaw: 8 })
      .show({ yaw: 16 }, 5 - frames)
      .show({ yaw: 16, plane: { residual, distortion: 0.1 } }, frames)
      .show({}, 8);

  it('as a sheet does is an attack when the evidence is weighed, and not before', () => {
    expect(endOf(answered(0.02, 3))).toEqual(['attack', 'turned-plane']);
    const before = new Story().untilPrompted().show({ plane: { residual: 0, distortion: 1 } }, 9);
    expect(endOf(before)).toBe('active');
  });

  it('as a head does is granted', () => {
    expect(endOf(answered(0.09, 3))).toEqual(['bona-fide', 'complete']);
  });

  it('is not judged by it on too few frames, or where the cue is off', () => {
    expect(endOf(answered(0.02, 2))).toEqual(['bona-fide', 'complete']);
    const off = { ...policy, cues: withoutCues(policy.cues, 'turned-plane') };
    const story = new Story(off).untilPrompted(['LOOK LEFT']).show({}, 4).show({ yaw: 8 });
    story.show({ yaw: 16, plane: { residual: 0, distortion: 0.1 } }, 5).show({}, 8);
    expect(endOf(story)).toEqual(['bona-fide', 'complete']);
  });
});
