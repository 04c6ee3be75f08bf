import { expect, test } from 'vitest';
import type { OfferedFrame } from '#core/protocol/index.ts';
import { runFrameLoop, type FrameLoop } from './frame-loop.ts';
import { CameraEnded, type FrameSource } from './frame-source.ts';
import { pause } from './pause.ts';

/** A camera with an endless supply of numbered frames. */
function camera(endsAfter = Infinity): FrameSource & { taken: () => number } {
  let taken = 0;
  return {
    taken: () => taken,
    take: async () => {
      if (taken >= endsAfter) throw new CameraEnded('the camera stopped');
      taken += 1;
      return { width: 16, height: 16, data: Uint8Array.of(taken), takenAtMs: taken };
    },
    [Symbol.dispose]: () => undefined,
  };
}

const loopWith = (parts: Partial<FrameLoop>): FrameLoop => ({
  source: camera(),
  interval: () => 0,
  peek: () => undefined,
  offer: () => Promise.resolve(),
  now: () => performance.now(),
  ...parts,
});

test('the next frame is taken only after the credit for the last', async () => {
  const stop = new AbortController();
  const source = camera();
  let inFlight = 0;
  const most: number[] = [];
  const offer = async (frame: OfferedFrame): Promise<void> => {
    inFlight += 1;
    most.push(inFlight);
    await pause(2, stop.signal);
    // Nothing was taken while this one was being judged: what comes next is the newest there is.
    expect(source.taken()).toBe(frame.data[0]);
    inFlight -= 1;
    if (frame.data[0] === 5) stop.abort();
  };
  await runFrameLoop(loopWith({ source, offer }), stop.signal);
  expect(most).toEqual([1, 1, 1, 1, 1]);
});

test('frames keep the pace that the phase asks for', async () => {
  const stop = new AbortController();
  const at: number[] = [];
  const peek = (): void => {
    if (at.push(performance.now()) === 4) stop.abort();
  };
  await runFrameLoop(loopWith({ peek, interval: () => 40 }), stop.signal);
  const [first = 0, , , last = 0] = at;
  expect(last - first).toBeGreaterThanOrEqual(115);
});

test('a lost frame does not end the loop', async () => {
  const stop = new AbortController();
  let offers = 0;
  const offer = (): Promise<void> => {
    offers += 1;
    if (offers === 3) stop.abort();
    return offers === 1 ? Promise.reject(new Error('not connected')) : Promise.resolve();
  };
  await runFrameLoop(loopWith({ offer }), stop.signal);
  expect(offers).toBe(3);
});

test('no frame is taken while none is wanted', async () => {
  const stop = new AbortController();
  const source = camera();
  setTimeout(() => stop.abort(), 60);
  await runFrameLoop(loopWith({ source, interval: () => null }), stop.signal);
  expect(source.taken()).toBe(0);
});

test('a camera that ends rejects, so that it can be opened again', async () => {
  const running = runFrameLoop(loopWith({ source: camera(2) }), new AbortController().signal);
  await expect(running).rejects.toBeInstanceOf(CameraEnded);
});
