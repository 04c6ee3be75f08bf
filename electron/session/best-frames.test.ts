import { describe, expect, it } from 'vitest';
import { ms, type Frame } from '#core/frame/index.ts';
import { initialState, productionPolicy, step, type SessionEvent } from '#core/session/index.ts';
import { Story } from '#core/session/testing/story.ts';
import { createBestFrames } from './best-frames.ts';

/** Follows a session as a kiosk does, with a frame of its own for each that is judged; what is kept of it, by the frames' numbers. */
function keptOf(events: readonly SessionEvent[], sessionId = 's1') {
  const best = createBestFrames(initialState, productionPolicy);
  const page = new Uint8Array(4);
  let state = initialState;
  for (const event of events) {
    if (event.type === 'frame-observed') best.offer(frameOf(event.at, page));
    state = step(state, event, productionPolicy).state;
    best.follow(state, event);
    page.fill(0);
  }
  return { best, frames: best.take(sessionId), state };
}

/** In the page's own memory, which it writes over once the frame was judged. */
function frameOf(at: number, page: Uint8Array): Frame {
  page.fill(7);
  return { width: 1, height: 1, data: page, capturedAt: ms(at) };
}

const granted = (): readonly SessionEvent[] =>
  new Story().untilPrompted().blink().show({}, 6).events;

describe('the best frames of a session', () => {
  it('are kept until they are taken, copied from the page’s memory', () => {
    const { best, frames, state } = keptOf(granted());
    expect(state).toMatchObject({ phase: 'concluded', verdict: { decision: 'grant' } });
    expect(frames.length).toBeGreaterThan(0);
    expect(frames.length).toBeLessThanOrEqual(3);
    for (const { data } of frames) expect([...data]).toEqual([7, 7, 7, 7]);
    expect(best.take('s1')).toEqual([]);
  });

  it('are of no other session', () => {
    expect(keptOf(granted(), 's2').frames).toEqual([]);
  });

  it('are forgotten when nobody took them before the next one', () => {
    const story = new Story().untilPrompted().blink().show({}, 6);
    story.tell({ type: 'decision-appended', at: ms(story.at), decisionId: 'd' });
    story.tell({ type: 'door-absent', at: ms(story.at) });
    story.wait(productionPolicy.resultMs);
    expect(keptOf(story.events).frames).toEqual([]);
  });

  it('are only those in which the same person was measured, frontal and in place', () => {
    const story = new Story().start().show({}, 5).show({}, 8);
    const from = story.at;
    // Before anything else could be kept: frames of which it cannot be said whose they are, and one whose eyes are shut.
    story.show({ similarity: 0.4 }, 6).show({ eyes: 0.05, similarity: 0.4 }, 3);
    const until = story.at;
    story.show({}, 4).show({ eyes: 0.05 }, 2).show({}, 10);
    const { frames, state } = keptOf(story.events);
    expect(state).toMatchObject({ phase: 'concluded', verdict: { decision: 'grant' } });
    const kept = frames.map(({ capturedAt }) => Number(capturedAt));
    expect(kept).toHaveLength(2);
    expect(kept.filter((at) => at > from && at <= until)).toEqual([]);
  });

  it('begin anew where the face was lost before anything was asked', () => {
    const story = new Story().start().show({}, 5).show({}, 4).show({ place: 0.8 });
    const lostAt = story.at;
    story.show({}, 30);
    const best = createBestFrames(initialState, productionPolicy);
    let state = initialState;
    for (const event of story.events) {
      if (event.type === 'frame-observed') best.offer(frameOf(event.at, new Uint8Array(4)));
      state = step(state, event, productionPolicy).state;
      best.follow(state, event);
    }
    const cancel = { type: 'cancelled', at: ms(story.at) } as const;
    best.follow(step(state, cancel, productionPolicy).state, cancel);
    const kept = best.take('s1').map(({ capturedAt }) => Number(capturedAt));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.filter((at) => at <= lostAt)).toEqual([]);
  });
});
