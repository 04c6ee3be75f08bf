import { expect, it } from 'vitest';
import { productionPolicy } from '#core/session/index.ts';
import { Story } from '#core/session/testing/story.ts';
import { operatorLive, type LiveResult, type OperatorLive } from './operator-live.ts';
import { liveResult, projectLive } from './project-live.ts';

/** The newest event of a story as a watching operator is shown it; it has to be what the wire carries. */
function liveOf(story: Story, last: LiveResult | null = null): OperatorLive {
  const event = story.events.at(-1);
  if (event === undefined) throw new Error('nothing was told');
  const isAssisted = (sessionId: string): boolean => sessionId === 's1';
  const shown = { state: story.state, event, isAssisted, last, awaitsDecision: false };
  return operatorLive.parse(projectLive(shown, productionPolicy));
}

it('shows the evidence of the passive phase: votes, their sum, and what each frame said', () => {
  const live = liveOf(new Story().start().show({}, 5).show({ score: 0.4 }, 6));
  expect(live).toMatchObject({
    phase: 'passive',
    sessionId: 's1',
    assisted: true,
    votes: [0.4, 0.4, 0.4, 0.4, 0.4, 0.4],
    votesNeeded: productionPolicy.fusion.minVotes,
    fused: { kind: 'undecided', score: expect.closeTo(0.4, 6), pai: null },
    frame: {
      faces: 1,
      issue: null,
      padScore: 0.4,
      padUnavailable: null,
      models: { minifas_v2_se_128: 0.4, minifasnet_v2_80: 0.4 },
    },
    attackAt: productionPolicy.fusion.attackAt,
    bonaFideAt: productionPolicy.fusion.bonaFideAt,
  });
  expect(live.frame?.face?.points).toHaveLength(5);
});

it('puts no number in the place of a score that is missing', () => {
  const live = liveOf(new Story().start().show({}, 5).show({}, 2).show({ score: null }));
  expect(live.frame).toMatchObject({ padScore: null, padUnavailable: 'model-failed', models: {} });
});

it('shows the open challenge, what is left, and what its motion is measured by', () => {
  const live = liveOf(new Story().untilPrompted(['BLINK', 'LOOK LEFT']));
  expect(live.challenge).toEqual({ action: 'BLINK', progress: 0, passed: [], left: 2 });
  expect(live.frame).toMatchObject({ eyes: { right: 0.3, left: 0.3 }, mouthOpening: 0 });
});

it('shows a cue only once there is enough to read it from', () => {
  const cues = (story: Story) => liveOf(story).cues.map(({ cue }) => cue);
  expect(cues(new Story().start().show({}, 5).show({}, 3))).toEqual([]);
  expect(cues(new Story().untilPrompted())).toContain('turned-plane');
});

it('keeps how a session ended, and why', () => {
  const story = new Story().start().show({}, 5).show({ score: 0.02 }, 12);
  const last = liveResult(story.state, () => false);
  expect(last).toMatchObject({
    sessionId: 's1',
    outcome: 'attack',
    decision: 'deny',
    reasons: ['pad'],
    decisionId: null,
    door: 'shut',
  });
  expect(liveOf(story, last)).toMatchObject({ phase: 'concluded', fused: null, votes: [], last });
  expect(liveResult(new Story().start().state, () => false)).toBeNull();
});
