import { afterEach, describe, expect, it, vi } from 'vitest';
import { judgeCamera, type OpenedCamera } from '#core/camera/index.ts';
import { ms } from '#core/frame/index.ts';
import { unfound } from '#core/identity/index.ts';
import { unavailable } from '#core/pad/index.ts';
import type { KioskFault, ReceivedFrame } from '#core/protocol/index.ts';
import { simulatedPolicy, type FrameAnalysis } from '#core/session/index.ts';
import { createKiosk, type OwnedKiosk } from './kiosk.ts';
import type { RecognitionPort } from './recognition.ts';
import type { KioskOptions } from './kiosk-options.ts';

/** A frame that came as it was taken, so many milliseconds after the camera was opened. */
const frameAt = (at: number, takenAtMs = at): ReceivedFrame => ({
  frame: { width: 640, height: 480, data: new Uint8Array(4), capturedAt: ms(at) },
  takenAtMs,
});
let frames = 0;
/** The next one of a camera of 25 frames a second. */
const nextFrame = (): ReceivedFrame => {
  frames += 1;
  return frameAt(frames * 40);
};

const webcam: OpenedCamera = {
  label: 'Webcam',
  deviceId: 'd',
  groupId: 'g',
  width: 640,
  height: 480,
  frameRate: 30,
  facingMode: null,
};

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
  frames = 0;
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
    judgeCamera: (opened) => judgeCamera(opened, { pinned: null, allowVirtual: false }, null),
    fault: () => null,
    demo: true,
    calibrationSha256: null,
    ...overrides,
  });
  kiosk.useCamera(webcam);
  return kiosk;
}

describe('the kiosk', () => {
  it('keeps one frame in flight and drops the others', async () => {
    const { promise, resolve } = Promise.withResolvers<FrameAnalysis>();
    const analyze = vi.fn(() => promise);
    const { offer } = open(analyze);
    const first = offer(nextFrame());
    await offer(nextFrame());
    expect(analyze).toHaveBeenCalledTimes(1);
    resolve(emptyScene);
    await first;
    await offer(nextFrame());
    expect(analyze).toHaveBeenCalledTimes(2);
  });

  it('ends the session in a denial when inference fails, and gives the credit back', async () => {
    const { start, offer, view } = open(() => Promise.reject(new Error('worker died')));
    start();
    expect(view().phase).toBe('positioning');
    await offer(nextFrame());
    await vi.waitFor(
      () => expect(view()).toMatchObject({ phase: 'concluded', result: 'denied' }),
      30_000,
    );
  });

  it('takes no evidence from a frame that was offered before the session began', async () => {
    const { promise, resolve } = Promise.withResolvers<FrameAnalysis>();
    const { start, offer, view } = open(() => promise);
    const offered = offer(nextFrame());
    start();
    resolve(emptyScene);
    await offered;
    expect(view()).toMatchObject({ phase: 'positioning', hint: null });
  });

  const oneToOne: RecognitionPort = {
    demand: 'one-to-one',
    find: async () => unfound('one-to-one', 'identity-unsure'),
  };

  it('begins no session before a badge or PIN where it wants one, whoever stands there', async () => {
    const { start, moreTime, startAs, view } = open(async () => emptyScene, {
      recognition: oneToOne,
    });
    start();
    moreTime();
    expect(view()).toMatchObject({ phase: 'idle', needsClaim: true });
    expect(await startAs('ada')).toBe(true);
    expect(view()).toMatchObject({ phase: 'positioning' });
  });

  it('says so where a badge begins no session', async () => {
    let session = 0;
    const { startAs, attended } = open(async () => emptyScene, {
      recognition: oneToOne,
      newSessionId: () => `s${(session += 1)}`,
    });
    attended.hold(true);
    expect(await startAs('ada')).toBe(false);
    attended.hold(false);
    expect(await startAs('ada')).toBe(true);
    expect(await startAs('ben'), 'while another one runs').toBe(false);
  });

  it('starts no session and judges no frame while it is not ready', async () => {
    let fault: KioskFault | null = 'models-missing';
    const analyze = vi.fn(async () => emptyScene);
    const { start, offer, view, refresh } = open(analyze, { fault: () => fault });
    start();
    await offer(nextFrame());
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

  it('begins a session that has more time, where none runs', () => {
    const { moreTime, cancel, view } = open(async () => emptyScene);
    moreTime();
    expect(view()).toMatchObject({ phase: 'positioning', extended: true });
    cancel();
    moreTime();
    expect(view().phase).toBe('concluded');
  });

  it('gives more time to a session that runs', () => {
    const { moreTime, start, view } = open(async () => emptyScene);
    start();
    expect(view()).not.toHaveProperty('extended');
    moreTime();
    expect(view()).toMatchObject({ phase: 'positioning', extended: true });
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
      30_000,
    );
  });

  it('judges no frame and begins no session before it knows the camera', async () => {
    const analyze = vi.fn(async () => emptyScene);
    const { useCamera, start, offer, view } = open(analyze);
    useCamera(null);
    await offer(nextFrame());
    start();
    expect(analyze).not.toHaveBeenCalled();
    expect(view()).toMatchObject({ phase: 'idle' });
    useCamera(webcam);
    await offer(nextFrame());
    expect(analyze).toHaveBeenCalledTimes(1);
  });

  it('is not ready with a camera that is refused, names it, and is ready with one that is not', async () => {
    const analyze = vi.fn(async () => emptyScene);
    const { useCamera, start, offer, view } = open(analyze);
    useCamera({ ...webcam, label: 'OBS Virtual Camera' });
    await offer(nextFrame());
    start();
    expect(analyze).not.toHaveBeenCalled();
    expect(view()).toMatchObject({ fault: 'camera-refused', camera: 'OBS Virtual Camera' });
    useCamera(webcam);
    start();
    expect(view()).toMatchObject({ phase: 'positioning' });
  });

  it('ends a session when a camera is opened, and names the one that it had', async () => {
    const append = vi.fn(async () => ({ id: 'd1' }));
    const { useCamera, start } = open(async () => emptyScene, { log: { append } });
    start();
    useCamera({ ...webcam, label: 'Another' });
    await vi.waitFor(() => expect(append).toHaveBeenCalledTimes(1), 30_000);
    expect(append).toHaveBeenCalledWith(
      expect.objectContaining({
        outcome: 'non-response',
        reasons: ['camera-changed'],
        camera: { label: 'Webcam', virtual: false },
      }),
    );
  });

  it('takes no evidence from frames that stand still, and ends a session that gets no others', async () => {
    const append = vi.fn(async () => ({ id: 'd1' }));
    const analyze = vi.fn(async () => emptyScene);
    const { start, offer } = open(analyze, { log: { append } });
    start();
    for (let at = 0; at <= 4000; at += 40) await offer(frameAt(at, 7));
    expect(analyze).toHaveBeenCalledTimes(1);
    await vi.waitFor(() => expect(append).toHaveBeenCalledTimes(1), 30_000);
    expect(append).toHaveBeenCalledWith(
      expect.objectContaining({ outcome: 'non-response', reasons: ['frames-stale'] }),
    );
  });
});
