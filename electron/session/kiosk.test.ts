import { afterEach, describe, expect, it, vi } from 'vitest';
import { ms, type Frame } from '#core/frame/index.ts';
import { unavailable } from '#core/pad/index.ts';
import type { KioskFault } from '#core/protocol/index.ts';
import { simulatedPolicy, type FrameAnalysis } from '#core/session/index.ts';
import { createKiosk, type KioskOptions, type OwnedKiosk } from './kiosk.ts';

const frame: Frame = { width: 640, height: 480, data: new Uint8Array(4), capturedAt: ms(0) };

const emptyScene: FrameAnalysis = {
  capturedAt: ms(0),
  size: { width: 640, height: 480 },
  faces: [],
  light: null,
  covers: null,
  landmarks: unavailable('no-face'),
  pad: unavailable('no-face'),
  embedding: unavailable('no-face'),
  novelty: 'new',
  elapsedMs: 1,
};

let kiosk: OwnedKiosk | null = null;
afterEach(async () => {
  await kiosk?.[Symbol.asyncDispose]();
  kiosk = null;
});

function open(
  analyze: KioskOptions['inference']['analyze'],
  overrides: Partial<KioskOptions> = {},
): OwnedKiosk {
  kiosk = createKiosk({
    policy: simulatedPolicy,
    policySha256: 'f'.repeat(64),
    host: 'demo',
    clock: () => ms(performance.now()),
    log: { append: async () => ({ id: 'd1' }) },
    door: { pulse: async () => {} },
    models: () => ({}),
    inference: { ready: async () => ({}), analyze, [Symbol.asyncDispose]: async () => {} },
    pick: () => 0,
    newSessionId: () => 's1',
    fault: () => null,
    demo: true,
    calibrationSha256: null,
    ...overrides,
  });
  return kiosk;
}

describe('the kiosk', () => {
  it('keeps one frame in flight and drops the others', async () => {
    const { promise, resolve } = Promise.withResolvers<FrameAnalysis>();
    const analyze = vi.fn(() => promise);
    const { offer } = open(analyze);
    const first = offer(frame);
    await offer(frame);
    expect(analyze).toHaveBeenCalledTimes(1);
    resolve(emptyScene);
    await first;
    await offer(frame);
    expect(analyze).toHaveBeenCalledTimes(2);
  });

  it('ends the session in a denial when inference fails, and gives the credit back', async () => {
    const { start, offer, view } = open(() => Promise.reject(new Error('worker died')));
    start();
    expect(view().phase).toBe('positioning');
    await offer(frame);
    await vi.waitFor(() => expect(view()).toMatchObject({ phase: 'concluded', result: 'denied' }));
  });

  it('takes no evidence from a frame that was offered before the session began', async () => {
    const { promise, resolve } = Promise.withResolvers<FrameAnalysis>();
    const { start, offer, view } = open(() => promise);
    const offered = offer(frame);
    start();
    resolve(emptyScene);
    await offered;
    expect(view()).toMatchObject({ phase: 'positioning', hint: null });
  });

  it('starts no session and judges no frame while it is not ready', async () => {
    let fault: KioskFault | null = 'models-missing';
    const analyze = vi.fn(async () => emptyScene);
    const { start, offer, view, refresh } = open(analyze, { fault: () => fault });
    start();
    await offer(frame);
    expect(analyze).not.toHaveBeenCalled();
    expect(view()).toMatchObject({ phase: 'not-ready', fault: 'models-missing' });
    fault = null;
    refresh();
    expect(view()).toMatchObject({ phase: 'idle' });
  });

  it('tells a listener at once, then only of changes, until it is undone', () => {
    const { onView, start, cancel } = open(async () => emptyScene);
    const seen: string[] = [];
    const undo = onView((view) => seen.push(view.phase));
    start();
    start();
    undo();
    cancel();
    expect(seen).toEqual(['idle', 'positioning']);
  });

  it('ends a running session in a denial when it is closed', async () => {
    const append = vi.fn(async () => ({ id: 'd1' }));
    const { start } = open(async () => emptyScene, { log: { append } });
    start();
    await kiosk?.[Symbol.asyncDispose]();
    expect(append).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ decision: 'deny', reasons: ['cancelled'] }),
    );
  });

  it('ends a session whose camera has gone silent', async () => {
    const quick = { ...simulatedPolicy, positioning: { goodFrames: 5, ms: ms(150) } };
    const { start, view } = open(async () => emptyScene, { policy: quick });
    start();
    await vi.waitFor(
      () => expect(view()).toMatchObject({ phase: 'concluded', result: 'denied' }),
      2000,
    );
  });
});
