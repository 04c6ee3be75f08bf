import { describe, expect, it } from 'vitest';
import { ms } from '#core/frame/index.ts';
import { productionPolicy as policy } from '#core/session/index.ts';
import { Story } from '#core/session/testing/story.ts';
import { project, type Notice } from './project.ts';
import { sessionView, type KioskFault } from './session-view.ts';

const view = (story: Story, fault: KioskFault | 'starting' | null = null, demo = false) =>
  project({ state: story.state, fault, demo, calibrationSha256: null, at: ms(story.at) }, policy);

describe('what a page is shown', () => {
  const stories: readonly (readonly [string, Story])[] = [
    ['idle', new Story()],
    ['positioning', new Story().start().show({ faces: 0 })],
    ['passive', new Story().start().show({}, 9)],
    ['active', new Story().untilPrompted(['LOOK LEFT', 'BLINK'])],
    ['concluded', new Story().start().wait(20_000)],
  ];
  it.each(stories)('of %s is a view of the protocol, and holds no score', (phase, story) => {
    const shown = view(story);
    expect(shown.phase).toBe(phase);
    expect(sessionView.parse(shown)).toEqual(shown);
    expect(JSON.stringify(shown)).not.toMatch(/score|0\.95|similarity/);
  });

  it('never names a challenge that is still to come', () => {
    expect(JSON.stringify(view(new Story().untilPrompted(['BLINK', 'LOOK LEFT'])))).not.toContain(
      'LOOK LEFT',
    );
  });

  it('counts the challenges without naming them', () => {
    expect(view(new Story().untilPrompted(['BLINK', 'LOOK LEFT']))).toMatchObject({
      challenge: { action: 'BLINK', passed: 0, total: 2 },
    });
  });

  it('says "not ready" with its fault, but shows a running session to its end', () => {
    expect(view(new Story(), 'models-missing')).toMatchObject({
      phase: 'not-ready',
      fault: 'models-missing',
    });
    expect(view(new Story().start(), 'inference-down')).toMatchObject({ phase: 'positioning' });
  });

  it('calls staff when the log or the door failed', () => {
    const story = new Story().untilPrompted().blink().show({}, 6);
    story.tell({ type: 'append-failed', at: ms(story.at) });
    expect(view(story)).toMatchObject({ result: 'call-staff', advice: 'ask-staff' });
  });

  it('waits until the door has answered before it says granted', () => {
    const story = new Story().untilPrompted().blink().show({}, 6);
    story.tell({ type: 'decision-appended', at: ms(story.at), decisionId: 'd' });
    expect(view(story)).toMatchObject({ result: 'wait' });
    story.tell({ type: 'door-pulsed', at: ms(story.at) });
    expect(view(story)).toMatchObject({ result: 'granted', advice: null });
  });

  it('says that somebody is seen before a session begins by itself', () => {
    expect(view(new Story())).not.toHaveProperty('noticed');
    expect(view(new Story().show({}, 2))).toMatchObject({ phase: 'idle', noticed: true });
    expect(view(new Story().show({}, 2).show({ faces: 0 }))).not.toHaveProperty('noticed');
  });

  it('says before a session that faces are recognised and pictures kept, and not where they are not', () => {
    const { state, at } = new Story();
    const idleAt = (notice: Notice) =>
      project(
        { state, fault: null, demo: false, calibrationSha256: null, notice, at: ms(at) },
        policy,
      );
    expect(idleAt({ recognises: true, keepsPicturesDays: 30 })).toMatchObject({
      recognises: true,
      keepsPicturesDays: 30,
    });
    const plain = idleAt({ recognises: false, keepsPicturesDays: null });
    expect(plain).not.toHaveProperty('recognises');
    expect(plain).not.toHaveProperty('keepsPicturesDays');
  });

  it('says that there is more time, once it was asked for', () => {
    const story = new Story().start();
    expect(view(story)).not.toHaveProperty('extended');
    story.tell({ type: 'time-extended', at: ms(story.at) });
    expect(sessionView.parse(view(story))).toMatchObject({ extended: true });
  });

  it('counts down to the start, once there is a result', () => {
    const story = new Story().start().wait(20_000);
    expect(view(story)).not.toHaveProperty('secondsLeft');
    story.tell({ type: 'decision-appended', at: ms(story.at), decisionId: 'd' });
    const seconds = [0, 1000, 500].map((later) => view(story.wait(later)));
    expect(seconds).toMatchObject([5, 4, 4].map((secondsLeft) => ({ secondsLeft })));
  });

  it('names the calibration that it runs, where it runs one', () => {
    const shown = (calibrationSha256: string | null) =>
      project(
        { state: new Story().state, fault: null, demo: false, calibrationSha256, at: ms(0) },
        policy,
      );
    expect(shown(null)).not.toHaveProperty('calibration');
    const calibrated = shown('0123456789ab'.padEnd(64, 'c'));
    expect(calibrated).toMatchObject({ calibration: '0123456789ab' });
    expect(sessionView.parse(calibrated)).toEqual(calibrated);
  });

  it('names the camera that was refused, and with no other fault', () => {
    const shown = (fault: KioskFault) =>
      project(
        {
          state: new Story().state,
          fault,
          refusedCamera: 'OBS Virtual Camera',
          demo: false,
          calibrationSha256: null,
          at: ms(0),
        },
        policy,
      );
    const refused = shown('camera-refused');
    expect(refused).toMatchObject({ phase: 'not-ready', camera: 'OBS Virtual Camera' });
    expect(sessionView.parse(refused)).toEqual(refused);
    expect(shown('models-missing')).not.toHaveProperty('camera');
  });

  it('says DEMO at all times with the demo camera', () => {
    for (const [, story] of stories) expect(view(story, null, true).demo).toBe(true);
  });
});
